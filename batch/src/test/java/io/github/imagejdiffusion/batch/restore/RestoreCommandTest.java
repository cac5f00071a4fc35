package io.github.imagejdiffusion.batch.restore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ij.IJ;
import ij.ImagePlus;
import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.ExitCodes;
import io.github.imagejdiffusion.batch.Folders;
import io.github.imagejdiffusion.batch.SampleImages;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.Series;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With a network that gives images back as they are, so that results are known. */
class RestoreCommandTest {

    private static final int SIZE = 64;

    @TempDir
    private Path folder;

    private Path model;
    private Path out;

    @BeforeEach
    void writeModel() throws IOException {
        model = TinyPackage.paired().writeTo(folder.resolve("model"));
        out = folder.resolve("out");
    }

    @ParameterizedTest
    @CsvSource({"UINT8,float", "UINT16,float", "FLOAT,float", "UINT8,input", "UINT16,input", "FLOAT,input"})
    void theResultHasTheChosenPixelType(PixelType type, String chosen) throws IOException {
        float[] pixels = noisy(type == PixelType.UINT8 ? 250 : 60_000);
        Path input = SampleImages.plane(folder.resolve("a.tif"), SIZE, SIZE, type, pixels);
        restore(input, "--pixel-type", chosen).assertDone();
        assertEquals(List.of("a.json", "a_restored.tif"), Folders.names(out));
        ImagePlus restored = IJ.openImage(out.resolve("a_restored.tif").toString());
        assertEquals(chosen.equals("input") ? 8 * type.bytes() : 32, restored.getBitDepth());
        assertArrayEquals(
                pixels,
                (float[]) restored.getProcessor().convertToFloatProcessor().getPixels(),
                0.02f);
    }

    @Test
    void theRecordTellsNoiseAndVerdict() throws IOException {
        Path input = SampleImages.plane(folder.resolve("a.tif"), SIZE, SIZE, PixelType.UINT16, noisy(1000));
        restore(input).assertDone();
        JsonObject record = record("a");
        JsonObject channel = record.getAsJsonObject("summary")
                .getAsJsonArray("channels")
                .get(0)
                .getAsJsonObject();
        assertEquals(
                "restore", record.getAsJsonObject("made_from").get("command").getAsString());
        assertEquals(1, channel.get("channel").getAsInt());
        assertEquals(
                channel.get("mean_before").getAsDouble(),
                channel.get("mean_after").getAsDouble(),
                0.01);
        assertTrue(channel.getAsJsonObject("noise").has("gain"));
        assertEquals(
                "not consistent with the data: only 0.00 of the noise was taken away",
                channel.get("verdict").getAsString());
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
        restore(input, "--runs", 4, "--steps", 2).assertDone();
        ImagePlus restored = IJ.openImage(out.resolve("a_restored.tif").toString());
        assertEquals(2, restored.getNChannels());
        assertEquals(3, restored.getNSlices());
        assertEquals(2, restored.getNFrames());
        ImagePlus image = IJ.openImage(input.toString());
        for (int i = 1; i <= planes.length; i++) {
            assertArrayEquals(
                    (float[]) image.getStack()
                            .getProcessor(i)
                            .convertToFloatProcessor()
                            .getPixels(),
                    (float[]) restored.getStack()
                            .getProcessor(i)
                            .convertToFloatProcessor()
                            .getPixels(),
                    0.01f);
        }
        assertEquals(12, IJ.openImage(out.resolve("a_spread.tif").toString()).getStackSize());
    }

