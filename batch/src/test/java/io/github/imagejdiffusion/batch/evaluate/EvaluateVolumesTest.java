package io.github.imagejdiffusion.batch.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.evaluate.metric.LabelImage;
import io.github.imagejdiffusion.batch.evaluate.metric.Painting;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.write.HyperstackWriter;
import io.github.imagejdiffusion.formats.write.StackFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code evaluate --volumes}: objects that go through slices. */
class EvaluateVolumesTest {

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

    private static LabelImage box(int label, int width) {
        return new Painting(20, 10).box(label, 0, 0, width, 10).labels();
    }

    private CommandRun evaluate(Path report) {
        return CommandRun.of(
                "evaluate",
                "--truth",
                truth,
                "--prediction",
                prediction,
                "--metric",
                "segmentation",
                "--volumes",
                "--report",
                report);
    }

    private JsonObject json() throws IOException {
        Path report = folder.resolve("scores.json");
        CommandRun run = evaluate(report);
        assertEquals(0, run.exitCode(), run.errors()::toString);
        return JsonParser.parseString(Files.readString(report)).getAsJsonObject();
    }

    private static void write(Path file, int slices, LabelImage... planes) {
        try (HyperstackWriter out = HyperstackWriter.builder(file, 20, 10, PixelType.UINT16)
                .slices(slices)
                .frames(planes.length / slices)
                .format(StackFormat.IMAGEJ)
                .open()) {
            for (LabelImage plane : planes) {
                float[] values = new float[plane.labels().length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = plane.labels()[i];
                }
                out.writeRows(values);
            }
            out.finish();
        }
    }

    @Test
    void anObjectIsOneThroughTheSlicesOfItsFrame() throws IOException {
        write(truth.resolve("a.tif"), 3, box(1, 10), box(1, 10), box(1, 10));
        write(prediction.resolve("a_labels.tif"), 3, box(1, 10), box(1, 5), EMPTY);
        JsonObject report = json();
        JsonObject mean = report.getAsJsonObject("mean");
        assertEquals("volumes", report.get("objects").getAsString());
        assertEquals(0.5, mean.get("iou").getAsDouble());
        assertEquals(1, mean.get("ap50").getAsDouble());
        assertEquals(0, mean.get("ap55").getAsDouble());
        assertEquals(1, mean.get("objects_truth").getAsInt());
        assertTrue(mean.get("boundary_f").isJsonNull());
        assertTrue(mean.get("ece").isJsonNull());
    }

    @Test
    void framesAreVolumesOfTheirOwn() throws IOException {
        write(truth.resolve("a.tif"), 2, box(1, 10), box(1, 10), box(1, 10), box(1, 10));
        write(prediction.resolve("a_labels.tif"), 2, box(1, 10), box(1, 10), box(2, 5), EMPTY);
        JsonObject mean = json().getAsJsonObject("mean");
        assertEquals((1 + 0.25) / 2, mean.get("iou").getAsDouble());
        assertEquals(0.5, mean.get("ap50").getAsDouble());
        assertEquals(2, mean.get("objects_truth").getAsInt());
    }

    @Test
    void slicesThatAreFramesElsewhereCannotBeCompared() throws IOException {
        write(truth.resolve("a.tif"), 4, box(1, 10), box(1, 10), box(1, 10), box(1, 10));
        write(prediction.resolve("a_labels.tif"), 2, box(1, 10), box(1, 10), box(1, 10), box(1, 10));
        CommandRun run = evaluate(folder.resolve("scores.csv"));
        assertEquals(1, run.exitCode());
        assertTrue(run.errors().get(0).contains("numbers of slices differ, 4 and 2"), run.errors()::toString);
    }

    @Test
    void itIsNothingForImages() {
        CommandRun run = CommandRun.of(
                "evaluate", "--truth", truth, "--prediction", prediction, "--metric", "image", "--volumes");
        assertEquals(2, run.exitCode());
        assertTrue(run.errors().get(0).contains("--volumes goes with --metric segmentation"), run.errors()::toString);
    }
}
