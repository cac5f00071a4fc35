package io.github.imagejdiffusion.batch.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import io.github.imagejdiffusion.batch.CommandRun;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
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

    /** A palette of colours is told; one of greys is a grey image, which needs no channel. */
    @Test
    void palettesAreToldOrGrey() throws IOException {
        byte[] rising = new byte[256];
        byte[] ramp = new byte[256];
        byte[] none = new byte[256];
        for (int i = 0; i < 256; i++) {
            rising[i] = (byte) i;
            ramp[i] = (byte) (255 - i);
        }
        Path grey = png("grey.png", new IndexColorModel(8, 256, rising, rising, rising));
        Path green = png("green.png", new IndexColorModel(8, 256, none, ramp, none));
        Path out = folder.resolve("out");
        assertFalse(CommandRun.of("segment", grey, "-o", out)
                .assertDone()
                .progress()
                .get(0)
                .contains("palette"));
        CommandRun coloured = CommandRun.of("segment", green, "-o", out, "--channel", 2);
        assertTrue(coloured.assertDone().progress().get(0).contains("those of a palette"), coloured::toString);
        assertTrue(CommandRun.of("info", green).assertDone().out().contains("those of a palette"));
    }

    private Path png(String name, IndexColorModel palette) throws IOException {
        BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_INDEXED, palette);
        Path file = folder.resolve(name);
        ImageIO.write(image, "png", file.toFile());
        return file;
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
