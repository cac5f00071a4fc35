package io.github.imagejdiffusion.batch.evaluate.image;

/**
 * Fourier ring correlation of two planes: Nieuwenhuizen et al., "Measuring image resolution in optical nanoscopy",
 * Nature Methods 10 (2013):
 *
 * <p>FRC(q) = sum over the ring of F1 conj(F2) / sqrt(sum of |F1|^2 * sum of |F2|^2), real part.
 *
 * <p>Ring i holds the frequencies (u, v), in cycles per pixel, for which sqrt(u^2 + v^2) * n rounds to i, where n is the
 * shorter side of the plane; for a square plane that is the usual ring of width 1. As in the software of the paper, a
 * window falls to zero over the outer eighth of every side, or opposite edges, which do not meet, would correlate. The
 * mean is taken off first, or the window would show up as structure.
 *
 * <p>A curve of truth against prediction says up to which frequency the prediction carries the structure of the truth.
 * It does not see how strong that structure is: a blur that loses nothing to noise or rounding leaves it at 1.
 */
final class RingCorrelation {

    private static final double EDGE = 1 / 8.0;

    private RingCorrelation() {}

    /**
     * The curve. A sharp cut-off shows 1 to 3 rings late, because of the window.
     *
     * @param pair two planes, neither of them constant: of those, only rounding would be left to correlate
     * @return FRC of ring i at index i, from 0 (set to 1: both means are zero) to n / 2, -1 to 1
     */
    static double[] of(PlanePair pair) {
        return of(pair, 0, 0);
    }

    /**
     * The curve of two planes of which the second is displaced by a known part of a pixel.
     *
     * @param shiftX pixels by which the second shows what lies further right in the first
     * @param shiftY likewise, further down
     */
    static double[] of(PlanePair pair, double shiftX, double shiftY) {
        int width = pair.width();
        int height = pair.height();
        // Both planes are real, so that one complex transform holds the two.
        double[] re = windowed(pair.truth(), pair.truthMean(), width, height);
        double[] im = windowed(pair.prediction(), pair.predictionMean(), width, height);
        FourierTransform.ofPlane(width, height, re, im);
        int shorter = Math.min(width, height);
        double[] product = new double[shorter / 2 + 1];
        double[] truthPower = new double[product.length];
        double[] predictionPower = new double[product.length];
        for (int y = 0; y < height; y++) {
            double v = frequency(y, height);
            int mirroredRow = (height - y) % height * width;
            for (int x = 0; x < width; x++) {
                double u = frequency(x, width);
                int ring = (int) Math.rint(Math.sqrt(u * u + v * v) * shorter);
                if (ring < product.length) {
                    int i = y * width + x;
                    int mirrored = mirroredRow + (width - x) % width;
                    double truthRe = re[i] + re[mirrored];
                    double truthIm = im[i] - im[mirrored];
                    double predictionRe = im[i] + im[mirrored];
                    double predictionIm = re[mirrored] - re[i];
                    double angle = 2 * Math.PI * (u * shiftX + v * shiftY);
                    product[ring] += (truthRe * predictionRe + truthIm * predictionIm) * Math.cos(angle)
                            - (truthIm * predictionRe - truthRe * predictionIm) * Math.sin(angle);
                    truthPower[ring] += truthRe * truthRe + truthIm * truthIm;
                    predictionPower[ring] += predictionRe * predictionRe + predictionIm * predictionIm;
                }
            }
        }
        return curve(product, truthPower, predictionPower);
    }

    private static double[] curve(double[] product, double[] truthPower, double[] predictionPower) {
        double[] curve = new double[product.length];
        curve[0] = 1;
        for (int ring = 1; ring < curve.length; ring++) {
            double norm = Math.sqrt(truthPower[ring]) * Math.sqrt(predictionPower[ring]);
            curve[ring] = norm > 0 ? product[ring] / norm : 0;
        }
        return curve;
    }

    /** Without its mean, scaled to unit norm so that neither plane drowns in the rounding of the other, windowed. */
    private static double[] windowed(float[] values, double mean, int width, int height) {
        double squares = 0;
        for (float value : values) {
            squares += (value - mean) * (value - mean);
        }
        double scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
        double[] alongX = window(width);
        double[] alongY = window(height);
        double[] windowed = new double[values.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                windowed[i] = (values[i] - mean) * scale * alongX[x] * alongY[y];
            }
        }
        return windowed;
    }

    /** Tukey's window: 1 inside, half a cosine down over an eighth at each end. */
    private static double[] window(int length) {
        double[] window = new double[length];
        for (int i = 0; i < length; i++) {
            double fromEdge = (Math.min(i, length - 1 - i) + 0.5) / length;
            window[i] = fromEdge >= EDGE ? 1 : 0.5 - 0.5 * StrictMath.cos(Math.PI * fromEdge / EDGE);
        }
        return window;
    }

    private static double frequency(int index, int length) {
        return (index <= length / 2 ? index : index - length) / (double) length;
    }
}
