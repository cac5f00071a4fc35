package io.github.imagejdiffusion.batch.superres;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ij.IJ;
import ij.ImagePlus;
import ij.measure.Calibration;
import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.ExitCodes;
import io.github.imagejdiffusion.batch.Folders;
import io.github.imagejdiffusion.batch.SampleImages;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.write.HyperstackWriter;
import io.github.imagejdiffusion.formats.write.StackFormat;
import io.github.imagejdiffusion.superres.enlarge.EnlargedPlane;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.imglib2.FinalInterval;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With a network that gives enlarged images back as they are, so that results are known. */
class SuperresCommandTest {

    private static final int SIZE = 70;

    @TempDir
    private Path folder;

    private Path model;
    private Path out;

    @BeforeEach
    void writeModel() throws IOException {
        model = TinyPackage.sr3(2).withTrainedRange().writeTo(folder.resolve("model"));
        out = folder.resolve("out");
    }

    @ParameterizedTest
    @CsvSource({"UINT8,float", "UINT16,float", "FLOAT,float", "UINT8,input", "UINT16,input", "FLOAT,input"})
    void theResultHasTheChosenPixelTypeAndTwiceTheSizeOfTheImage(PixelType type, String chosen) throws IOException {
        float[] pixels = noisy(type == PixelType.UINT8 ? 250 : 60_000);
        superres(image("a.tif", type, pixels), "--pixel-type", chosen).assertDone();
        assertEquals(List.of("a.json", "a_superres.tif"), Folders.names(out));
        boolean whole = chosen.equals("input") && type != PixelType.FLOAT;
        ImagePlus fine = open("a_superres");
        assertEquals(whole ? 8 * type.bytes() : 32, fine.getBitDepth());
        assertEquals(2 * SIZE, fine.getWidth());
        float[] expected = enlarged(pixels, 2);
        float most = type == PixelType.UINT8 ? 255 : 65_535;
        for (int i = 0; i < expected.length; i++) {
            expected[i] = whole ? Math.max(0, Math.min(most, expected[i])) : expected[i];
        }
        assertArrayEquals(expected, values(fine), whole ? 0.51f : 0.05f);
    }

