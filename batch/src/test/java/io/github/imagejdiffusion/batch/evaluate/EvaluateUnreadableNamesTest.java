package io.github.imagejdiffusion.batch.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.evaluate.metric.LabelImage;
import io.github.imagejdiffusion.batch.evaluate.metric.Painting;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Truths whose names are in an encoding of another time; results are named with the bytes as {@code %E4}. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "names of other systems are text")
class EvaluateUnreadableNamesTest {

    private static final LabelImage LEFT =
            new Painting(20, 10).box(1, 0, 0, 8, 10).labels();
    private static final LabelImage RIGHT =
            new Painting(20, 10).box(1, 12, 0, 8, 10).labels();

    @TempDir
    private Path folder;

    private Path truth;
    private Path prediction;

    @BeforeEach
    void readableNamesInUtf8() throws IOException {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "in other encodings all bytes may be text");
        truth = Files.createDirectory(folder.resolve("truth"));
        prediction = Files.createDirectory(folder.resolve("prediction"));
    }

    private void truth(String escaped, LabelImage labels) throws IOException {
        Path written = folder.resolve("written.tif");
        ImageFixtures.writeLabels(written, labels);
        Files.move(written, Path.of(URI.create(truth.toUri() + escaped)));
    }

    /** What the programs call their results of images whose names hold the bytes. */
    @ParameterizedTest
    @CsvSource({
        "segmentation,_labels,iou +1\\.0000 +1\\.0000 +1\\.0000",
        "image,_restored,nrmse +0\\.0000 +0\\.0000 +0\\.0000"
    })
    void truthsPairWithTheirResults(String metric, String ending, String line) throws IOException {
        truth("cell_%E4.tif", LEFT);
        truth("cell_%F6.tif", RIGHT);
        ImageFixtures.writeLabels(prediction.resolve("cell_%E4" + ending + ".tif"), LEFT);
        ImageFixtures.writeLabels(prediction.resolve("cell_%F6" + ending + ".tif"), RIGHT);
        CommandRun run = CommandRun.of("evaluate", "--truth", truth, "--prediction", prediction, "--metric", metric);
        assertEquals(0, run.exitCode(), run.errors()::toString);
        assertTrue(run.out().contains("mean over 2 images"), run.out());
        assertTrue(run.out().matches("(?s).*\\n" + line + " +2\\R.*"), run.out());
    }
}
