package io.github.imagejdiffusion.batch.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.evaluate.metric.LabelImage;
import io.github.imagejdiffusion.batch.evaluate.metric.Painting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input: one line on stderr that names the thing, the right exit code, the other images still scored. */
class EvaluateCommandFailureTest {

    private static final LabelImage SQUARE =
            new Painting(20, 10).box(1, 2, 2, 6, 6).labels();
    private static final LabelImage SMALLER =
            new Painting(19, 10).box(1, 2, 2, 6, 6).labels();

    @TempDir
    private Path folder;

    private Path truth;
    private Path prediction;
    private Path report;

    /** Image "fine" is always right; every test adds what is wrong. */
    @BeforeEach
    void makeFolders() throws IOException {
        truth = Files.createDirectory(folder.resolve("truth"));
        prediction = Files.createDirectory(folder.resolve("prediction"));
        report = folder.resolve("scores.json");
        ImageFixtures.writeLabels(truth.resolve("fine.png"), SQUARE);
        ImageFixtures.writeLabels(prediction.resolve("fine_labels.tif"), SQUARE);
    }

    private CommandRun evaluate(Path truthFolder, Path predictionFolder, String metric) {
        return CommandRun.of(
                "evaluate",
                "--truth",
                truthFolder,
                "--prediction",
                predictionFolder,
                "--metric",
                metric,
                "--report",
                report);
    }

    private void assertWrongUsage(CommandRun run, String... words) {
        run.assertOneError(2, (Object[]) words);
        assertTrue(Files.notExists(report));
    }

    /** One image of two fails: exit code 1, and the mean is half of perfect. */
    private JsonObject assertOneOfTwoScoredZero(String... words) throws IOException {
        CommandRun run = evaluate(truth, prediction, "segmentation");
        run.assertOneError(1, (Object[]) words);
        JsonObject json = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
        assertEquals(0.5, json.getAsJsonObject("mean").get("dice").getAsDouble());
        assertEquals(0.5, json.getAsJsonObject("mean").get("ap_mean").getAsDouble());
        assertEquals(1, json.get("problems").getAsInt());
        return json;
    }

    /** A map fails: exit code 1, labels of both images keep their scores. */
    private JsonObject assertOnlyMapLost(String... words) throws IOException {
        CommandRun run = evaluate(truth, prediction, "segmentation");
        run.assertOneError(1, (Object[]) words);
        JsonObject json = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
        assertEquals(1, json.getAsJsonObject("mean").get("dice").getAsDouble());
        assertTrue(json.getAsJsonObject("mean").get("ece").isJsonNull());
        assertTrue(json.getAsJsonObject("mean").get("brier").isJsonNull());
        return json;
    }

    @Test
    void missingPredictionScoresZero() throws IOException {
        ImageFixtures.writeLabels(truth.resolve("lost.png"), SQUARE);
        JsonObject json = assertOneOfTwoScoredZero("lost.png", "lost_labels.tif", "scored zero");
        assertTrue(json.getAsJsonArray("per_image")
                .get(1)
                .getAsJsonObject()
                .get("prediction")
                .isJsonNull());
    }

    @Test
    void missingPredictionOfAnEmptyImageScoresZeroToo() throws IOException {
        ImageFixtures.writeLabels(truth.resolve("lost.png"), new Painting(9, 9).labels());
        assertOneOfTwoScoredZero("lost.png");
    }

    @Test
    void inputPictureBesideLabelsIsNoPrediction() throws IOException {
        ImageFixtures.writeLabels(truth.resolve("lost.png"), SQUARE);
        ImageFixtures.writeLabels(prediction.resolve("lost.png"), SQUARE);
        assertOneOfTwoScoredZero("no prediction", "lost.png");
    }

    @Test
    void sizeMismatchNamesBothFiles() throws IOException {
        ImageFixtures.writeLabels(truth.resolve("wide.png"), SQUARE);
        ImageFixtures.writeLabels(prediction.resolve("wide_labels.tif"), SMALLER);
        assertOneOfTwoScoredZero("wide.png", "wide_labels.tif", "20 x 10", "19 x 10");
    }

    @Test
    void differentNumbersOfPlanesNameBothFiles() throws IOException {
        ImageFixtures.writeLabels(truth.resolve("deep.tif"), SQUARE, SQUARE);
        ImageFixtures.writeLabels(prediction.resolve("deep_labels.tif"), SQUARE);
        assertOneOfTwoScoredZero("deep.tif", "deep_labels.tif", "2 and 1");
    }

    @Test
    void textRenamedToTiff() throws IOException {
        ImageFixtures.writeLabels(truth.resolve("text.png"), SQUARE);
        Files.writeString(prediction.resolve("text_labels.tif"), "no image at all");
        assertOneOfTwoScoredZero("text.png", "text_labels.tif");
    }

    @Test
    void emptyTruthFile() throws IOException {
        Files.createFile(truth.resolve("nil.png"));
        ImageFixtures.writeLabels(prediction.resolve("nil_labels.tif"), SQUARE);
        assertOneOfTwoScoredZero("nil.png", "nil_labels.tif");
    }

    @Test
    void truncatedPrediction() throws IOException {
        ImageFixtures.writeLabels(truth.resolve("cut.png"), SQUARE);
        Path whole = folder.resolve("whole.png");
        ImageFixtures.writeLabels(whole, SQUARE);
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(prediction.resolve("cut_labels.png"), Arrays.copyOf(bytes, bytes.length / 2));
        assertOneOfTwoScoredZero("cut.png", "cut_labels.png");
    }

