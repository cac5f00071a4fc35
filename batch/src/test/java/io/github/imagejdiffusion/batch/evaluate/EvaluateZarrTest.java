package io.github.imagejdiffusion.batch.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.ExitCodes;
import io.github.imagejdiffusion.batch.evaluate.metric.FloatMap;
import io.github.imagejdiffusion.batch.evaluate.metric.LabelImage;
import io.github.imagejdiffusion.batch.evaluate.metric.Painting;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results in OME-Zarr have the scores of the same results in TIFF. */
class EvaluateZarrTest {

    private static final int WIDTH = 72;
    private static final int HEIGHT = 48;

    @TempDir
    private Path folder;

    private Path images;
    private Path truth;

    /** Three squares of two planes, of which the truth knows two, one of them elsewhere. */
    @BeforeEach
    void writeImages() throws IOException {
        images = Files.createDirectory(folder.resolve("images"));
        truth = Files.createDirectory(folder.resolve("truth"));
        LabelImage there = new Painting(WIDTH, HEIGHT)
                .box(250, 4, 5, 12, 14)
                .box(200, 30, 20, 15, 12)
                .box(180, 52, 8, 14, 14)
                .labels();
        LabelImage known = new Painting(WIDTH, HEIGHT)
                .box(1, 4, 5, 12, 14)
                .box(2, 36, 26, 15, 12)
                .labels();
        PictureFile.write(images.resolve("a.tif"), PixelType.UINT8, picture(there), picture(there));
        ImageFixtures.writeLabels(truth.resolve("a.tif"), known, known);
    }

    private static FloatMap picture(LabelImage squares) {
        float[] values = new float[squares.labels().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(squares.labels()[i], 10 + i * 7 % 5);
        }
        return new FloatMap(WIDTH, HEIGHT, values);
    }

    private Path results(String verb, Path model, String format, Object... more) {
        Path out = folder.resolve(verb + "-" + format);
        Stream<Object> all = Stream.of(verb, images, "--output", out, "--model", model, "--format", format);
        CommandRun.of(Stream.concat(all, Stream.of(more)).toArray());
        return out;
    }

    private Path segmentation(String format) throws IOException {
        Path model = folder.resolve("segdiff");
        if (Files.notExists(model)) {
            TinyPackage.of("sharp").minSize(0).writeTo(model);
        }
        return results("segment", model, format, "--runs", 4, "--steps", 2);
    }

    private CommandRun evaluate(Path truths, Path predictions, String metric) {
        return CommandRun.of(
                "evaluate",
                "--truth",
                truths,
                "--prediction",
                predictions,
                "--metric",
                metric,
                "--report",
                folder.resolve("scores.json"));
    }

    private JsonObject scores(Path truths, Path predictions, String metric) throws IOException {
        evaluate(truths, predictions, metric).assertDone();
        return JsonParser.parseString(Files.readString(folder.resolve("scores.json")))
                .getAsJsonObject();
    }

    @Test
    void labelsMapsAndTableOfASegmentation() throws IOException {
        JsonObject tiff = scores(truth, segmentation("imagej"), "segmentation");
        JsonObject zarr = scores(truth, segmentation("zarr"), "segmentation");
        assertEquals(tiff.get("mean"), zarr.get("mean"));
        assertEquals(tiff.get("ranked_objects"), zarr.get("ranked_objects"));
        JsonObject mean = zarr.getAsJsonObject("mean");
        assertEquals(6, mean.get("objects_predicted").getAsDouble());
        assertEquals(2, mean.get("objects_matched").getAsDouble());
        for (String ofMap :
                List.of("brier", "ece", "ece_pooled", "auroc_uncertainty", "auroc_spread", "auroc_object")) {
            assertFalse(mean.get(ofMap).isJsonNull(), ofMap);
        }
    }

    @Test
    void aSpreadThatIsNotThereIsNoFault() throws IOException {
        Path model = TinyPackage.of("sharp").minSize(0).writeTo(folder.resolve("segdiff"));
        JsonObject report = scores(truth, results("segment", model, "zarr"), "segmentation");
        assertTrue(report.getAsJsonObject("mean").get("auroc_spread").isJsonNull());
        assertFalse(report.getAsJsonObject("mean").get("brier").isJsonNull());
    }

    @Test
    void aSegmentationCanBeTheTruth() throws IOException {
        JsonObject report = scores(segmentation("zarr"), segmentation("imagej"), "segmentation");
        assertEquals(1, report.get("images").getAsInt());
        assertEquals(
                "a",
                report.getAsJsonArray("per_image")
                        .get(0)
                        .getAsJsonObject()
                        .get("image")
                        .getAsString());
        assertEquals(1, report.getAsJsonObject("mean").get("ap90").getAsDouble());
    }

