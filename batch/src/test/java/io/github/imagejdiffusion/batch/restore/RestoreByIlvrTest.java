package io.github.imagejdiffusion.batch.restore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ij.IJ;
import ij.ImagePlus;
import ij.process.ImageProcessor;
import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.ExitCodes;
import io.github.imagejdiffusion.batch.Folders;
import io.github.imagejdiffusion.batch.SampleImages;
import io.github.imagejdiffusion.diffusion.camera.PixelBinning;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With a prior of closed form, whose fine content does not matter. */
class RestoreByIlvrTest {

    private static final int SIZE = 48;

    @TempDir
    private Path folder;

    private Path model;
    private Path out;

    @BeforeEach
    void writeModel() throws IOException {
        model = TinyPackage.prior().writeTo(folder.resolve("model"));
        out = folder.resolve("out");
    }

    @ParameterizedTest
    @CsvSource({"2,UINT8,float", "4,UINT16,float", "8,FLOAT,float", "2,UINT8,input", "4,UINT16,input", "8,FLOAT,input"})
    void anUpsampledImageIsLargerInFinerPixels(int factor, PixelType type, String chosen) throws IOException {
        float[] pixels = noisy(type == PixelType.UINT8 ? 250 : 60_000);
        Path input = SampleImages.plane(folder.resolve("a.tif"), SIZE, SIZE, type, pixels);
        run(
                        input,
                        "upsample",
                        "--factor",
                        factor,
                        "--kernel",
                        "box",
                        "--residual",
                        "--pixel-size",
                        0.5,
                        "--pixel-type",
                        chosen)
                .assertDone();
        assertEquals(List.of("a.json", "a_residual.tif", "a_restored.tif"), Folders.names(out));
        ImagePlus restored = open("a_restored.tif");
        assertEquals(chosen.equals("input") ? 8 * type.bytes() : 32, restored.getBitDepth());
        assertEquals(factor * SIZE, restored.getWidth());
        assertEquals(factor * SIZE, restored.getHeight());
        assertEquals(0.5 / factor, restored.getCalibration().pixelWidth, 1e-6);
        float[] seen = new PixelBinning(SIZE, factor).add(floats(restored.getProcessor()));
        // Whole numbers are cut off at the ends of the pixel type, so that means over the pixels of the image suffer.
        assertEquals(mean(pixels), mean(seen), 0.01 * mean(pixels));
        if (restored.getBitDepth() == 32) {
            assertArrayEquals(pixels, seen, (type == PixelType.UINT8 ? 250 : 60_000) * 1e-5f);
        }
        ImagePlus residual = open("a_residual.tif");
        assertEquals(SIZE, residual.getWidth());
        assertEquals(0.5, residual.getCalibration().pixelWidth, 1e-6);
        for (float v : floats(residual.getProcessor())) {
            assertEquals(0, v, 0.01);
        }
    }

    @Test
    void theRecordTellsWhatWasInvented() throws IOException {
        Path input = SampleImages.plane(folder.resolve("a.tif"), SIZE, SIZE, PixelType.UINT16, noisy(1000));
        run(input, "upsample", "--factor", 2, "--kernel", "box", "--range-t", -1, "--noising", "paper")
                .assertDone();
        JsonObject record = record("a");
        JsonObject options = record.getAsJsonObject("made_from").getAsJsonObject("options");
        assertEquals("upsample", options.get("task").getAsString());
        assertEquals("ilvr", options.get("method").getAsString());
        assertEquals(2, options.get("factor").getAsInt());
        assertEquals("box", options.get("kernel").getAsString());
        assertEquals(-1, options.get("range_t").getAsInt());
        assertEquals("paper", options.get("reference_noising").getAsString());
        JsonObject summary = record.getAsJsonObject("summary");
        assertEquals(2 * SIZE, summary.get("width").getAsInt());
        assertTrue(summary.get("caveat").getAsString().startsWith("everything finer than 2 pixels"), summary::toString);
        assertEquals(
                "consistent with the data: departs from it by 0.00 of the noise",
                summary.getAsJsonArray("channels")
                        .get(0)
                        .getAsJsonObject()
                        .get("verdict")
                        .getAsString());
    }

