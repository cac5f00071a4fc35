package io.github.imagejdiffusion.batch.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.SampleImages;
import io.github.imagejdiffusion.formats.PixelType;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole numbers of a few photons, by the bundled model: intensity is kept as long as nothing is rounded. */
class PhotonCountsTest {

    private static final int SIZE = 160;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"UINT8, 0.3", "UINT16, 0.3", "UINT8, 1", "UINT16, 2"})
    void meanAndGroundAreKept(PixelType type, double ground) {
        float[] counts = counts(ground);
        Path input = SampleImages.plane(folder.resolve("a.tif"), SIZE, SIZE, type, counts);
        float[] floats = denoised(input);
        assertEquals(1, mean(floats, 0, SIZE) / mean(counts, 0, SIZE), 0.01);
        assertEquals(1, mean(floats, 0, SIZE / 2) / mean(counts, 0, SIZE / 2), 0.03, "the empty half");
        float[] rounded = denoised(input, "--pixel-type", "input");
        if (ground < 0.5) {
            assertEquals(0, mean(rounded, 0, SIZE / 2), 0.01, "rounding takes the ground away");
            double error = squares(floats, ground);
            assertTrue(error < 0.5 * squares(rounded, ground), "error " + error);
        }
    }

    private float[] denoised(Path input, String... more) {
        Object[] usual = {"restore", input, "-o", folder.resolve("out"), "--task", "denoise"};
        Object[] all = new Object[usual.length + more.length];
        System.arraycopy(usual, 0, all, 0, usual.length);
        System.arraycopy(more, 0, all, usual.length, more.length);
        CommandRun.of(all).assertDone();
        return (float[]) IJ.openImage(folder.resolve("out/a_restored.tif").toString())
                .getProcessor()
                .convertToFloatProcessor()
                .getPixels();
    }

    /** What is there in the mean: ground, and in the right half soft spots of 8 photons. */
    private static double expected(int x, int y, double ground) {
        double dx = x % 20 - 10;
        double dy = y % 20 - 10;
        return ground + (x < SIZE / 2 ? 0 : 8 * Math.exp(-(dx * dx + dy * dy) / (2 * 3 * 3)));
    }

    private static float[] counts(double ground) {
        Random random = new Random(1);
        float[] counts = new float[SIZE * SIZE];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = poisson(expected(i % SIZE, i / SIZE, ground), random);
        }
        return counts;
    }

    /** By multiplying uniform numbers until e^-mean is reached. */
    private static int poisson(double mean, Random random) {
        int count = -1;
        for (double product = 1; product > Math.exp(-mean); product *= random.nextDouble()) {
            count++;
        }
        return count;
    }

    private static double mean(float[] pixels, int left, int right) {
        double sum = 0;
        for (int y = 0; y < SIZE; y++) {
            for (int x = left; x < right; x++) {
                sum += pixels[y * SIZE + x];
            }
        }
        return sum / (SIZE * (right - left));
    }

    private static double squares(float[] pixels, double ground) {
        double sum = 0;
        for (int i = 0; i < pixels.length; i++) {
            double d = pixels[i] - expected(i % SIZE, i / SIZE, ground);
            sum += d * d;
        }
        return sum / pixels.length;
    }
}
