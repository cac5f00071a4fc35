package io.github.imagejdiffusion.batch.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.evaluate.metric.LabelImage;
import io.github.imagejdiffusion.batch.evaluate.metric.Painting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user gets who does everything right. */
class EvaluateCommandTest {

    private static final LabelImage WHOLE =
            new Painting(20, 10).box(1, 0, 0, 8, 10).labels();
    private static final LabelImage HALF =
            new Painting(20, 10).box(6, 0, 0, 4, 10).labels();
    private static final LabelImage EMPTY = new Painting(20, 10).labels();

    @TempDir
    private Path folder;

    private Path truth;
    private Path prediction;

    @BeforeEach
    void makeFolders() throws IOException {
        truth = Files.createDirectory(folder.resolve("truth"));
        prediction = Files.createDirectory(folder.resolve("prediction"));
    }

    private CommandRun evaluate(Object... more) {
        Object[] folders = {"evaluate", "--truth", truth, "--prediction", prediction, "--metric", "segmentation"};
        return CommandRun.of(Stream.concat(Stream.of(folders), Stream.of(more)).toArray());
    }

    private JsonObject json() throws IOException {
        Path report = folder.resolve("scores.json");
        CommandRun run = evaluate("--report", report);
        assertEquals(0, run.exitCode(), run.errors()::toString);
        return JsonParser.parseString(Files.readString(report)).getAsJsonObject();
    }

    @Test
    void printsTheMeanOverImages() throws IOException {
        ImageFixtures.writeLabels(truth.resolve("a.png"), WHOLE);
        ImageFixtures.writeLabels(prediction.resolve("a_labels.tif"), HALF);
        ImageFixtures.writeLabels(truth.resolve("b.tif"), EMPTY);
        ImageFixtures.writeLabels(prediction.resolve("b_labels.tif"), EMPTY);
        CommandRun run = evaluate();
        assertEquals(0, run.exitCode());
        assertEquals(List.of(), run.errors());
        assertTrue(run.out().startsWith("segmentation: mean over 2 images"), run.out());
        assertTrue(run.out().matches("(?s).*\\niou +0\\.7500 +0\\.5000 +1\\.0000 +2\\R.*"), run.out());
        assertTrue(run.out().matches("(?s).*\\nece +- +- +- +0\\R.*"), run.out());
    }

    @Test
    void readsEightBitAndFloatLabelsAndOmeNames() throws IOException {
        LabelImage large = Painting.relabelled(WHOLE, id -> 16_777_216);
        ImageFixtures.writeFloatLabels(truth.resolve("a.tif"), large);
        ImageFixtures.writeLabels(prediction.resolve("a_labels.ome.tif"), WHOLE);
        JsonObject mean = json().getAsJsonObject("mean");
        assertEquals(1, mean.get("ap90").getAsDouble());
    }

    @Test
    void writesCsvWithOneRowPerImageAndTheMean() throws IOException {
        ImageFixtures.writeLabels(truth.resolve("a,b.png"), WHOLE);
        ImageFixtures.writeLabels(prediction.resolve("a,b_labels.tif"), HALF);
        Path report = folder.resolve("new/scores.csv");
        assertEquals(0, evaluate("--report", report).exitCode());
        List<String> lines = Files.readAllLines(report);
        assertEquals(3, lines.size());
        assertTrue(lines.get(0).startsWith("image,truth,prediction,dice,iou,ap50,ap55"), lines.get(0));
        assertTrue(lines.get(1).startsWith("\"a,b\",\""), lines.get(1));
        assertTrue(lines.get(1).contains("a,b_labels.tif\",0.6666666666666666,0.5,1,0,"), lines.get(1));
        assertTrue(lines.get(2).startsWith("mean,,,0.6666666666666666,0.5,1,0,"), lines.get(2));
        assertTrue(lines.get(2).endsWith(",1,1,1,,,,,,,,"), lines.get(2));
        assertOnlyFile(report);
    }

    private static void assertOnlyFile(Path report) throws IOException {
        try (Stream<Path> files = Files.list(report.getParent())) {
            assertEquals(List.of(report), files.toList());
        }
    }

    @Test
    void nameWithoutKnownEndingGivesBothReports() throws IOException {
        ImageFixtures.writeLabels(truth.resolve("a.png"), WHOLE);
        ImageFixtures.writeLabels(prediction.resolve("a_labels.tif"), WHOLE);
        assertEquals(0, evaluate("--report", folder.resolve("scores.v1")).exitCode());
        assertTrue(Files.exists(folder.resolve("scores.v1.csv")));
        assertTrue(Files.exists(folder.resolve("scores.v1.json")));
        assertFalse(Files.exists(folder.resolve("scores.v1")));
    }