    @Test
    void channelsSlicesAndFramesStayWhatTheyAre() {
        float[][] planes = new float[2 * 3 * 2][];
        for (int i = 0; i < planes.length; i++) {
            planes[i] = SampleImages.disc();
            for (int k = 0; k < planes[i].length; k++) {
                planes[i][k] += 10 * i;
            }
        }
        Path input = SampleImages.stack(folder.resolve("a.tif"), 2, 3, 2, planes);
        run(input, "upsample", "--runs", 4, "--factor", 2).assertDone();
        ImagePlus image = IJ.openImage(input.toString());
        ImagePlus restored = open("a_restored.tif");
        assertEquals(2, restored.getNChannels());
        assertEquals(3, restored.getNSlices());
        assertEquals(2, restored.getNFrames());
        for (int i = 1; i <= planes.length; i++) {
            double before = mean(floats(image.getStack().getProcessor(i)));
            double after = mean(floats(restored.getStack().getProcessor(i)));
            assertEquals(before, after, 0.01 * before);
        }
        ImagePlus spread = open("a_spread.tif");
        assertEquals(12, spread.getStackSize());
        assertEquals(restored.getWidth(), spread.getWidth());
    }

    @Test
    void denoisingKeepsTheSizeAndTheMean() throws IOException {
        float[] pixels = noisy(1000);
        Path input = SampleImages.plane(folder.resolve("a.tif"), SIZE, SIZE, PixelType.UINT16, pixels);
        CommandRun run = run(input, "denoise", "--method", "ilvr", "--factor", 8, "--residual")
                .assertDone();
        assertTrue(
                run.progress().toString().contains("denoised by ILVR"),
                run.progress().toString());
        assertEquals(List.of("a.json", "a_residual.tif", "a_restored.tif"), Folders.names(out));
        ImagePlus restored = open("a_restored.tif");
        assertEquals(SIZE, restored.getWidth());
        assertEquals(mean(pixels), mean(floats(restored.getProcessor())), 0.01 * mean(pixels));
        JsonObject options = record("a").getAsJsonObject("made_from").getAsJsonObject("options");
        assertEquals("denoise", options.get("task").getAsString());
        assertEquals(8, options.get("factor").getAsInt());
    }

    @Test
    void whatIsDoneIsSkippedUntilOptionsChange() {
        Path input = SampleImages.plane(folder.resolve("a.tif"), SIZE, SIZE, PixelType.UINT16, noisy(1000));
        run(input, "upsample", "--factor", 2).assertDone();
        assertTrue(run(input, "upsample", "--factor", 2).assertDone().out().contains("1 skipped"));
        assertTrue(run(input, "upsample", "--factor", 2, "--seed", 1)
                .assertDone()
                .out()
                .contains("1 done"));
    }

    @ParameterizedTest
    @CsvSource({
        "--task upsample --factor 3, --factor",
        "--task upsample --factor 16, --factor",
        "--task upsample --method model, --method",
        "--task upsample --sample, --sample",
        "--task upsample --sampler dpmpp2m, DPM-Solver",
        "--task upsample --steps 5 --range-t 4, range_t 4",
        "--task upsample --range-t -2, range_t",
        "--task upsample --kernel sinc, --kernel",
        "--task upsample --noising none, --noising",
        "--task upsample --block 33, block",
        "--task upsample --steps 101, 100",
        "--task denoise --method ilvr --factor 6, --factor must be a power of two from 2",
        "--task denoise --method bm3d, --method",
        "--task denoise --factor 2, --factor",
        "--task denoise --method model --range-t 2, --range-t",
        "--task denoise --kernel box, --kernel",
        "--task denoise --noising code, --noising",
        "--task denoise --reference b.tif, --reference",
        "--task upsample --reference b.tif, --reference",
        "--task denoise --method ilvr --reference none.tif, none.tif does not exist",
        "--task sharpen, denoise or upsample"
    })
    void impossibleOptionsAreNamed(String options, String word) {
        Path input = SampleImages.plane(folder.resolve("a.tif"), SIZE, SIZE, PixelType.UINT16, noisy(1000));
        List<Object> arguments = new ArrayList<>(List.of("restore", input, "-o", out, "--model", model));
        arguments.addAll(Arrays.asList(options.split(" ")));
        CommandRun.of(arguments.toArray()).assertOneError(ExitCodes.WRONG_USAGE, word);
    }