    @Test
    void twoResultsOfOneImageAreAmbiguous() throws IOException {
        Path both = segmentation("zarr");
        Files.copy(segmentation("imagej").resolve("a_labels.tif"), both.resolve("a_labels.tif"));
        evaluate(truth, both, "segmentation")
                .assertOneError(
                        ExitCodes.WRONG_USAGE,
                        "holds two results for 'a', a_labels.tif and a_segmentation.ome.zarr; keep one of them");
    }

    @Test
    void resultsWithoutATruthAreMentioned() throws IOException {
        Files.copy(images.resolve("a.tif"), images.resolve("b.tif"));
        CommandRun run = evaluate(truth, segmentation("zarr"), "segmentation").assertDone();
        assertTrue(run.out().contains("b_segmentation"), run.out());
    }

    @ParameterizedTest
    @CsvSource({"restore, 1", "superres, 2"})
    void restoredImages(String verb, int factor) throws IOException {
        Path model = factor == 1
                ? TinyPackage.paired().writeTo(folder.resolve("paired"))
                : TinyPackage.sr3(factor).withTrainedRange().writeTo(folder.resolve("sr3"));
        Object[] options = factor == 1 ? new Object[] {"--task", "denoise"} : new Object[] {"--factor", factor};
        Path clean = Files.createDirectory(folder.resolve("clean"));
        float[] fine = new float[factor * WIDTH * factor * HEIGHT];
        for (int i = 0; i < fine.length; i++) {
            fine[i] = 40 + i * 31 % 97;
        }
        FloatMap plane = new FloatMap(factor * WIDTH, factor * HEIGHT, fine);
        PictureFile.write(clean.resolve("a.tif"), PixelType.UINT8, plane, plane);
        JsonObject tiff = scores(clean, results(verb, model, "imagej", options), "image");
        JsonObject zarr = scores(clean, results(verb, model, "zarr", options), "image");
        assertEquals(tiff.get("mean"), zarr.get("mean"));
        assertFalse(zarr.getAsJsonObject("mean").get("psnr").isJsonNull());
    }

    @Test
    void severalLabelImages() throws IOException {
        Path results = segmentation("zarr");
        Path labels = results.resolve("a_segmentation.ome.zarr/labels");
        Files.writeString(labels.resolve(".zattrs"), "{\"labels\": [\"objects\", \"cells\"]}");
        evaluate(truth, results, "segmentation")
                .assertOneError(
                        ExitCodes.SOME_FAILED,
                        "a_segmentation.ome.zarr: holds 2 label images; save the one to score as TIFF",
                        "scored zero");
    }

    @Test
    void noLabels() throws IOException {
        Path results = segmentation("zarr");
        Files.delete(results.resolve("a_segmentation.ome.zarr/labels/.zattrs"));
        evaluate(truth, results, "segmentation")
                .assertOneError(
                        ExitCodes.SOME_FAILED,
                        "a_segmentation.ome.zarr: holds 3 channels, and names no label image in its folder 'labels'",
                        "scored zero");
    }

    @Test
    void mapsOfADamagedImageAreMissedOnce() throws IOException {
        Path results = segmentation("zarr");
        Files.writeString(results.resolve("a_segmentation.ome.zarr/.zattrs"), "{");
        evaluate(truth, results, "segmentation")
                .assertOneError(
                        ExitCodes.SOME_FAILED,
                        "maps of ",
                        "a_segmentation.ome.zarr cannot be used: ",
                        "is broken JSON",
                        "labels are scored without");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"labels\": [\"../../secret\"]} | names a part of itself 'labels/../../secret', which is no path inside",
                "{\"labels\": 3} | field 'labels' is no list",
                "{\"labels\": [\"cells\"]} | cells",
                "[ | is broken JSON",
            })
    void damagedMetadata(String attributes, String message) throws IOException {
        Path results = segmentation("zarr");
        Files.writeString(results.resolve("a_segmentation.ome.zarr/labels/.zattrs"), attributes);
        evaluate(truth, results, "segmentation").assertOneError(ExitCodes.SOME_FAILED, message, "scored zero");
    }

    @Test
    void aMissingChunkOfAMapCostsOnlyThatMap() throws IOException {
        Path results = segmentation("zarr");
        Path chunk = results.resolve("a_segmentation.ome.zarr/0/0/1/0/0/0");
        assertTrue(Files.exists(chunk), "a chunk of the uncertainty");
        Files.write(chunk, new byte[] {1, 2, 3});
        evaluate(truth, results, "segmentation")
                .assertOneError(
                        ExitCodes.SOME_FAILED,
                        "map 'uncertainty' of ",
                        "cannot be used",
                        "labels are scored without it");
    }
}