    @Test
    void zarrHoldsEveryPlane() {
        float[][] planes = new float[2 * 3 * 2][];
        for (int i = 0; i < planes.length; i++) {
            planes[i] = SampleImages.disc();
            planes[i][0] += 10 * i;
        }
        Path input = SampleImages.stack(folder.resolve("a.tif"), 2, 3, 2, planes);
        restore(input, "--runs", 4, "--steps", 2).assertDone();
        Path zarr = folder.resolve("zarr");
        CommandRun.of(
                        "restore",
                        input,
                        "-o",
                        zarr,
                        "--model",
                        model,
                        "--task",
                        "denoise",
                        "--format",
                        "zarr",
                        "--runs",
                        4,
                        "--steps",
                        2)
                .assertDone();
        assertEquals(
                List.of("a.json", "a_restored.ome.zarr", "a_spread.ome.zarr"),
                Folders.names(zarr).stream()
                        .map(file -> file.replaceFirst("/.*", ""))
                        .distinct()
                        .toList());
        for (String name : List.of("a_restored", "a_spread")) {
            try (ImageFile expected = ImageFiles.open(out.resolve(name + ".tif"));
                    ImageFile found = ImageFiles.open(zarr.resolve(name + ".ome.zarr"))) {
                Series series = found.series().get(0);
                assertEquals(expected.series().get(0).pixelType(), series.pixelType());
                assertEquals(List.of(2, 3, 2), List.of(series.sizeC(), series.sizeZ(), series.sizeT()));
                for (int i = 0; i < planes.length; i++) {
                    var a = expected.plane(0, i % 2, i / 2 % 3, i / 6);
                    var b = found.plane(0, i % 2, i / 2 % 3, i / 6);
                    for (int at = 0; at < planes[i].length; at++) {
                        long x = at % series.sizeX();
                        long y = at / series.sizeX();
                        assertEquals(
                                a.getAt(x, y).getRealDouble(), b.getAt(x, y).getRealDouble());
                    }
                }
            }
        }
    }

    @Test
    void oneOfTheChannelsCanBeChosen() throws IOException {
        Path input = SampleImages.stack(
                folder.resolve("a.tif"), 2, 1, 1, SampleImages.disc(), new float[SampleImages.disc().length]);
        restore(input, "--channel", 2).assertDone();
        assertEquals(1, IJ.openImage(out.resolve("a_restored.tif").toString()).getNChannels());
        assertEquals(
                2,
                record("a")
                        .getAsJsonObject("summary")
                        .getAsJsonArray("channels")
                        .get(0)
                        .getAsJsonObject()
                        .get("channel")
                        .getAsInt());
    }

    @Test
    void theResidualIsWrittenWhereNoiseIsKnown() throws IOException {
        Path input = SampleImages.plane(folder.resolve("a.tif"), SIZE, SIZE, PixelType.UINT16, noisy(1000));
        restore(input, "--residual").assertDone();
        ImagePlus residual = IJ.openImage(out.resolve("a_residual.tif").toString());
        assertEquals(32, residual.getBitDepth());
        assertEquals(0, residual.getProcessor().getf(100), 0.01);
        Path dark = SampleImages.plane(folder.resolve("dark.tif"), SIZE, SIZE, PixelType.UINT8, new float[SIZE * SIZE]);
        CommandRun run = restore(dark, "--residual").assertDone();
        assertTrue(run.progress().toString().contains("noise could not be measured"), run.toString());
        assertTrue(Files.notExists(out.resolve("dark_residual.tif")));
        assertArrayEquals(new float[SIZE * SIZE], (float[])
                IJ.openImage(out.resolve("dark_restored.tif").toString())
                        .getProcessor()
                        .getPixels());
    }

    @Test
    void whatIsDoneIsSkippedUntilOptionsChange() throws IOException {
        Path input = SampleImages.plane(folder.resolve("a.tif"), SIZE, SIZE, PixelType.UINT16, noisy(1000));
        restore(input, "--residual").assertDone();
        CommandRun again = restore(input, "--residual").assertDone();
        assertTrue(again.out().contains("0 done, 1 skipped"), again.out());
        CommandRun sample = restore(input, "--sample").assertDone();
        assertTrue(sample.out().contains("1 done"), sample.out());
        assertEquals(List.of("a.json", "a_restored.tif"), Folders.names(out));
    }

    @Test
    void aRestoredImageCanBeSegmentedButNotIntoTheSameFolder() throws IOException {
        Path input = SampleImages.plane(folder.resolve("a.tif"), SIZE, SIZE, PixelType.UINT16, noisy(1000));
        restore(input).assertDone();
        Path segdiff = TinyPackage.of("sharp").minSize(0).writeTo(folder.resolve("segdiff"));
        CommandRun.of("segment", input, "-o", out, "--model", segdiff)
                .assertOneError(ExitCodes.SOME_FAILED, "a.json", "is the record of 'restore'", "--output");
        assertEquals(List.of("a.json", "a_restored.tif"), Folders.names(out));
        Path labels = folder.resolve("labels");
        CommandRun.of("segment", out.resolve("a_restored.tif"), "-o", labels, "--model", segdiff)
                .assertDone();
        assertTrue(Files.exists(labels.resolve("a_restored_labels.tif")));
    }

