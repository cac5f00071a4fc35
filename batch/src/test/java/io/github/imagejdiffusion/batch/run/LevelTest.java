package io.github.imagejdiffusion.batch.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ij.IJ;
import ij.ImagePlus;
import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work on another resolution of a pyramid. */
class LevelTest {

    @TempDir
    private Path folder;

    private Path input;
    private Path out;

    @BeforeEach
    void writeInput() throws IOException {
        input = Files.writeString(folder.resolve("a.pyramid"), "a disc");
        out = folder.resolve("out");
    }

    private void assertImage(String name, int size, double pixelSize) {
        ImagePlus image = IJ.openImage(out.resolve(name).toString());
        assertEquals(size, image.getWidth());
        assertEquals(size, image.getHeight());
        assertEquals(pixelSize, image.getCalibration().pixelWidth, 1e-6);
    }

    private JsonObject inputOfRecord() throws IOException {
        return JsonParser.parseString(Files.readString(out.resolve("a.json")))
                .getAsJsonObject()
                .getAsJsonObject("made_from")
                .getAsJsonObject("input");
    }

    @Test
    void resultsHaveThePixelsOfTheLevel() throws IOException {
        CommandRun.of("segment", input, "-o", out, "--level", 1).assertDone();
        assertImage("a_labels.tif", 40, 0.5);
        assertEquals(1, inputOfRecord().get("level").getAsInt());
        assertEquals(0.5, inputOfRecord().get("pixel_width_um").getAsDouble());
        assertEquals(2, Files.readAllLines(out.resolve("a_objects.csv")).size());
    }

    @Test
    void fullSizeGoesWithoutSayingAndAnotherLevelIsAnotherResult() throws IOException {
        Path model = TinyPackage.paired().writeTo(folder.resolve("model"));
        Object[] command = {"restore", input, "-o", out, "--task", "denoise", "--model", model};
        CommandRun.of(command).assertDone();
        assertImage("a_restored.tif", 80, 0.25);
        assertFalse(inputOfRecord().has("level"));
        CommandRun again = CommandRun.of(
                        "restore", input, "-o", out, "--task", "denoise", "--model", model, "--level", 0)
                .assertDone();
        assertTrue(again.progress().get(0).contains("done already"), again.toString());
        CommandRun other = CommandRun.of(
                        "restore", input, "-o", out, "--task", "denoise", "--model", model, "--level", 1)
                .assertDone();
        assertTrue(other.progress().get(0).contains("again because"), other.toString());
        assertImage("a_restored.tif", 40, 0.5);
    }

    @Test
    void levelsThatAreNotThereAreRefused() {
        CommandRun.of("segment", input, "-o", out, "--level", 2)
                .assertOneError(1, "a.pyramid", "has 2 resolution levels in image 1", "use levels from 0");
        CommandRun.of("segment", input, "-o", out, "--level", -1)
                .assertOneError(2, "--level counts from 0 (full size), but is -1");
    }
}
