package io.github.imagejdiffusion.batch.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.Folders;
import io.github.imagejdiffusion.batch.SampleImages;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Grey values near the ends of float are numbers like others, whatever units made them so. */
class ExtremeValuesTest {

    private static final int SIZE = 64;

    @TempDir
    private Path folder;

    /** The last is denormal. */
    @ParameterizedTest
    @ValueSource(doubles = {3.3e38, -3.3e38, 1e-30, 1e-40})
    void imagesInOddUnitsAreRestored(double brightest) throws IOException {
        assertRestored(noisy(brightest));
    }

    @Test
    void aPixelBeyondAllOthersLeavesNumbers() throws IOException {
        float[] pixels = noisy(1);
        pixels[SIZE * 20 + 11] = 1e38f;
        pixels[SIZE * 40 + 31] = -1e38f;
        assertRestored(pixels);
    }

    private void assertRestored(float[] pixels) throws IOException {
        Path input = SampleImages.plane(folder.resolve("a.tif"), SIZE, SIZE, PixelType.FLOAT, pixels);
        Path model = TinyPackage.paired().writeTo(folder.resolve("model"));
        Path out = folder.resolve("out");
        CommandRun.of("restore", "--task", "denoise", "-o", out, "--model", model, "--residual", input)
                .assertDone();
        assertEquals(List.of("a.json", "a_residual.tif", "a_restored.tif"), Folders.names(out));
        for (String result : new String[] {"a_residual.tif", "a_restored.tif"}) {
            for (float value : (float[])
                    IJ.openImage(out.resolve(result).toString()).getProcessor().getPixels()) {
                assertTrue(Float.isFinite(value), result);
            }
        }
    }

    /** From almost nothing to the brightest, with noise of a fiftieth of it. */
    private static float[] noisy(double brightest) {
        Random random = new Random(3);
        float[] pixels = new float[SIZE * SIZE];
        for (int i = 0; i < pixels.length; i++) {
            double slope = 0.1 + 0.8 * (i % SIZE) / SIZE;
            double noise = Math.max(-4, Math.min(4, random.nextGaussian())) / 50;
            pixels[i] = (float) (brightest * (slope + noise));
        }
        return pixels;
    }
}
