package io.github.imagejdiffusion.batch.restore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageConverter;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images of which ImageJ shows other values than are stored: files that it has written, and what it shows of results. */
class CalibratedResultsTest {

    private static final int SIZE = 48;

    @TempDir
    private Path folder;

    /** An image of some bits, with a function or without one. */
    private record Source(int bits, int function, double... coefficients) {

        static final Source SIGNED = new Source(16, Calibration.STRAIGHT_LINE, -32768, 1);

        Path save(Path file, boolean calibrated) {
            ImageProcessor pixels = bits == 8 ? new ByteProcessor(SIZE, SIZE) : new ShortProcessor(SIZE, SIZE);
            Random random = new Random(2);
            for (int i = 0; i < pixels.getPixelCount(); i++) {
                double brightness = 0.5 + (i % SIZE < SIZE / 2 ? -0.1 : 0.1) + 0.02 * random.nextGaussian();
                pixels.setf(i, (float) Math.rint(brightness * ((1 << bits) - 1)));
            }
            ImagePlus image = new ImagePlus("a", pixels);
            if (calibrated) {
                image.getCalibration().setFunction(function, coefficients.length == 0 ? null : coefficients, "counts");
            }
            assertTrue(new FileSaver(image).saveAsTiff(file.toString()));
            return file;
        }
    }

    static Stream<Source> sources() {
        return Stream.of(
                Source.SIGNED,
                new Source(16, Calibration.STRAIGHT_LINE, 400, -0.5),
                new Source(8, Calibration.STRAIGHT_LINE, 400, -0.5),
                new Source(16, Calibration.POLY2, 3, 0.5, -0.25),
                new Source(8, Calibration.RODBARD, 0.1, 1.2, 80, 2.5),
                new Source(8, Calibration.UNCALIBRATED_OD));
    }

    static Stream<Arguments> results() {
        List<String> restore = List.of("restore", "--task", "denoise", "--sample", "--steps", "2");
        List<String> superres = List.of("superres", "--factor", "2");
        TinyPackage paired = TinyPackage.of("noisy").kind("paired");
        return sources()
                .flatMap(source -> Stream.of(
                        Arguments.of(source, paired, "restored", restore),
                        Arguments.of(source, TinyPackage.sr3(2).withTrainedRange(), "superres", superres)));
    }

