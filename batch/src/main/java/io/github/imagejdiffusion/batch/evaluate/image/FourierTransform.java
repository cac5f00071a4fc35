package io.github.imagejdiffusion.batch.evaluate.image;

import java.util.Arrays;

/**
 * Discrete Fourier transform of any length, in O(n log n): Bluestein, "A linear filtering approach to the computation of
 * discrete Fourier transform", IEEE Trans. Audio Electroacoustics 18 (1970). Since jk = (j^2 + k^2 - (k - j)^2) / 2, the
 * transform is a convolution with a chirp, and that is done at a power of two.
 *
 * <p>Written here because the class path has no such transform, and one curve per plane does not justify another
 * library. Not thread-safe: it has room to work in.
 */
final class FourierTransform {

    private final int length;
    private final PowerOfTwoTransform inner;
    private final double[] chirpRe;
    private final double[] chirpIm;
    private final double[] filterRe;
    private final double[] filterIm;
    private final double[] re;
    private final double[] im;

    /** @param length at least 1, at most 2^29 */
    FourierTransform(int length) {
        this.length = length;
        boolean direct = Integer.bitCount(length) == 1;
        this.inner = new PowerOfTwoTransform(direct ? length : Integer.highestOneBit(2 * length - 1) * 2);
        int room = direct ? 0 : inner.length();
        this.chirpRe = new double[direct ? 0 : length];
        this.chirpIm = new double[chirpRe.length];
        this.filterRe = new double[room];
        this.filterIm = new double[room];
        this.re = new double[room];
        this.im = new double[room];
        if (!direct) {
            makeChirp();
        }
    }

    private void makeChirp() {
        for (int k = 0; k < length; k++) {
            // The square is taken modulo the period, or its angle would lose digits.
            double angle = Math.PI * ((long) k * k % (2L * length)) / length;
            chirpRe[k] = StrictMath.cos(angle);
            chirpIm[k] = -StrictMath.sin(angle);
            int mirrored = (filterRe.length - k) % filterRe.length;
            filterRe[k] = chirpRe[k];
            filterIm[k] = -chirpIm[k];
            filterRe[mirrored] = chirpRe[k];
            filterIm[mirrored] = -chirpIm[k];
        }
        inner.forward(filterRe, filterIm);
    }

    /** X[k] = sum over j of x[j] exp(-2 pi i j k / length), in place. */
    void forward(double[] valuesRe, double[] valuesIm) {
        if (re.length == 0) {
            inner.forward(valuesRe, valuesIm);
            return;
        }
        Arrays.fill(re, 0);
        Arrays.fill(im, 0);
        for (int k = 0; k < length; k++) {
            re[k] = valuesRe[k] * chirpRe[k] - valuesIm[k] * chirpIm[k];
            im[k] = valuesRe[k] * chirpIm[k] + valuesIm[k] * chirpRe[k];
        }
        inner.forward(re, im);
        for (int k = 0; k < re.length; k++) {
            double product = re[k] * filterRe[k] - im[k] * filterIm[k];
            im[k] = re[k] * filterIm[k] + im[k] * filterRe[k];
            re[k] = product;
        }
        inner.unscaledInverse(re, im);
        for (int k = 0; k < length; k++) {
            valuesRe[k] = (re[k] * chirpRe[k] - im[k] * chirpIm[k]) / re.length;
            valuesIm[k] = (re[k] * chirpIm[k] + im[k] * chirpRe[k]) / re.length;
        }
    }

    /** Transforms a plane, row by row in one array each for real and imaginary part: all rows, then all columns. */
    static void ofPlane(int width, int height, double[] re, double[] im) {
        transformLines(new FourierTransform(width), width, height, 1, width, re, im);
        transformLines(new FourierTransform(height), height, width, width, 1, re, im);
    }

    private static void transformLines(
            FourierTransform transform, int length, int lines, int step, int lineStep, double[] re, double[] im) {
        double[] lineRe = new double[length];
        double[] lineIm = new double[length];
        for (int line = 0; line < lines; line++) {
            for (int i = 0, at = line * lineStep; i < length; i++, at += step) {
                lineRe[i] = re[at];
                lineIm[i] = im[at];
            }
            transform.forward(lineRe, lineIm);
            for (int i = 0, at = line * lineStep; i < length; i++, at += step) {
                re[at] = lineRe[i];
                im[at] = lineIm[i];
            }
        }
    }
}