    @Test
    void jsonHoldsMeanImagesAndNullForWhatIsNotDefined() throws IOException {
        ImageFixtures.writeLabels(truth.resolve("a.png"), WHOLE);
        ImageFixtures.writeLabels(prediction.resolve("a_labels.tif"), HALF);
        JsonObject report = json();
        assertEquals(1, report.get("images").getAsInt());
        assertEquals(0.5, report.getAsJsonObject("mean").get("iou").getAsDouble());
        assertTrue(report.getAsJsonObject("mean").get("brier").isJsonNull());
        JsonObject image = report.getAsJsonArray("per_image").get(0).getAsJsonObject();
        assertEquals("a", image.get("image").getAsString());
        assertEquals(0, image.getAsJsonArray("problems").size());
        assertEquals(1, image.getAsJsonObject("scores").get("objects_matched").getAsInt());
        assertTrue(image.getAsJsonObject("scores").get("auroc_uncertainty").isJsonNull());
    }

    @Test
    void mapsAddCalibrationAndPooledRanking() throws IOException {
        LabelImage bad = new Painting(20, 10).box(1, 12, 0, 8, 10).labels();
        ImageFixtures.writeLabels(truth.resolve("good.png"), WHOLE);
        ImageFixtures.writeLabels(prediction.resolve("good_labels.tif"), WHOLE);
        ImageFixtures.writeMap(prediction.resolve("good_probability.tif"), Painting.constant(WHOLE, 0.5f));
        ImageFixtures.writeMap(prediction.resolve("good_uncertainty.tif"), Painting.constant(WHOLE, 0.1f));
        ImageFixtures.writeMap(prediction.resolve("good_spread.tif"), Painting.constant(WHOLE, 0.3f));
        ImageFixtures.writeLabels(truth.resolve("bad.png"), WHOLE);
        ImageFixtures.writeLabels(prediction.resolve("bad_labels.tif"), bad);
        ImageFixtures.writeMap(prediction.resolve("bad_uncertainty.tif"), Painting.constant(WHOLE, 0.2f));
        ImageFixtures.writeMap(prediction.resolve("bad_spread.tif"), Painting.constant(WHOLE, 0.3f));
        JsonObject report = json();
        JsonObject mean = report.getAsJsonObject("mean");
        assertEquals(0.5 - 8 / 17.0, mean.get("ece_pooled").getAsDouble(), 1e-12, "8 of the 17 columns judged");
        assertEquals(0.25, mean.get("brier").getAsDouble(), 1e-12);
        assertEquals(1, mean.get("auroc_uncertainty").getAsDouble());
        assertEquals(0.5, mean.get("auroc_spread").getAsDouble());
        JsonObject ranked = report.getAsJsonObject("ranked_objects").getAsJsonObject("uncertainty");
        assertEquals(2, ranked.get("objects").getAsInt());
        assertEquals(1, ranked.get("iou_below_half").getAsInt());
    }

    @Test
    void theObjectTableRanksObjectsByTheirOwnUncertainty() throws IOException {
        // 80 pixels right, 6 wrong, 12 of 80 pixels found
        LabelImage found = new Painting(20, 10)
                .box(7, 0, 0, 8, 10)
                .box(3, 10, 0, 2, 3)
                .box(9, 15, 0, 3, 4)
                .labels();
        LabelImage there =
                new Painting(20, 10).box(1, 0, 0, 8, 10).box(2, 12, 0, 8, 10).labels();
        ImageFixtures.writeLabels(truth.resolve("a.png"), there);
        ImageFixtures.writeLabels(prediction.resolve("a_labels.tif"), found);
        Files.writeString(
                prediction.resolve("a_objects.csv"),
                "id,slice,frame,area_px,mean_uncertainty,uncertainty\n"
                        + "3,1,1,6,0,0.5\n9,1,1,12,0,0.1\n7,1,1,80,0,0.25\n");
        JsonObject report = json();
        assertEquals(0.5, report.getAsJsonObject("mean").get("auroc_object").getAsDouble());
        JsonObject ranked = report.getAsJsonObject("ranked_objects").getAsJsonObject("object");
        assertEquals(3, ranked.get("objects").getAsInt());
        assertEquals(2, ranked.get("iou_below_half").getAsInt());
    }