    @Test
    void unreadablePrediction() throws IOException {
        ImageFixtures.writeLabels(truth.resolve("shut.png"), SQUARE);
        Path shut = prediction.resolve("shut_labels.tif");
        ImageFixtures.writeLabels(shut, SQUARE);
        assumeFalse(!shut.toFile().setReadable(false) || Files.isReadable(shut), "this user reads everything");
        assertOneOfTwoScoredZero("shut_labels.tif", "may not be read");
    }

    @Test
    void mapOfAnotherSize() throws IOException {
        ImageFixtures.writeMap(prediction.resolve("fine_probability.tif"), Painting.constant(SMALLER, 0.5f));
        assertOnlyMapLost("fine_probability.tif", "fine_labels.tif", "19 x 10");
    }

    @Test
    void mapWithAnotherNumberOfPlanes() throws IOException {
        ImageFixtures.writeMap(
                prediction.resolve("fine_probability.tif"),
                Painting.constant(SQUARE, 0.5f),
                Painting.constant(SQUARE, 0.5f));
        assertOnlyMapLost("fine_probability.tif", "2 planes");
    }

    @Test
    void probabilityInPercent() throws IOException {
        ImageFixtures.writeMap(prediction.resolve("fine_probability.tif"), Painting.constant(SQUARE, 50));
        assertOnlyMapLost("fine_probability.tif", "outside 0 to 1");
    }

    @Test
    void uncertaintyWithNaN() throws IOException {
        ImageFixtures.writeMap(prediction.resolve("fine_uncertainty.tif"), Painting.constant(SQUARE, Float.NaN));
        JsonObject json = assertOnlyMapLost("fine_uncertainty.tif", "NaN");
        JsonObject ranked = json.getAsJsonObject("ranked_objects").getAsJsonObject("uncertainty");
        assertEquals(0, ranked.get("objects").getAsInt());
    }

    @Test
    void spreadThatIsNoImage() throws IOException {
        Files.writeString(prediction.resolve("fine_spread.tif"), "nothing");
        assertOnlyMapLost("fine_spread.tif");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id,slice,frame,area_px,uncertainty;1,1,1,36 | line 2",
                "id,slice,frame,area_px,uncertainty;1,1,1,36,NaN | line 2",
                "id,slice,frame,area_px,uncertainty;1,1,x,36,0.5 | line 2",
                "id,slice,area_px,uncertainty;1,1,36,0.5 | no column frame",
                "id,slice,frame,area_px,uncertainty;2,1,1,36,0.5 | object 1 has no row",
                "id,slice,frame,area_px,uncertainty,spread;1,1,1,36,0.5,none | line 2",
                "id,slice,frame,area_px,spread;2,1,1,36,0.5 | object 1 has no row",
            })
    void objectTableThatDoesNotFit(String table, String fault) throws IOException {
        Files.writeString(prediction.resolve("fine_objects.csv"), table.replace(';', '\n') + "\n");
        JsonObject json = assertOnlyMapLost("fine_objects.csv", fault);
        JsonObject ranked = json.getAsJsonObject("ranked_objects").getAsJsonObject("object");
        assertEquals(0, ranked.get("objects").getAsInt());
    }

    @Test
    void metricsThatDoNotExist() {
        assertWrongUsage(evaluate(truth, prediction, "beauty"), "beauty", "segmentation", "image");
    }

    @Test
    void foldersThatAreNone() throws IOException {
        Path missing = folder.resolve("missing");
        Path file = truth.resolve("fine.png");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertWrongUsage(evaluate(missing, prediction, "segmentation"), "--truth", "missing", "does not exist");
        assertWrongUsage(evaluate(truth, missing, "segmentation"), "--prediction", "missing", "does not exist");
        assertWrongUsage(evaluate(file, prediction, "segmentation"), "--truth", "fine.png", "not a folder");
        assertWrongUsage(evaluate(truth, empty, "segmentation"), "--prediction", "empty", "no image");
        assertWrongUsage(evaluate(empty, prediction, "segmentation"), "--truth", "empty", "no image");
        assertWrongUsage(evaluate(truth, truth, "segmentation"), "two folders");
    }

    @Test
    void foldersThatHaveNothingInCommon() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        ImageFixtures.writeLabels(other.resolve("else_labels.tif"), SQUARE);
        assertWrongUsage(evaluate(truth, other, "segmentation"), "truth", "other", "fine_labels.tif");
    }

    @Test
    void twoTruthsOfOneName() throws IOException {
        ImageFixtures.writeLabels(truth.resolve("fine.tif"), SQUARE);
        assertWrongUsage(evaluate(truth, prediction, "segmentation"), "fine", "one file per image");
    }

    @Test
    void missingOptionsAreWrongUsage() {
        CommandRun.of("evaluate", "--truth", truth).assertOneError(2, "--prediction", "--metric");
    }

    @Test
    void reportThatCannotBeWritten() throws IOException {
        Path intoFile = truth.resolve("fine.png").resolve("scores.csv");
        report(intoFile).assertOneError(1, "--report", "scores.csv", "another folder");
        Path asFolder = Files.createDirectory(folder.resolve("folder.csv"));
        report(asFolder).assertOneError(2, "folder.csv", "name a file");
    }

    private CommandRun report(Path file) {
        return CommandRun.of(
                "evaluate", "--truth", truth, "--prediction", prediction, "--metric", "segmentation", "--report", file);
    }
}
