package io.github.imagejdiffusion.batch.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import io.github.imagejdiffusion.batch.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Colour images through a model that takes three channels, and through one that does not. */
class SegmentColourTest {

    private static final Path IMAGES = Path.of("../test-images/histology");

    @TempDir
    private Path folder;

    @Test
    void nucleiInStainedTissueAreFound() throws IOException {
        Path out = folder.resolve("out");
        CommandRun.of("segment", IMAGES, "-o", out, "--model", "nuclei-histology")
                .assertDone();
        Path report = folder.resolve("report.json");
        CommandRun.of(
                        "evaluate",
                        "--truth",
                        IMAGES.resolve("truth"),
                        "--prediction",
                        out,
                        "--metric",
                        "segmentation",
                        "--report",
                        report)
                .assertDone();
        double ap50 = JsonParser.parseString(Files.readString(report))
                .getAsJsonObject()
                .getAsJsonObject("mean")
                .get("ap50")
                .getAsDouble();
        assertTrue(ap50 > 0.5, "AP50 is " + ap50);
    }

    @Test
    void aModelOfOneChannelAsksForTheChannel() {
        CommandRun run = CommandRun.of("segment", IMAGES, "-o", folder.resolve("out"));
        assertEquals(1, run.exitCode());
        assertTrue(
                run.errors().get(0).contains("has 3 colour channels"),
                run.errors().toString());
        assertTrue(run.errors().get(0).contains("--channel 1..3"), run.errors().toString());
    }
}
