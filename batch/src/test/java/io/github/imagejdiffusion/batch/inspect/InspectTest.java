package io.github.imagejdiffusion.batch.inspect;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.SampleImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs that only look. */
class InspectTest {

    @TempDir
    private Path folder;

    @Test
    void infoShowsAxesAndCalibration() throws IOException {
        String crop = SampleImages.CROPS.get(0);
        Path file = SampleImages.stackOfCrops(folder.resolve("a.tif"), 2, 1, crop, crop);
        String out = CommandRun.of("info", file).assertDone().out();
        assertTrue(out.contains("150 x 130 pixels, 1 channel(s), 2 z, 1 t, uint8"), out);
        assertTrue(out.contains("pixel 0.25"), out);
        assertTrue(out.contains("z step 1.0"), out);
    }

    @Test
    void infoGoesOnAfterABadFile() throws IOException {
        Path good = SampleImages.crop(SampleImages.CROPS.get(0), folder.resolve("good.png"));
        Path bad = Files.writeString(folder.resolve("bad.tif"), "no image");
        CommandRun run = CommandRun.of("info", bad, good).assertOneError(1, "bad.tif", "not an image");
        assertTrue(run.out().contains("150 x 130"), run.out());
        CommandRun.of("info", folder).assertOneError(1, "is a folder");
        CommandRun.of("info", folder.resolve("absent.tif")).assertOneError(1, "absent.tif", "no such file");
        CommandRun.of("info").assertOneError(2, "FILE");
    }

    @Test
    void modelsAreListedShownAndChecked() {
        String list = CommandRun.of("models").assertDone().out();
        assertTrue(list.contains("nuclei-fluorescence") && list.contains("sha256"), list);
        assertTrue(CommandRun.of("models", "nuclei-fluorescence")
                        .assertDone()
                        .out()
                        .length()
                > 10);
        CommandRun.of("models", "nothing")
                .assertOneError(
                        3, "'nothing'", "known models: fluorescence-denoise, membranes-em, nuclei-fluorescence");
        CommandRun.of("models", folder.resolve("none.zip")).assertOneError(3, "none.zip");
    }

    @Test
    void testTensorsOfTheBundledModel() {
        String out = CommandRun.of("models", "nuclei-fluorescence", "--check")
                .assertDone()
                .out();
        assertTrue(out.contains("largest difference"), out);
    }

    @Test
    void devicesNamesEngineAndLibraries() {
        String out = CommandRun.of("devices").assertDone().out();
        for (String word : new String[] {"ONNX Runtime", "cpu device: usable", "gpu device:", "cudnn", "looked in"}) {
            assertTrue(out.contains(word), out);
        }
    }
}