    @ParameterizedTest
    @CsvSource({
        "--task blur, blur",
        "--task denoise --sample --runs 3, sample",
        "--task denoise --sample --steps 1, sample",
        "--task denoise --sample --orientations 2, orientations",
        "--task denoise --orientations 5, --orientations",
        "--task upsample --orientations 2, --orientations",
        "--task denoise --steps 0, --steps",
        "--task denoise --steps 1000, 100",
        "--task denoise --block 7, block",
        "--task denoise --pixel-type 8-bit, --pixel-type: '8-bit' is not a pixel type of results; use float or input",
        "--runs 2, --task"
    })
    void impossibleOptionsAreNamed(String options, String word) {
        Path input = SampleImages.plane(folder.resolve("a.tif"), SIZE, SIZE, PixelType.UINT16, noisy(1000));
        Object[] all = new Object[] {"restore", input, "-o", out, "--model", model};
        Object[] given = options.split(" ");
        Object[] arguments = new Object[all.length + given.length];
        System.arraycopy(all, 0, arguments, 0, all.length);
        System.arraycopy(given, 0, arguments, all.length, given.length);
        CommandRun.of(arguments).assertOneError(ExitCodes.WRONG_USAGE, word);
    }

    @Test
    void aModelThatSegmentsIsRefused() throws IOException {
        Path input = SampleImages.plane(folder.resolve("a.tif"), SIZE, SIZE, PixelType.UINT16, noisy(1000));
        Path segdiff = TinyPackage.of("sharp").minSize(0).writeTo(folder.resolve("segdiff"));
        CommandRun.of("restore", input, "-o", out, "--task", "denoise", "--model", segdiff)
                .assertOneError(ExitCodes.MODEL_OR_DEVICE_UNUSABLE, "segdiff", "does not denoise");
    }

    @Test
    void notANumberFailsTheImageAlone() throws IOException {
        float[] pixels = noisy(100);
        pixels[70] = Float.NaN;
        Path bad = SampleImages.plane(folder.resolve("bad.tif"), SIZE, SIZE, PixelType.FLOAT, pixels);
        Path good = SampleImages.plane(folder.resolve("good.tif"), SIZE, SIZE, PixelType.FLOAT, noisy(100));
        CommandRun.of("restore", bad, good, "-o", out, "--task", "denoise", "--model", model)
                .assertOneError(ExitCodes.SOME_FAILED, "bad.tif", "(6,1)", "NaN");
        assertEquals(List.of("good.json", "good_restored.tif"), Folders.names(out));
    }

    @Test
    void onePixelIsAnImage() {
        Path input = SampleImages.plane(folder.resolve("a.tif"), 1, 1, PixelType.UINT8, 7);
        restore(input, "--residual").assertDone();
        assertEquals(
                7,
                IJ.openImage(out.resolve("a_restored.tif").toString())
                        .getProcessor()
                        .getf(0));
    }

    private CommandRun restore(Path input, Object... more) {
        Object[] usual = {"restore", input, "-o", out, "--task", "denoise", "--model", model};
        Object[] arguments = new Object[usual.length + more.length];
        System.arraycopy(usual, 0, arguments, 0, usual.length);
        System.arraycopy(more, 0, arguments, usual.length, more.length);
        return CommandRun.of(arguments);
    }

    private JsonObject record(String stem) throws IOException {
        return JsonParser.parseString(Files.readString(out.resolve(stem + ".json")))
                .getAsJsonObject();
    }

    /** Whole numbers on two levels, with noise. */
    private static float[] noisy(int top) {
        Random random = new Random(top);
        float[] pixels = new float[SIZE * SIZE];
        for (int i = 0; i < pixels.length; i++) {
            double v = top * (i % SIZE < SIZE / 2 ? 0.3 : 0.6) + top * 0.05 * random.nextGaussian();
            pixels[i] = (float) Math.rint(Math.max(1, Math.min(top, v)));
        }
        return pixels;
    }
}
