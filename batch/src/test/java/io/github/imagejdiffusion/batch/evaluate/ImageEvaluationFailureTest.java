package io.github.imagejdiffusion.batch.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.evaluate.image.Pictures;
import io.github.imagejdiffusion.batch.evaluate.metric.FloatMap;
import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.PixelType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input to {@code evaluate --metric image}: one line that names the thing, the other images still scored. */
class ImageEvaluationFailureTest {

    private static final FloatMap CLEAN = Pictures.noise(20, 16, 1);

    @TempDir
    private Path folder;

    private Path truth;
    private Path prediction;
    private Path report;

    /** Image "fine" is off by a tenth of the range; every test adds what is wrong. */
    @BeforeEach
    void makeFolders() throws IOException {
        truth = Files.createDirectory(folder.resolve("truth"));
        prediction = Files.createDirectory(folder.resolve("prediction"));
        report = folder.resolve("scores.json");
        PictureFile.write(truth.resolve("fine.tif"), PixelType.FLOAT, CLEAN);
        PictureFile.write(
                prediction.resolve("fine_restored.tif"), PixelType.FLOAT, Pictures.mapped(CLEAN, v -> v + 10));
    }

    private CommandRun evaluate(Object... more) {
        Object[] all = {"evaluate", "--truth", truth, "--prediction", prediction, "--report", report};
        return CommandRun.of(Stream.concat(Stream.of(all), Stream.of(more)).toArray());
    }

    private void assertWrongUsage(CommandRun run, Object... words) {
        run.assertOneError(2, words);
        assertTrue(Files.notExists(report));
    }

    /** Exit code 1, and only "fine" counts. */
    private void assertNotScored(Object... words) throws IOException {
        evaluate("--metric", "image", "--range", "100").assertOneError(1, words);
        JsonObject json = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
        assertEquals(1, json.get("problems").getAsInt());
        assertEquals(2, json.get("images").getAsInt());
        assertEquals(20, json.getAsJsonObject("mean").get("psnr").getAsDouble(), 1e-5);
        JsonObject bad = json.getAsJsonArray("per_image").get(0).getAsJsonObject();
        assertEquals("bad", bad.get("image").getAsString());
        assertTrue(bad.getAsJsonObject("scores").get("psnr").isJsonNull());
    }

    private void bad(FloatMap clean, FloatMap... restored) {
        PictureFile.write(truth.resolve("bad.tif"), PixelType.FLOAT, clean);
        PictureFile.write(prediction.resolve("bad_restored.tif"), PixelType.FLOAT, restored);
    }

    private static FloatMap with(float value) {
        FloatMap plane = Pictures.constant(20, 16, 1);
        plane.values()[47] = value;
        return plane;
    }

    @Test
    void superresolvedAgainstTheCoarseGrid() throws IOException {
        PictureFile.write(truth.resolve("bad.tif"), PixelType.FLOAT, CLEAN);
        PictureFile.write(prediction.resolve("bad_superres.tif"), PixelType.FLOAT, Pictures.noise(40, 32, 1));
        assertNotScored("bad.tif", "bad_superres.tif", "20 x 16", "40 x 32", "its own grid", "not scored");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void pixelsThatAreNoNumber(float value) throws IOException {
        bad(CLEAN, with(value));
        assertNotScored("bad_restored.tif", "the prediction holds " + value, "x=7, y=2 of plane 1");
        bad(with(value), CLEAN);
        assertNotScored("bad.tif", "the truth holds " + value, "x=7, y=2 of plane 1");
    }

    @Test
    void aFaultOfTheTruthIsFoundWithoutARangeToo() {
        bad(with(Float.NaN), CLEAN);
        evaluate("--metric", "image").assertOneError(1, "bad.tif", "the truth holds NaN");
    }

    @Test
    void differentNumbersOfPlanes() throws IOException {
        bad(CLEAN, CLEAN, CLEAN);
        assertNotScored("bad.tif", "bad_restored.tif", "numbers of planes differ, 1 and 2");
    }

    @Test
    void differentNumbersOfChannels() throws IOException {
        PictureFile.write(truth.resolve("bad.tif"), PixelType.FLOAT, CLEAN, CLEAN);
        PictureFile.write(
                prediction.resolve("bad_restored.tif"), PixelType.FLOAT, Calibration.UNKNOWN, 2, CLEAN, CLEAN);
        assertNotScored("numbers of channels differ, 1 and 2");
    }

    @Test
    void damagedFiles() throws IOException {
        bad(CLEAN, CLEAN);
        Files.writeString(prediction.resolve("bad_restored.tif"), "no image at all");
        assertNotScored("bad.tif", "bad_restored.tif");
    }

    @Test
    void missingPredictionsHaveNoScores() throws IOException {
        PictureFile.write(truth.resolve("bad.tif"), PixelType.FLOAT, CLEAN);
        PictureFile.write(prediction.resolve("bad.tif"), PixelType.FLOAT, CLEAN);
        assertNotScored("no prediction", "bad.tif", "bad_restored.tif", "bad_superres.tif", "not scored");
    }

    @Test
    void twoPredictionsOfOneTruth() throws IOException {
        bad(CLEAN, CLEAN);
        PictureFile.write(prediction.resolve("bad_superres.tif"), PixelType.FLOAT, CLEAN);
        assertNotScored("two predictions", "bad_restored.tif", "bad_superres.tif");
    }

    @Test
    void aConstantTruthHasNoRangeOfItsOwn() throws IOException {
        bad(Pictures.constant(20, 16, 50), Pictures.constant(20, 16, 60));
        evaluate("--metric", "image").assertOneError(1, "bad.tif", "constant", "without psnr", "--range");
        JsonObject scores = JsonParser.parseString(Files.readString(report))
                .getAsJsonObject()
                .getAsJsonArray("per_image")
                .get(0)
                .getAsJsonObject()
                .getAsJsonObject("scores");
        assertEquals(20, scores.get("bias_percent").getAsDouble());
        assertTrue(scores.get("psnr").isJsonNull() && scores.get("ssim").isJsonNull());
    }

    @Test
    void foldersThatHaveNothingInCommon() throws IOException {
        Files.delete(prediction.resolve("fine_restored.tif"));
        PictureFile.write(prediction.resolve("other_restored.tif"), PixelType.FLOAT, CLEAN);
        assertWrongUsage(evaluate("--metric", "image"), "fine_restored.tif", "fine_superres.tif");
    }

    @Test
    void twoTruthsOfOneName() {
        PictureFile.write(truth.resolve("fine.ome.tif"), PixelType.FLOAT, CLEAN);
        assertWrongUsage(evaluate("--metric", "image"), "fine", "one file per image");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "NaN", "Infinity", "1.0E-300", "1.0E308", "wide"})
    void rangesThatAreNone(String range) {
        assertWrongUsage(evaluate("--metric", "image", "--range", range), "--range", range);
    }

    @Test
    void aRangeMeansNothingToLabels() {
        assertWrongUsage(evaluate("--metric", "segmentation", "--range", "255"), "--range", "--metric image");
    }
}