    @Test
    void pixelsAreSmallerAndTheRestOfTheCalibrationStays() throws IOException {
        float[][] planes = new float[2 * 3 * 2][];
        for (int i = 0; i < planes.length; i++) {
            planes[i] = SampleImages.disc();
            planes[i][0] = i;
        }
        Path input = SampleImages.stack(folder.resolve("a.tif"), 2, 3, 2, planes);
        ImagePlus image = IJ.openImage(input.toString());
        Calibration calibration = image.getCalibration();
        calibration.setUnit("micron");
        calibration.pixelWidth = 0.3;
        calibration.pixelHeight = 0.4;
        calibration.pixelDepth = 1.5;
        calibration.frameInterval = 7;
        IJ.saveAsTiff(image, input.toString());
        CommandRun run = superres(input, "--runs", 4, "--steps", 2).assertDone();
        assertFalse(run.progress().toString().contains("pixel size"), run.toString());
        ImagePlus fine = open("a_superres");
        assertArrayEquals(new int[] {80, 80, 2, 3, 2}, fine.getDimensions());
        assertEquals(0.15, fine.getCalibration().pixelWidth, 1e-6);
        assertEquals(0.2, fine.getCalibration().pixelHeight, 1e-6);
        assertEquals(1.5, fine.getCalibration().pixelDepth, 1e-6);
        assertEquals(7, fine.getCalibration().frameInterval, 1e-6);
        assertArrayEquals(fine.getDimensions(), open("a_spread").getDimensions());
        JsonObject summary = record("a").getAsJsonObject("summary");
        assertEquals(12, summary.get("planes").getAsInt());
        assertEquals(80, summary.get("width").getAsInt());
        assertEquals(0.15, summary.get("pixel_width_um").getAsDouble(), 1e-6);
        JsonObject consistency = channel("a").getAsJsonObject("consistency");
        assertEquals(
                0.3 * consistency.get("psf_sigma_px").getAsDouble(),
                consistency.get("psf_sigma_um").getAsDouble(),
                1e-6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ome", "zarr"})
    void namesOfChannelsStay(String format) throws IOException {
        Path input = folder.resolve("a.ome.tif");
        try (HyperstackWriter writer = HyperstackWriter.builder(input, 40, 40, PixelType.UINT8)
                .format(StackFormat.OME)
                .channels(2)
                .channelNames(List.of("DAPI", "actin"))
                .open()) {
            writer.writeRows(SampleImages.disc());
            writer.writeRows(SampleImages.disc());
            writer.finish();
        }
        superres(input, "--format", format).assertDone();
        Path fine = out.resolve("a_superres.ome." + (format.equals("ome") ? "tif" : "zarr"));
        try (ImageFile file = ImageFiles.open(fine)) {
            assertEquals(List.of("DAPI", "actin"), file.series().get(0).channelNames());
        }
    }

    @Test
    void anUnknownPixelSizeIsToldOnce() throws IOException {
        image("a.tif", PixelType.UINT16, noisy(1000));
        image("b.tif", PixelType.UINT16, noisy(1000));
        CommandRun run = superres(folder).assertDone();
        assertEquals(
                1,
                run.progress().stream()
                        .filter(line -> line.contains("pixel size is not known"))
                        .count(),
                run.toString());
        assertFalse(record("a").getAsJsonObject("summary").has("pixel_width_um"));
        CommandRun given = superres(folder, "--pixel-size", 0.5).assertDone();
        assertFalse(given.progress().toString().contains("pixel size"), given.toString());
        assertEquals(
                0.25,
                record("b").getAsJsonObject("summary").get("pixel_width_um").getAsDouble());
    }

    @Test
    void theRecordTellsBlurNoiseResolutionAndVerdict() throws IOException {
        superres(image("a.tif", PixelType.UINT16, noisy(1000))).assertDone();
        JsonObject identity = record("a").getAsJsonObject("made_from");
        assertEquals("superres", identity.get("command").getAsString());
        assertEquals(2, identity.getAsJsonObject("options").get("factor").getAsInt());
        JsonObject channel = channel("a");
        assertTrue(channel.getAsJsonObject("noise").has("gain"));
        JsonObject consistency = channel.getAsJsonObject("consistency");
        assertTrue(consistency.get("psf_sigma_px").getAsDouble() >= 0.2);
        assertTrue(consistency.get("rmse").getAsDouble() > 0);
        assertTrue(consistency.get("rmse_in_noise").getAsDouble() < 1);
        assertEquals("consistent with the data", channel.get("verdict").getAsString());
        JsonObject resolution = channel.getAsJsonObject("resolution");
        assertTrue(resolution.get("before_px").getAsDouble() >= 4, resolution.toString());
        assertTrue(resolution.get("after_fine_px").getAsDouble() >= 4, resolution.toString());
    }

    @Test
    void aGivenPsfIsRecordedAndJudgesTheResult() throws IOException {
        Path input = image("a.tif", PixelType.UINT16, noisy(1000));
        superres(input).assertDone();
        assertEquals("fitted", option("a", "psf").getAsString());
        JsonObject fitted = channel("a").getAsJsonObject("consistency");
        assertEquals("fitted", fitted.get("psf_source").getAsString());
        superres(input, "--psf", 0.45).assertDone();
        assertEquals(0.45, option("a", "psf").getAsDouble());
        JsonObject given = channel("a").getAsJsonObject("consistency");
        assertEquals("given", given.get("psf_source").getAsString());
        assertEquals(0.45, given.get("psf_sigma_px").getAsDouble());
        assertTrue(given.get("psf_sigma_known").getAsBoolean());
        assertNotEquals(fitted.get("rmse"), given.get("rmse"));
        CommandRun wide = superres(input, "--psf", 1.5).assertDone();
        assertTrue(wide.progress().toString().contains("a PSF of 1.50 pixels is given, but"), wide.toString());
    }

    private JsonElement option(String stem, String name) throws IOException {
        return record(stem)
                .getAsJsonObject("made_from")
                .getAsJsonObject("options")
                .get(name);
    }

    @Test
    void theResidualLiesOnTheGridOfTheImage() throws IOException {
        superres(image("a.tif", PixelType.UINT16, noisy(1000)), "--residual").assertDone();
        ImagePlus residual = open("a_residual");
        assertEquals(32, residual.getBitDepth());
        assertEquals(SIZE, residual.getWidth());
        double squares = 0;
        for (float v : values(residual)) {
            squares += (double) v * v;
        }
        assertEquals(
                channel("a").getAsJsonObject("consistency").get("rmse_in_noise").getAsDouble(),
                Math.sqrt(squares / (SIZE * SIZE)),
                1e-3);
        CommandRun dark = superres(image("dark.tif", PixelType.UINT8, new float[SIZE * SIZE]), "--residual");
        assertTrue(dark.assertDone().progress().toString().contains("noise could not be measured"), dark.toString());
        assertFalse(Files.exists(out.resolve("dark_residual.tif")));
        assertArrayEquals(new float[4 * SIZE * SIZE], values(open("dark_superres")));
    }

    @ParameterizedTest
    @EnumSource(
            value = PixelType.class,
            names = {"UINT16", "FLOAT"})
    void aConsistentResultHasTheMeansOfTheImage(PixelType type) throws IOException {
        float[] pixels = noisy(1000);
        superres(image("a.tif", type, pixels), "--consistent", "--steps", 3).assertDone();
        float[] fine = values(open("a_superres"));
        for (int i = 0; i < pixels.length; i++) {
            int at = i / SIZE * 4 * SIZE + i % SIZE * 2;
            double mean = ((double) fine[at] + fine[at + 1] + fine[at + 2 * SIZE] + fine[at + 2 * SIZE + 1]) / 4;
            assertEquals(pixels[i], mean, 2e-4, "but for the rounding of floats");
        }
        JsonObject consistency = channel("a").getAsJsonObject("consistency");
        assertEquals(0, consistency.get("psf_sigma_px").getAsDouble());
        assertEquals(0, consistency.get("rmse_share_of_range").getAsDouble(), 1e-5);
    }

    @ParameterizedTest
    @EnumSource(
            value = PixelType.class,
            names = {"UINT8", "UINT16"})
    void aConsistentResultOfWholeNumbersHasExactlyTheMeansOfTheImage(PixelType type) throws IOException {
        float[] pixels = noisy(250);
        for (int i = 0; i < pixels.length; i += 3) {
            pixels[i] = i % 2 == 0 ? 0 : 255;
        }
        superres(image("a.tif", type, pixels), "--consistent", "--pixel-type", "input")
                .assertDone();
        float[] fine = values(open("a_superres"));
        for (int i = 0; i < pixels.length; i++) {
            int at = i / SIZE * 4 * SIZE + i % SIZE * 2;
            assertEquals(4 * pixels[i], fine[at] + fine[at + 1] + fine[at + 2 * SIZE] + fine[at + 2 * SIZE + 1]);
        }
        assertEquals(0, channel("a").getAsJsonObject("consistency").get("rmse").getAsDouble());
    }

    @Test
    void whatIsUnlikeTrainingIsWarnedOf() throws IOException {
        Random random = new Random(5);
        float[] dim = new float[200 * 200];
        for (int i = 0; i < dim.length; i++) {
            double photons = 8 + 7 * Math.sin(i % 200 / 12.0);
            dim[i] = (float) Math.rint(100 * Math.max(0, photons + Math.sqrt(photons) * random.nextGaussian()));
        }
        Path input = SampleImages.plane(folder.resolve("dim.tif"), 200, 200, PixelType.UINT16, dim);
        CommandRun run = superres(input).assertDone();
        assertTrue(run.progress().toString().contains("warning: "), run.toString());
        assertTrue(run.progress().toString().contains("photons at the brightest"), run.toString());
        assertEquals(1, channel("dim").getAsJsonArray("outside_of_training").size());
        assertTrue(channel("dim").get("photons_at_brightest").getAsDouble() < 40);
    }

    @Test
    void whatIsDoneIsSkippedUntilOptionsChange() throws IOException {
        Path input = image("a.tif", PixelType.UINT16, noisy(1000));
        superres(input, "--residual").assertDone();
        CommandRun again = superres(input, "--residual").assertDone();
        assertTrue(again.out().contains("0 done, 1 skipped"), again.out());
        CommandRun dry = superres(input, "--dry-run").assertDone();
        assertTrue(dry.out().contains("1 to do"), dry.out());
        assertEquals(List.of("a.json", "a_residual.tif", "a_superres.tif"), Folders.names(out));
        CommandRun consistent = superres(input, "--consistent").assertDone();
        assertTrue(consistent.out().contains("1 done"), consistent.out());
        assertEquals(List.of("a.json", "a_superres.tif"), Folders.names(out));
    }

    @Test
    void partsOfTheInputsMakeTheSameFiles() throws IOException {
        image("a.tif", PixelType.UINT16, noisy(1000));
        image("b.tif", PixelType.UINT16, noisy(900));
        superres(folder, "--shard", "1/2").assertDone();
        superres(folder, "--shard", "2/2").assertDone();
        Path whole = folder.resolve("whole");
        CommandRun.of("superres", folder, "-o", whole, "--factor", 2, "--model", model)
                .assertDone();
        assertEquals(4, Folders.names(out).size());
        assertEquals(Folders.contents(whole), Folders.contents(out));
    }

    @Test
    void colourPicturesNeedAChosenChannel() throws IOException {
        Path picture = SampleImages.colour(folder.resolve("he.png"));
        superres(picture).assertOneError(ExitCodes.SOME_FAILED, "he.png", "colour channels", "--channel 1..3");
        superres(picture, "--channel", 2).assertDone();
        assertEquals(1, open("he_superres").getNChannels());
        assertEquals(2, channel("he").get("channel").getAsInt());
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,5", "3,2", "7,9"})
    void smallImagesAreImages(int width, int height) {
        float[] pixels = new float[width * height];
        Arrays.fill(pixels, 7);
        Path input = SampleImages.plane(folder.resolve("a.tif"), width, height, PixelType.UINT8, pixels);
        superres(input, "--residual").assertDone();
        float[] sevens = new float[4 * pixels.length];
        Arrays.fill(sevens, 7);
        assertArrayEquals(sevens, values(open("a_superres")));
        pixels[0] = 9;
        superres(SampleImages.plane(folder.resolve("b.tif"), width, height, PixelType.UINT8, pixels))
                .assertDone();
        assertEquals(2 * width, open("b_superres").getWidth());
    }

    @Test
    void tinyImagesKeepTheirMeanAndTheRecordSaysHow() throws IOException {
        float[] pixels = {0, 255, 3, 250, 40, 0, 255, 255, 12, 0, 0, 200, 255, 90, 1};
        Path input = SampleImages.plane(folder.resolve("a.tif"), 5, 3, PixelType.UINT8, pixels);
        CommandRun run = superres(input).assertDone();
        assertEquals(mean(pixels), mean(values(open("a_superres"))), 0.5);
        JsonObject summary = record("a").getAsJsonObject("summary");
        assertEquals(
                "less than 16 pixels along a side are too few for back-projection: only the mean of the image is kept",
                summary.get("caveat").getAsString());
        assertEquals(
                "not judged: too few pixels",
                summary.getAsJsonArray("channels")
                        .get(0)
                        .getAsJsonObject()
                        .get("verdict")
                        .getAsString());
        assertTrue(
                run.progress().toString().contains("only the mean"),
                run.progress().toString());
        superres(image("b.tif", PixelType.UINT8, noisy(200))).assertDone();
        assertFalse(record("b").getAsJsonObject("summary").has("caveat"));
    }

    private CommandRun superres(Path input, Object... more) {
        Stream<Object> all = Stream.of("superres", input, "-o", out, "--factor", 2, "--model", model);
        return CommandRun.of(Stream.concat(all, Stream.of(more)).toArray());
    }

    private Path image(String name, PixelType type, float[] pixels) {
        return SampleImages.plane(folder.resolve(name), SIZE, SIZE, type, pixels);
    }

    private ImagePlus open(String name) {
        return IJ.openImage(out.resolve(name + ".tif").toString());
    }

    private static float[] values(ImagePlus image) {
        return (float[]) image.getProcessor().convertToFloatProcessor().getPixels();
    }

    private JsonObject record(String stem) throws IOException {
        return JsonParser.parseString(Files.readString(out.resolve(stem + ".json")))
                .getAsJsonObject();
    }

    private JsonObject channel(String stem) throws IOException {
        return record(stem)
                .getAsJsonObject("summary")
                .getAsJsonArray("channels")
                .get(0)
                .getAsJsonObject();
    }

    private static float[] enlarged(float[] pixels, int factor) {
        EnlargedPlane plane = new EnlargedPlane(ArrayImgs.floats(pixels, SIZE, SIZE), factor);
        return plane.read(FinalInterval.createMinMax(0, 0, plane.width() - 1, plane.height() - 1));
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

    private static double mean(float[] values) {
        double sum = 0;
        for (float v : values) {
            sum += v;
        }
        return sum / values.length;
    }
}
