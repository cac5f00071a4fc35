package io.github.imagejdiffusion.batch.restore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ij.IJ;
import ij.ImagePlus;
import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.Folders;
import io.github.imagejdiffusion.batch.SampleImages;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code --pixel-type}: floats as computed, and what whole numbers are made of them. */
class PixelTypeOfResultsTest {

    private static final int SIZE = 64;

    @TempDir
    private Path folder;

    static Stream<Arguments> restorations() throws IOException {
        TinyPackage paired = TinyPackage.of("noisy").kind("paired");
        List<String> denoising = List.of("restore", "--task", "denoise", "--sample", "--steps", "2");
        List<String> following = List.of("restore", "--task", "denoise", "--method", "ilvr", "--steps", "4");
        List<String> enlarging = List.of("restore", "--task", "upsample", "--factor", "2", "--steps", "4");
        List<String> resolving = List.of("superres", "--factor", "2");
        return Stream.of(PixelType.UINT8, PixelType.UINT16)
                .flatMap(type -> Stream.of(
                        Arguments.of(type, paired, "restored", denoising),
                        Arguments.of(type, TinyPackage.prior(), "restored", following),
                        Arguments.of(type, TinyPackage.prior(), "restored", enlarging),
                        Arguments.of(type, TinyPackage.sr3(2).withTrainedRange(), "superres", resolving)));
    }

    @ParameterizedTest
    @MethodSource("restorations")
    void thatOfTheImageIsTheRoundedAndCutOffFloats(PixelType type, TinyPackage model, String suffix, List<String> verb)
            throws IOException {
        int highest = type == PixelType.UINT8 ? 255 : 65_535;
        Path input = SampleImages.plane(folder.resolve("a.tif"), SIZE, SIZE, type, fullOfRange(highest));
        Path packaged = model.writeTo(folder.resolve("model"));
        ImagePlus floats = result("float", suffix, verb, input, packaged, "--pixel-type", "float");
        ImagePlus whole = result("input", suffix, verb, input, packaged, "--pixel-type", "input");
        assertEquals(32, floats.getBitDepth());
        assertEquals(8 * type.bytes(), whole.getBitDepth());
        float[] rounded = values(floats);
        int below = 0;
        int above = 0;
        int between = 0;
        for (int i = 0; i < rounded.length; i++) {
            below += rounded[i] < 0 ? 1 : 0;
            above += rounded[i] > highest ? 1 : 0;
            between += rounded[i] != Math.rint(rounded[i]) ? 1 : 0;
            rounded[i] = (float) Math.rint(Math.max(0, Math.min(highest, rounded[i])));
        }
        assertTrue(
                below > 0 && above > 0 && between > 0, below + " below, " + above + " above, " + between + " between");
        assertArrayEquals(rounded, values(whole));

        assertArrayEquals(
                Files.readAllBytes(folder.resolve("float/a_residual.tif")),
                Files.readAllBytes(folder.resolve("input/a_residual.tif")),
                "residuals are those of what was computed");
        assertEquals(record("float").get("summary"), record("input").get("summary"), "and so is all that is judged");
        assertEquals("float", pixelType("float"));
        assertEquals("input", pixelType("input"));
    }

    @Test
    void floatsAreTheDefaultAndAnotherTypeIsComputedAgain() throws IOException {
        Path input = SampleImages.plane(folder.resolve("a.tif"), SIZE, SIZE, PixelType.UINT8, fullOfRange(255));
        Path model = TinyPackage.paired().writeTo(folder.resolve("model"));
        assertTrue(denoise(input, model).out().contains("1 done"));
        assertEquals("float", pixelType("out"));
        assertEquals(32, open("out/a_restored.tif").getBitDepth());
        assertTrue(denoise(input, model, "--pixel-type", "float").out().contains("1 skipped"));
        assertTrue(denoise(input, model, "--pixel-type", "input").out().contains("1 done"));
        assertEquals(8, open("out/a_restored.tif").getBitDepth());
        assertTrue(denoise(input, model).out().contains("1 done"));
        assertEquals(List.of("a.json", "a_restored.tif"), Folders.names(folder.resolve("out")));
        assertEquals(32, open("out/a_restored.tif").getBitDepth());
    }

    private CommandRun denoise(Path input, Path model, String... more) {
        Stream<Object> all =
                Stream.of("restore", input, "-o", folder.resolve("out"), "--task", "denoise", "--model", model);
        return CommandRun.of(Stream.concat(all, Stream.of(more)).toArray()).assertDone();
    }

    private ImagePlus result(String out, String suffix, List<String> verb, Path input, Path model, String... more) {
        Stream<Object> usual = Stream.of(input, "-o", folder.resolve(out), "--model", model, "--residual");
        CommandRun.of(Stream.of(verb.stream(), usual, Stream.of(more))
                        .flatMap(part -> part)
                        .toArray())
                .assertDone();
        return open(out + "/a_" + suffix + ".tif");
    }

    private ImagePlus open(String name) {
        return IJ.openImage(folder.resolve(name).toString());
    }

    private static float[] values(ImagePlus image) {
        return (float[]) image.getProcessor().convertToFloatProcessor().getPixels();
    }

    private JsonObject record(String out) throws IOException {
        return JsonParser.parseString(Files.readString(folder.resolve(out).resolve("a.json")))
                .getAsJsonObject();
    }

    private String pixelType(String out) throws IOException {
        return record(out)
                .getAsJsonObject("made_from")
                .getAsJsonObject("options")
                .get("pixel_type")
                .getAsString();
    }

    /** Noise, and pixels at both ends of the range. */
    private static float[] fullOfRange(int highest) {
        Random random = new Random(1);
        float[] pixels = new float[SIZE * SIZE];
        for (int i = 0; i < pixels.length; i++) {
            double value = highest * ((i % SIZE < SIZE / 2 ? 0 : 1) + 0.1 * random.nextGaussian());
            pixels[i] = (float) Math.rint(Math.max(0, Math.min(highest, value)));
        }
        return pixels;
    }
}