    @ParameterizedTest
    @MethodSource("results")
    void floatsAreWhatTheFunctionGives(Source source, TinyPackage model, String suffix, List<String> verb)
            throws IOException {
        Path input = source.save(folder.resolve("a.tif"), true);
        Calibration function = open(input).getCalibration();
        float[] shown = values(make("calibrated", verb, input, model).resolve("a_" + suffix + ".tif"));
        source.save(folder.resolve("a.tif"), false);
        float[] stored = values(make("plain", verb, input, model).resolve("a_" + suffix + ".tif"));
        int between = 0;
        for (int i = 0; i < stored.length; i++) {
            between += stored[i] != Math.rint(stored[i]) ? 1 : 0;
            assertEquals(shown(function, stored[i]), shown[i], "pixel " + i + " of " + stored[i]);
        }
        assertTrue(between > stored.length / 2, between + " of " + stored.length);
        assertFalse(open(folder.resolve("calibrated/a_" + suffix + ".tif"))
                .getCalibration()
                .calibrated());
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("plain/a_residual.tif")),
                Files.readAllBytes(folder.resolve("calibrated/a_residual.tif")),
                "noise is that of stored values");
    }

    @ParameterizedTest
    @MethodSource("sources")
    void theImageItselfIsShownAsItWas(Source source) throws IOException {
        Path input = source.save(folder.resolve("a.tif"), true);
        ImagePlus before = open(input);
        ImagePlus floats = open(denoise("float", input).resolve("a_restored.tif"));
        new ImageConverter(before).convertToGray32();
        float[] expected = (float[]) before.getProcessor().getPixels();
        float[] actual = (float[]) floats.getProcessor().getPixels();
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], 2e-6 * largest(expected) + 1e-5, "pixel " + i);
        }
        double lowest = before.getProcessor().getStats().min;
        double highest = before.getProcessor().getStats().max;
        double tolerance = 0.01 * (highest - lowest);
        assertTrue(floats.getDisplayRangeMin() > lowest - tolerance, "black " + floats.getDisplayRangeMin());
        assertTrue(floats.getDisplayRangeMax() < highest + tolerance, "white " + floats.getDisplayRangeMax());

        before = open(input);
        ImagePlus whole = open(denoise("input", input, "--pixel-type", "input").resolve("a_restored.tif"));
        assertEquals(before.getBitDepth(), whole.getBitDepth());
        assertArrayEquals(
                before.getProcessor().convertToFloatProcessor().getFloatArray(),
                whole.getProcessor().convertToFloatProcessor().getFloatArray());
        assertArrayEquals(
                before.getCalibration().getCTable(), whole.getCalibration().getCTable());
        assertEquals("counts", whole.getCalibration().getValueUnit());
        assertEquals(
                before.getCalibration().isSigned16Bit(), whole.getCalibration().isSigned16Bit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"float", "input"})
    void resultsFromBeforeFunctionsWereHeededAreMadeAgain(String pixelType) throws IOException {
        Path input = Source.SIGNED.save(folder.resolve("a.tif"), true);
        Object[] options = {"--pixel-type", pixelType};
        Path record = denoise("out", input, options).resolve("a.json");
        assertTrue(
                run("out", DENOISE, input, TinyPackage.paired(), options).out().contains("1 skipped"));
        JsonObject json = JsonParser.parseString(Files.readString(record)).getAsJsonObject();
        String known = json.getAsJsonObject("made_from")
                .getAsJsonObject("options")
                .remove("calibration_function")
                .getAsString();
        assertEquals(pixelType.equals("float") ? "applied" : "kept", known);
        Files.writeString(record, json.toString());
        assertTrue(
                run("out", DENOISE, input, TinyPackage.paired(), options).out().contains("1 done"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ome", "zarr"})
    void otherFormatsHaveFloatsOfShownValuesAndSayThatWholeOnesAreStored(String format) throws IOException {
        Path input = Source.SIGNED.save(folder.resolve("a.tif"), true);
        String name = "a_restored." + (format.equals("ome") ? "ome.tif" : "ome.zarr");
        ImageProcessor pixels = open(input).getProcessor();
        Path floats = denoise("float", input, "--format", format).resolve(name);
        Path whole = folder.resolve("input").resolve(name);
        CommandRun run =
                run("input", DENOISE, input, TinyPackage.paired(), "--format", format, "--pixel-type", "input");
        assertTrue(run.progress().get(0).contains(name + " holds stored values"), run::toString);
        for (int i = 0; i < 3; i++) {
            assertEquals(pixels.get(i, 1) - 32768, pixel(floats, i, 1), 0.1);
            assertEquals(pixels.get(i, 1), pixel(whole, i, 1));
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void aPerfectRestorationOfACalibratedTruthIsPerfect(Source source) throws IOException {
        Path truth = Files.createDirectory(folder.resolve("truth"));
        Path restored = Files.createDirectory(folder.resolve("restored"));
        ImagePlus image = open(source.save(truth.resolve("a.tif"), true));
        source.save(restored.resolve("a_restored.tif"), true);
        assertEquals("inf", scores(truth, restored).get("psnr").getAsString(), "in stored values");

        new ImageConverter(image).convertToGray32();
        assertTrue(new FileSaver(image)
                .saveAsTiff(restored.resolve("a_restored.tif").toString()));
        JsonObject scores = scores(truth, restored);
        assertEquals("inf", scores.get("psnr").getAsString(), "in floats as ImageJ makes them");
        assertEquals(0, scores.get("bias_percent").getAsDouble());
        double[] ends = {image.getStatistics().min, image.getStatistics().max};
        assertEquals((float) (ends[1] - ends[0]), scores.get("range").getAsFloat(), "of 8 bits, too");

        Path made = denoise("made", truth.resolve("a.tif"));
        assertEquals(0, scores(truth, made).get("nrmse").getAsDouble(), 1e-5, "as the command line makes them");
    }

    @Test
    void aWrongOffsetIsStillSeen() throws IOException {
        Path truth = Files.createDirectory(folder.resolve("truth"));
        Path restored = Files.createDirectory(folder.resolve("restored"));
        ImagePlus stored = open(Source.SIGNED.save(truth.resolve("a.tif"), false));
        Source.SIGNED.save(truth.resolve("a.tif"), true);
        FloatProcessor floats = stored.getProcessor().convertToFloatProcessor();
        assertTrue(new FileSaver(new ImagePlus("a", floats))
                .saveAsTiff(restored.resolve("a_restored.tif").toString()));
        assertTrue(scores(truth, restored).get("psnr").getAsDouble() < 0, "stored values are not those that are shown");
    }

    private static final List<String> DENOISE = List.of("restore", "--task", "denoise");

    private JsonObject scores(Path truth, Path prediction) throws IOException {
        Path report = folder.resolve("scores.json");
        CommandRun.of("evaluate", "--truth", truth, "--prediction", prediction, "--metric", "image", "--report", report)
                .assertDone();
        return JsonParser.parseString(Files.readString(report))
                .getAsJsonObject()
                .getAsJsonObject("mean");
    }

    /** By a network that gives images back as they are. */
    private Path denoise(String out, Path input, Object... more) throws IOException {
        run(out, DENOISE, input, TinyPackage.paired(), more);
        return folder.resolve(out);
    }

    private Path make(String out, List<String> verb, Path input, TinyPackage model) throws IOException {
        run(out, verb, input, model, "--residual");
        return folder.resolve(out);
    }

    private CommandRun run(String out, List<String> verb, Path input, TinyPackage model, Object... more)
            throws IOException {
        Stream<Object> usual =
                Stream.of(input, "-o", folder.resolve(out), "--model", model.writeTo(folder.resolve("model")));
        return CommandRun.of(Stream.of(verb.stream(), usual, Stream.of(more))
                        .flatMap(part -> part)
                        .toArray())
                .assertDone();
    }

    private static ImagePlus open(Path file) {
        return IJ.openImage(file.toString());
    }

    private static float[] values(Path file) {
        return (float[]) open(file).getProcessor().getPixels();
    }

    private static float pixel(Path file, int x, int y) {
        try (ImageFile image = ImageFiles.open(file)) {
            RandomAccessibleInterval<? extends RealType<?>> plane = image.plane(0, 0, 0, 0);
            return plane.getAt(x, y).getRealFloat();
        }
    }

    private static double largest(float[] values) {
        double largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /** What ImageJ shows of a value that need not be whole; between entries where there is only a table. */
    private static float shown(Calibration function, float stored) {
        if (function.getFunction() != Calibration.UNCALIBRATED_OD) {
            return (float) function.getCValue((double) stored);
        }
        float[] table = function.getCTable();
        double within = Math.max(0, Math.min(table.length - 1, stored));
        int below = (int) Math.min(table.length - 2, within);
        return (float) ((1 - (within - below)) * table[below] + (within - below) * table[below + 1]);
    }
}
