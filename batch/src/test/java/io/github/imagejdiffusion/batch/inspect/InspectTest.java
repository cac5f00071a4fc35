package io.github.imagejdiffusion.batch.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.SampleImages;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs that only look. */
class InspectTest {

    @TempDir
    private Path folder;

    @Test
    void infoShowsAxesAndCalibration() throws IOException {
        String crop = SampleImages.CROPS.get(0);
        Path file = SampleImages.stackOfCrops(folder.resolve("a.tif"), 2, 1, crop, crop);
        String out = CommandRun.of("info", file).assertDone().out();
        assertTrue(out.contains("150 x 130 pixels, 1 channel(s), 2 z, 1 t, uint8"), out);
        assertTrue(out.contains("pixel 0.25"), out);
        assertTrue(out.contains("z step 1.0"), out);
    }

    @Test
    void infoNamesReaderAndLevels() throws IOException {
        Path slide = Files.writeString(folder.resolve("a.pyramid"), "a disc");
        String out = CommandRun.of("info", slide).assertDone().out();
        assertTrue(out.startsWith(slide + ": pyramid (reader: test reader)\n"), out);
        assertTrue(out.contains("1: 'slide', 80 x 80 pixels"), out);
        assertTrue(out.contains("levels 0: 80 x 80, 1: 40 x 40"), out);
        Path png = SampleImages.crop(SampleImages.CROPS.get(0), folder.resolve("a.png"));
        String plain = CommandRun.of("info", png).assertDone().out();
        assertTrue(plain.contains("PNG (reader: built in)") && !plain.contains("levels"), plain);
    }

    @Test
    void infoAsJson() throws IOException {
        String crop = SampleImages.CROPS.get(0);
        Path stack = SampleImages.stackOfCrops(folder.resolve("a.tif"), 2, 3, crop, crop, crop, crop, crop, crop);
        Path slide = Files.writeString(folder.resolve("a.pyramid"), "a disc");
        CommandRun run = CommandRun.of("info", "--json", stack, folder.resolve("absent.tif"), slide);
        run.assertOneError(1, "absent.tif", "no such file");
        List<JsonObject> files = run.out()
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
        assertEquals(2, files.size());
        assertEquals(stack.toString(), files.get(0).get("file").getAsString());
        assertEquals("ImageJ TIFF", files.get(0).get("format").getAsString());
        assertEquals("built in", files.get(0).get("reader").getAsString());
        assertEquals(
                JsonParser.parseString(
                        """
                        [{"series": 1, "name": null, "axes": "XYZT", "size_x": 150, "size_y": 130, "size_c": 1,
                          "size_z": 2, "size_t": 3, "pixel_type": "uint8", "rgb": false, "pixel_width_um": 0.25,
                          "pixel_height_um": 0.25, "pixel_depth_um": 1.0, "frame_interval_s": 5.0,
                          "channel_names": [], "levels": [{"size_x": 150, "size_y": 130}]}]"""),
                files.get(0).get("series"));
        JsonObject image = files.get(1).getAsJsonArray("series").get(0).getAsJsonObject();
        assertEquals("slide", image.get("name").getAsString());
        assertTrue(image.get("pixel_depth_um").isJsonNull());
        assertEquals(
                JsonParser.parseString("[{'size_x': 80, 'size_y': 80}, {'size_x': 40, 'size_y': 40}]"),
                image.get("levels"));
    }

    @Test
    void noticesAreInTextAndJson() throws IOException {
        byte[] falling = {(byte) 255, 0};
        Path noticed = folder.resolve("falling.png");
        BufferedImage image = new BufferedImage(
                8, 8, BufferedImage.TYPE_BYTE_BINARY, new IndexColorModel(1, 2, falling, falling, falling));
        ImageIO.write(image, "png", noticed.toFile());
        Path plain = SampleImages.crop(SampleImages.CROPS.get(0), folder.resolve("a.png"));
        String text = CommandRun.of("info", noticed).assertDone().out();
        assertTrue(text.contains("\n  its greys are those of a palette"), text);
        List<JsonArray> notices = CommandRun.of("info", "--json", noticed, plain)
                .assertDone()
                .out()
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject().getAsJsonArray("notices"))
                .toList();
        assertEquals(1, notices.get(0).size());
        assertTrue(notices.get(0).get(0).getAsString().startsWith("its greys are those of a palette"));
        assertEquals(new JsonArray(), notices.get(1));
    }

    @Test
    void infoSaysWhatAFileNeeds() throws IOException {
        Path czi = Files.writeString(folder.resolve("a.czi"), "ZISRAWFILE");
        CommandRun.of("info", czi)
                .assertOneError(1, "a.czi: Zeiss CZI needs Bio-Formats, which is not here; put bioformats_package.jar");
    }

    @Test
    void infoGoesOnAfterABadFile() throws IOException {
        Path good = SampleImages.crop(SampleImages.CROPS.get(0), folder.resolve("good.png"));
        Path bad = Files.writeString(folder.resolve("bad.tif"), "no image");
        CommandRun run = CommandRun.of("info", bad, good).assertOneError(1, "bad.tif", "not an image");
        assertTrue(run.out().contains("150 x 130"), run.out());
        CommandRun.of("info", folder).assertOneError(1, "is a folder");
        CommandRun.of("info", folder.resolve("absent.tif")).assertOneError(1, "absent.tif", "no such file");
        CommandRun.of("info").assertOneError(2, "FILE");
    }

    @Test
    void modelsAreListedShownAndChecked() {
        String list = CommandRun.of("models").assertDone().out();
        assertTrue(list.contains("nuclei-fluorescence") && list.contains("sha256"), list);
        assertTrue(CommandRun.of("models", "nuclei-fluorescence")
                        .assertDone()
                        .out()
                        .length()
                > 10);
        CommandRun.of("models", "nothing")
                .assertOneError(
                        3,
                        "'nothing'",
                        "known models: fluorescence-denoise, fluorescence-prior, fluorescence-sr-x2, fluorescence-sr-x4, membranes-em, nuclei-fluorescence");
        CommandRun.of("models", folder.resolve("none.zip")).assertOneError(3, "none.zip");
    }

    @Test
    void testTensorsOfTheBundledModel() {
        String out = CommandRun.of("models", "nuclei-fluorescence", "--check")
                .assertDone()
                .out();
        assertTrue(out.contains("largest difference"), out);
    }

    @Test
    void devicesNamesEngineAndLibraries() {
        String out = CommandRun.of("devices").assertDone().out();
        for (String word : new String[] {"ONNX Runtime", "cpu device: usable", "gpu device:", "cudnn", "looked in"}) {
            assertTrue(out.contains(word), out);
        }
    }
}
