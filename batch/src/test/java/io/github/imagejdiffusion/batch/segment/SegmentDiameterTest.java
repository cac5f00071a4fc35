package io.github.imagejdiffusion.batch.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ij.IJ;
import ij.ImagePlus;
import ij.gui.NewImage;
import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.SampleImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --diameter auto}: each image at the scale that its objects ask for. */
class SegmentDiameterTest {

    private static final String CROP = "11a0170f44e3.png";

    @TempDir
    private Path folder;

    private Path enlarged(int factor) {
        Path crop = SampleImages.crop(CROP, folder.resolve("crop.png"));
        ImagePlus image = IJ.openImage(crop.toString());
        image = image.resize(image.getWidth() * factor, image.getHeight() * factor, "bilinear");
        Path file = folder.resolve("large.tif");
        IJ.saveAsTiff(image, file.toString());
        return file;
    }

    private static JsonObject record(Path out, String stem) throws IOException {
        return JsonParser.parseString(Files.readString(out.resolve(stem + ".json")))
                .getAsJsonObject();
    }

    @Test
    void largeObjectsAreMadeSmallerAsByTheirDiameter() throws IOException {
        Path input = enlarged(4);
        Path out = folder.resolve("out");
        CommandRun run = CommandRun.of("segment", input, "-o", out, "--diameter", "auto");
        run.assertDone();
        JsonObject json = record(out, "large");
        JsonObject summary = json.getAsJsonObject("summary");
        double diameter = summary.get("diameter").getAsDouble();
        double scale = summary.get("scale").getAsDouble();
        assertTrue(diameter > 50, summary::toString);
        assertTrue(summary.get("diameter_measured_on").getAsInt() > 3, summary::toString);
        assertTrue(scale < 1, summary::toString);
        assertEquals(
                "auto",
                json.getAsJsonObject("made_from")
                        .getAsJsonObject("options")
                        .get("diameter")
                        .getAsString());

        Path by = folder.resolve("by");
        CommandRun.of("segment", input, "-o", by, "--diameter", 20 / scale).assertDone();
        for (String suffix : new String[] {"_labels.tif", "_probability.tif", "_objects.csv"}) {
            assertArrayEquals(
                    Files.readAllBytes(by.resolve("large" + suffix)),
                    Files.readAllBytes(out.resolve("large" + suffix)),
                    suffix);
        }
        CommandRun again = CommandRun.of("segment", input, "-o", out, "--diameter", "auto");
        assertTrue(again.assertDone().out().contains("1 skipped"), again::toString);
    }

    @Test
    void usualObjectsAreLeftAsTheyAre() throws IOException {
        Path input = SampleImages.crop(CROP, folder.resolve("usual.png"));
        Path out = folder.resolve("out");
        CommandRun.of("segment", input, "-o", out, "--diameter", "auto").assertDone();
        assertEquals(
                1, record(out, "usual").getAsJsonObject("summary").get("scale").getAsDouble());
        Path plain = folder.resolve("plain");
        CommandRun.of("segment", input, "-o", plain).assertDone();
        assertArrayEquals(
                Files.readAllBytes(plain.resolve("usual_labels.tif")),
                Files.readAllBytes(out.resolve("usual_labels.tif")));
    }

    @Test
    void whereNothingIsFoundTheImageIsTakenAsItIs() throws IOException {
        Path input = folder.resolve("empty.tif");
        IJ.saveAsTiff(NewImage.createByteImage("empty", 80, 60, 1, NewImage.FILL_BLACK), input.toString());
        Path out = folder.resolve("out");
        CommandRun run = CommandRun.of("segment", input, "-o", out, "--diameter", "auto");
        run.assertDone();
        JsonObject summary = record(out, "empty").getAsJsonObject("summary");
        assertFalse(summary.has("diameter"), summary::toString);
        assertEquals(1, summary.get("scale").getAsDouble());
        assertTrue(run.toString().contains("were found to measure"), run::toString);
    }

    @Test
    void wordsThatAreNoDiameter() {
        Path input = SampleImages.crop(CROP, folder.resolve("usual.png"));
        CommandRun.of("segment", input, "-o", folder.resolve("out"), "--diameter", "automatic")
                .assertOneError(2, "--diameter must be a positive number of pixels, or auto", "automatic");
    }
}
