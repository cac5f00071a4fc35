package io.github.imagejdiffusion.batch.evaluate.image;

/**
 * Discrete Fourier transform of a length that is a power of two: Cooley and Tukey (1965), iterative, radix 2.
 *
 * <p>Immutable and thread-safe.
 */
final class PowerOfTwoTransform {

    private final int length;
    private final double[] cosines;
    private final double[] sines;

    /** @param length a power of two, at least 1 */
    PowerOfTwoTransform(int length) {
        this.length = length;
        this.cosines = new double[length / 2];
        this.sines = new double[length / 2];
        for (int i = 0; i < length / 2; i++) {
            double angle = 2 * Math.PI * i / length;
            cosines[i] = StrictMath.cos(angle);
            sines[i] = StrictMath.sin(angle);
        }
    }

    int length() {
        return length;
    }

    /** X[k] = sum over j of x[j] exp(-2 pi i j k / length), in place. */
    void forward(double[] re, double[] im) {
        reverseBits(re, im);
        for (int half = 1; half < length; half *= 2) {
            int stride = length / (2 * half);
            for (int start = 0; start < length; start += 2 * half) {
                for (int j = 0; j < half; j++) {
                    int low = start + j;
                    int high = low + half;
                    double cosine = cosines[j * stride];
                    double sine = sines[j * stride];
                    double turnedRe = re[high] * cosine + im[high] * sine;
                    double turnedIm = im[high] * cosine - re[high] * sine;
                    re[high] = re[low] - turnedRe;
                    im[high] = im[low] - turnedIm;
                    re[low] += turnedRe;
                    im[low] += turnedIm;
                }
            }
        }
    }

    /** The inverse without its factor 1 / length: with real and imaginary part swapped, it is the forward transform. */
    void unscaledInverse(double[] re, double[] im) {
        forward(im, re);
    }

    private void reverseBits(double[] re, double[] im) {
        int reversed = 0;
        for (int i = 1; i < length; i++) {
            int bit = length / 2;
            while ((reversed & bit) != 0) {
                reversed ^= bit;
                bit /= 2;
            }
            reversed |= bit;
            if (i < reversed) {
                swap(re, i, reversed);
                swap(im, i, reversed);
            }
        }
    }

    private static void swap(double[] values, int i, int j) {
        double value = values[i];
        values[i] = values[j];
        values[j] = value;
    }
}
