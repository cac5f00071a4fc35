package io.github.imagejdiffusion.batch.evaluate.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FourierTransformTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 31, 64, 97, 100, 129})
    void equalsTheDefinition(int length) {
        Random random = new Random(length);
        double[] re = random.doubles(length).toArray();
        double[] im = random.doubles(length).toArray();
        double[] foundRe = re.clone();
        double[] foundIm = im.clone();
        FourierTransform transform = new FourierTransform(length);
        transform.forward(new double[length], new double[length]);
        transform.forward(foundRe, foundIm);
        for (int k = 0; k < length; k++) {
            double sumRe = 0;
            double sumIm = 0;
            for (int j = 0; j < length; j++) {
                double angle = -2 * Math.PI * (j * k % length) / length;
                sumRe += re[j] * Math.cos(angle) - im[j] * Math.sin(angle);
                sumIm += re[j] * Math.sin(angle) + im[j] * Math.cos(angle);
            }
            assertEquals(sumRe, foundRe[k], 1e-12 * length, "real part " + k);
            assertEquals(sumIm, foundIm[k], 1e-12 * length, "imaginary part " + k);
        }
    }

    @Test
    void aWaveInAPlaneIsOneFrequency() {
        int width = 12;
        int height = 10;
        double[] re = new double[width * height];
        double[] im = new double[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double angle = 2 * Math.PI * (3.0 * x / width + 2.0 * y / height);
                re[y * width + x] = Math.cos(angle);
                im[y * width + x] = Math.sin(angle);
            }
        }
        FourierTransform.ofPlane(width, height, re, im);
        for (int i = 0; i < re.length; i++) {
            assertEquals(i == 2 * width + 3 ? re.length : 0, re[i], 1e-12 * re.length, "frequency " + i);
            assertEquals(0, im[i], 1e-12 * re.length, "frequency " + i);
        }
    }

    /** Lengths near 2^16, where the square of an index leaves the 32-bit range. */
    @Test
    void keepsItsDigitsOnLongLines() {
        int length = 65_537;
        double[] re = new double[length];
        double[] im = new double[length];
        re[length - 1] = 1;
        new FourierTransform(length).forward(re, im);
        for (int k = 0; k < length; k += 127) {
            assertEquals(Math.cos(2 * Math.PI * k / length), re[k], 1e-11);
            assertEquals(Math.sin(2 * Math.PI * k / length), im[k], 1e-11);
        }
    }
}