    @Test
    void modelsOfAnotherKindAreRefused() throws IOException {
        Path input = SampleImages.plane(folder.resolve("a.tif"), SIZE, SIZE, PixelType.UINT16, noisy(1000));
        Path paired = TinyPackage.paired().writeTo(folder.resolve("paired"));
        CommandRun.of("restore", input, "-o", out, "--task", "upsample", "--model", paired)
                .assertOneError(ExitCodes.MODEL_OR_DEVICE_UNUSABLE, "paired", "kind prior");
        CommandRun.of("restore", input, "-o", out, "--task", "denoise", "--model", model)
                .assertOneError(ExitCodes.MODEL_OR_DEVICE_UNUSABLE, "prior", "does not denoise");
        Path segdiff = TinyPackage.of("sharp").minSize(0).writeTo(folder.resolve("segdiff"));
        CommandRun.of("restore", input, "-o", out, "--task", "upsample", "--model", segdiff)
                .assertOneError(ExitCodes.MODEL_OR_DEVICE_UNUSABLE, "segdiff", "kind prior");
        Path colour = TinyPackage.prior().writeTo(folder.resolve("colour"));
        Files.writeString(
                colour.resolve("rdf.yaml"),
                Files.readString(colour.resolve("rdf.yaml")).replace("[image]", "[red, green]"));
        CommandRun.of("restore", input, "-o", out, "--task", "upsample", "--model", colour)
                .assertOneError(ExitCodes.MODEL_OR_DEVICE_UNUSABLE, "colour", "2 channels");
    }

    @Test
    void oddPixelsAreNoProblemOrNamed() {
        float[] bad = noisy(100);
        bad[70] = Float.NaN;
        Path nan = SampleImages.plane(folder.resolve("nan.tif"), SIZE, SIZE, PixelType.FLOAT, bad);
        Path small = SampleImages.plane(folder.resolve("small.tif"), 3, 2, PixelType.UINT8, 1, 2, 3, 4, 5, 6);
        Path good = SampleImages.plane(folder.resolve("good.tif"), SIZE, SIZE, PixelType.FLOAT, noisy(100));
        CommandRun.of("restore", nan, good, "-o", out, "--task", "upsample", "--model", model)
                .assertOneError(ExitCodes.SOME_FAILED, "nan.tif", "(22,1)", "NaN");
        CommandRun.of(
                        "restore",
                        small,
                        good,
                        "-o",
                        out,
                        "--task",
                        "denoise",
                        "--method",
                        "ilvr",
                        "--factor",
                        8,
                        "--model",
                        model)
                .assertOneError(ExitCodes.SOME_FAILED, "small.tif", "factor 8 is larger", "3 x 2");
    }

    @ParameterizedTest
    @CsvSource({"0", "255", "7"})
    void onePixelAndOneValueComeBack(int value) {
        float[] pixels = new float[SIZE * SIZE];
        Arrays.fill(pixels, value);
        Path flat = SampleImages.plane(folder.resolve("flat.tif"), SIZE, SIZE, PixelType.UINT8, pixels);
        Path one = SampleImages.plane(folder.resolve("one.tif"), 1, 1, PixelType.UINT8, value);
        CommandRun.of("restore", flat, one, "-o", out, "--task", "upsample", "--factor", 2, "--model", model)
                .assertDone();
        float[] larger = new float[4 * pixels.length];
        Arrays.fill(larger, value);
        assertArrayEquals(larger, floats(open("flat_restored.tif").getProcessor()));
        assertArrayEquals(
                new float[] {value, value, value, value},
                floats(open("one_restored.tif").getProcessor()));
    }

    @Test
    void negativePixelsKeepTheirMean() {
        float[] pixels = noisy(100);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] -= 200;
        }
        Path input = SampleImages.plane(folder.resolve("a.tif"), SIZE, SIZE, PixelType.FLOAT, pixels);
        run(input, "denoise", "--method", "ilvr").assertDone();
        float[] restored = floats(open("a_restored.tif").getProcessor());
        assertEquals(mean(pixels), mean(restored), 0.5);
        assertFalse(Arrays.equals(pixels, restored));
    }

    private CommandRun run(Path input, String task, Object... more) {
        List<Object> arguments =
                new ArrayList<>(List.of("restore", input, "-o", out, "--task", task, "--model", model, "--steps", 4));
        arguments.addAll(Arrays.asList(more));
        return CommandRun.of(arguments.toArray());
    }

    private ImagePlus open(String name) {
        return IJ.openImage(out.resolve(name).toString());
    }

    private static float[] floats(ImageProcessor processor) {
        return (float[]) processor.convertToFloatProcessor().getPixels();
    }

    private JsonObject record(String stem) throws IOException {
        return JsonParser.parseString(Files.readString(out.resolve(stem + ".json")))
                .getAsJsonObject();
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float v : values) {
            sum += v;
        }
        return sum / values.length;
    }

    /** Whole numbers on two levels, with noise, well within the range. */
    private static float[] noisy(int top) {
        Random random = new Random(top);
        float[] pixels = new float[SIZE * SIZE];
        for (int i = 0; i < pixels.length; i++) {
            double v = top * (i % SIZE < SIZE / 2 ? 0.3 : 0.6) + top * 0.03 * random.nextGaussian();
            pixels[i] = (float) Math.rint(v);
        }
        return pixels;
    }
}
