package io.github.imagejdiffusion.batch.evaluate.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpectralBlurTest {

    private static final int SIZE = 192;

    @ParameterizedTest
    @CsvSource({"0.4,0", "0.8,0", "1.5,0", "0.4,0.05", "0.8,0.05"})
    void theBlurOfAFractalIsFound(double sigma, double noise) {
        float[] image = fractal(sigma);
        double strength = noise * deviation(image);
        Random random = new Random(2);
        for (int i = 0; i < image.length; i++) {
            image[i] += (float) (strength * random.nextGaussian());
        }
        assertEquals(
                sigma,
                SpectralBlur.sigma(SIZE, SIZE, image, strength * strength).orElseThrow(),
                0.12);
    }

    @Test
    void noiseSmallAndConstantImagesHaveNone() {
        float[] noise = Pictures.noise(SIZE, SIZE, 3).values();
        assertEquals(OptionalDouble.empty(), SpectralBlur.sigma(SIZE, SIZE, noise, 100));
        assertEquals(OptionalDouble.empty(), SpectralBlur.sigma(SIZE, SIZE, new float[SIZE * SIZE], 0));
        assertEquals(OptionalDouble.empty(), SpectralBlur.sigma(63, 100, new float[6300], 0));
        assertTrue(SpectralBlur.sigma(SIZE, SIZE, noise, 0).orElseThrow() < 0.1);
    }

    /** Power f^-2.5, seen by pixels and through a Gaussian. */
    private static float[] fractal(double sigma) {
        Random random = new Random(1);
        double[] re = new double[SIZE * SIZE];
        double[] im = new double[SIZE * SIZE];
        for (int i = 0; i < re.length; i++) {
            double u = frequency(i % SIZE);
            double v = frequency(i / SIZE);
            double f = Math.max(Math.hypot(u, v), 0.5 / SIZE);
            double amplitude = Math.pow(f, -1.25)
                    * Math.exp(-2 * Math.PI * Math.PI * sigma * sigma * f * f)
                    * Math.sin(Math.PI * f)
                    / (Math.PI * f);
            re[i] = amplitude * random.nextGaussian();
            im[i] = amplitude * random.nextGaussian();
        }
        FourierTransform.ofPlane(SIZE, SIZE, re, im);
        float[] image = new float[re.length];
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) re[i];
        }
        return image;
    }

    private static double frequency(int index) {
        return (index <= SIZE / 2 ? index : index - SIZE) / (double) SIZE;
    }

    private static double deviation(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares / values.length);
    }
}
