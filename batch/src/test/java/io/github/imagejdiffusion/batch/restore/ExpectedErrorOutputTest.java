package io.github.imagejdiffusion.batch.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ImageProcessor;
import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.Folders;
import io.github.imagejdiffusion.batch.SampleImages;
import io.github.imagejdiffusion.diffusion.camera.NoiseEstimator;
import io.github.imagejdiffusion.diffusion.camera.NoiseModel;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code _error.tif}, with a network whose draws differ and whose law is known. */
class ExpectedErrorOutputTest {

    private static final int SIZE = 96;

    @TempDir
    private Path folder;

    private CommandRun restore(Path input, TinyPackage model, int runs) throws IOException {
        return restore(input, model, runs, 2);
    }

    private CommandRun restore(Path input, TinyPackage model, int runs, int steps) throws IOException {
        return CommandRun.of(
                "restore",
                input,
                "--output",
                folder.resolve("out"),
                "--task",
                "denoise",
                "--model",
                model.writeTo(folder.resolve("model")),
                "--runs",
                runs,
                "--steps",
                steps);
    }

    private static TinyPackage calibrated() {
        return TinyPackage.of("noisy").kind("paired").withErrorLaw();
    }

    private ImageProcessor result(String suffix) {
        ImagePlus image = IJ.openImage(
                folder.resolve("out").resolve("a" + suffix + ".tif").toString());
        return image.getProcessor();
    }

    /** A slope with shot noise of 2 grey values per photon. */
    private static float[] exposure() {
        Random random = new Random(5);
        float[] pixels = new float[SIZE * SIZE];
        for (int i = 0; i < pixels.length; i++) {
            double mean = 40 + i % SIZE;
            pixels[i] = (float) (mean + Math.sqrt(2 * mean) * random.nextGaussian());
        }
        return pixels;
    }

    @Test
    void isWhatTheLawMakesOfSpreadAndNoise() throws IOException {
        float[] pixels = exposure();
        Path input = SampleImages.plane(folder.resolve("a.tif"), SIZE, SIZE, PixelType.FLOAT, pixels);
        restore(input, calibrated(), 4).assertDone();
        assertEquals(
                List.of("a.json", "a_error.tif", "a_restored.tif", "a_spread.tif"),
                Folders.names(folder.resolve("out")));
        NoiseModel noise = NoiseEstimator.estimate(List.of(ArrayImgs.floats(pixels, SIZE, SIZE)))
                .orElseThrow();
        ImageProcessor restored = result("_restored");
        ImageProcessor spread = result("_spread");
        ImageProcessor error = result("_error");
        double largest = 0;
        for (int i = 0; i < pixels.length; i++) {
            double expected = 2 * Math.sqrt(spread.getf(i) * noise.sigma(restored.getf(i)));
            assertEquals(expected, error.getf(i), 1e-4 * expected + 1e-6);
            largest = Math.max(largest, expected);
        }
        assertTrue(largest > 0, "draws differ");
    }

    @Test
    void thereIsNoneWhereTheNoiseCannotBeMeasured() throws IOException {
        float[] pixels = new float[SIZE * SIZE];
        pixels[7 * SIZE + 7] = 100;
        Path input = SampleImages.plane(folder.resolve("a.tif"), SIZE, SIZE, PixelType.FLOAT, pixels);
        CommandRun run = restore(input, calibrated(), 4);
        run.assertDone();
        assertEquals(List.of("a.json", "a_restored.tif", "a_spread.tif"), Folders.names(folder.resolve("out")));
        String notes = String.join("\n", run.progress());
        assertTrue(notes.contains("no expected error is written, as the noise could not be measured"), notes);
    }

    @Test
    void thereIsNoneOfOneRunOrWhereTheModelWasNotCalibrated() throws IOException {
        Path input = SampleImages.plane(folder.resolve("a.tif"), SIZE, SIZE, PixelType.FLOAT, exposure());
        restore(input, calibrated(), 1).assertDone();
        assertEquals(List.of("a.json", "a_restored.tif"), Folders.names(folder.resolve("out")));
        restore(input, calibrated(), 4, 3).assertDone();
        assertEquals(List.of("a.json", "a_restored.tif", "a_spread.tif"), Folders.names(folder.resolve("out")));
        restore(input, TinyPackage.of("noisy").kind("paired"), 4).assertDone();
        assertEquals(List.of("a.json", "a_restored.tif", "a_spread.tif"), Folders.names(folder.resolve("out")));
    }
}