    @Test
    void spreadsOfTheObjectTableAreScoredByThemselves() throws IOException {
        LabelImage found =
                new Painting(20, 10).box(1, 0, 0, 8, 10).box(2, 10, 0, 2, 3).labels();
        ImageFixtures.writeLabels(
                truth.resolve("a.png"), new Painting(20, 10).box(1, 0, 0, 8, 10).labels());
        ImageFixtures.writeLabels(prediction.resolve("a_labels.tif"), found);
        Files.writeString(
                prediction.resolve("a_objects.csv"),
                "id,slice,frame,uncertainty,spread\n1,1,1,0.3,0.01\n2,1,1,0.2,0.02\n");
        JsonObject report = json();
        assertEquals(0, report.getAsJsonObject("mean").get("auroc_object").getAsDouble());
        assertEquals(
                1, report.getAsJsonObject("mean").get("auroc_object_spread").getAsDouble());
        JsonObject ranked = report.getAsJsonObject("ranked_objects").getAsJsonObject("object_spread");
        assertEquals(2, ranked.get("objects").getAsInt());
        assertEquals(1, ranked.get("iou_below_half").getAsInt());
    }

    @Test
    void anObjectThroughSeveralSlicesHasOneRowInEach() throws IOException {
        ImageFixtures.writeLabels(truth.resolve("s.tif"), WHOLE, EMPTY, WHOLE);
        ImageFixtures.writeLabels(
                prediction.resolve("s_labels.tif"),
                HALF,
                EMPTY,
                new Painting(20, 10).box(6, 0, 0, 1, 10).labels());
        Files.writeString(
                prediction.resolve("s_objects.csv"),
                "id,slice,frame,area_px,uncertainty\n6,7,1,10,0.4\n6,5,1,40,0.3\n");
        assertEquals(1, json().getAsJsonObject("mean").get("auroc_object").getAsDouble());
    }

    @Test
    void anObjectTableWithoutUncertaintyIsLeftAlone() throws IOException {
        ImageFixtures.writeLabels(truth.resolve("a.png"), WHOLE);
        ImageFixtures.writeLabels(prediction.resolve("a_labels.tif"), WHOLE);
        Files.writeString(prediction.resolve("a_objects.csv"), "id;area\n1;zwei\n");
        JsonObject report = json();
        assertTrue(report.getAsJsonObject("mean").get("auroc_object").isJsonNull());
        assertTrue(report.getAsJsonObject("mean").get("auroc_object_spread").isJsonNull());
        JsonObject ranked = report.getAsJsonObject("ranked_objects").getAsJsonObject("object");
        assertEquals(0, ranked.get("objects").getAsInt());
    }

    @Test
    void stacksAreScoredPlaneByPlane() throws IOException {
        ImageFixtures.writeLabels(truth.resolve("stack.tif"), WHOLE, WHOLE, EMPTY);
        ImageFixtures.writeLabels(prediction.resolve("stack_labels.tif"), WHOLE, HALF, EMPTY);
        ImageFixtures.writeMap(
                prediction.resolve("stack_probability.tif"),
                Painting.constant(WHOLE, 0),
                Painting.constant(WHOLE, 0.5f),
                Painting.constant(WHOLE, 0));
        JsonObject mean = json().getAsJsonObject("mean");
        assertEquals((1 + 0.5 + 1) / 3, mean.get("iou").getAsDouble(), 1e-12);
        assertEquals(2, mean.get("objects_truth").getAsInt());
        // columns 0 to 16 are near an edge and 8 of them are foreground: Brier 8/17 in plane 0, 1/4 in plane 1
        assertEquals((8 / 17.0 + 0.25) / 2, mean.get("brier").getAsDouble(), 1e-12);
    }

    @Test
    void outputOfSegmentCanBeTheTruth() throws IOException {
        ImageFixtures.writeLabels(truth.resolve("a_labels.tif"), WHOLE);
        ImageFixtures.writeMap(truth.resolve("a_probability.tif"), Painting.constant(WHOLE, 1));
        ImageFixtures.writeLabels(prediction.resolve("a_labels.tif"), WHOLE);
        JsonObject report = json();
        assertEquals(1, report.get("images").getAsInt());
        assertEquals(1, report.getAsJsonObject("mean").get("dice").getAsDouble());
    }

    @Test
    void predictionsOfOtherToolsMayHaveTheNameOfTheTruth() throws IOException {
        ImageFixtures.writeLabels(truth.resolve("a.png"), WHOLE);
        ImageFixtures.writeLabels(prediction.resolve("a.tif"), WHOLE);
        assertEquals(1, json().getAsJsonObject("mean").get("dice").getAsDouble());
    }

    @Test
    void labelImagesWithoutTruthAreMentioned() throws IOException {
        ImageFixtures.writeLabels(truth.resolve("a.png"), WHOLE);
        ImageFixtures.writeLabels(prediction.resolve("a_labels.tif"), WHOLE);
        ImageFixtures.writeLabels(prediction.resolve("z_labels.tif"), WHOLE);
        CommandRun run = evaluate();
        assertEquals(0, run.exitCode());
        assertTrue(run.out().contains("z_labels"), run.out());
    }
}
