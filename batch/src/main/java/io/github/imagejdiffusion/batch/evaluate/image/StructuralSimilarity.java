package io.github.imagejdiffusion.batch.evaluate.image;

import java.util.OptionalDouble;

/**
 * Structural similarity: Wang, Bovik, Sheikh and Simoncelli, "Image quality assessment: from error visibility to
 * structural similarity", IEEE Trans. Image Processing 13 (2004), eq. 13, with the constants of the paper.
 *
 * <p>Local means, variances and the covariance are weighted by a Gaussian of sigma 1.5 on 11 x 11 pixels, variances are
 * divided by N and not N - 1, K1 = 0.01, K2 = 0.03, and the mean is taken over all places where the window fits in
 * whole. scikit-image gives the same number with {@code gaussian_weights=True, sigma=1.5, use_sample_covariance=False}.
 */
final class StructuralSimilarity {

    private static final int WINDOW = 11;
    private static final double SIGMA = 1.5;
    private static final double K1 = 0.01;
    private static final double K2 = 0.03;
    private static final double[] WEIGHTS = weights();

    private final PlanePair pair;
    private final double c1;
    private final double c2;

    private StructuralSimilarity(PlanePair pair, double range) {
        this.pair = pair;
        this.c1 = K1 * range * K1 * range;
        this.c2 = K2 * range * K2 * range;
    }

    /** The mean SSIM; empty for planes smaller than the window. */
    static OptionalDouble of(PlanePair pair, double range) {
        if (pair.width() < WINDOW || pair.height() < WINDOW) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(new StructuralSimilarity(pair, range).mean());
    }

    private double mean() {
        int columns = pair.width() - WINDOW + 1;
        int rows = pair.height() - WINDOW + 1;
        Moments moments = new Moments(pair.width());
        double sum = 0;
        for (int y = 0; y < rows; y++) {
            moments.gather(y);
            double ofRow = 0;
            for (int x = 0; x < columns; x++) {
                ofRow += moments.similarity(x);
            }
            sum += ofRow;
        }
        return sum / ((double) rows * columns);
    }

    /** Weighted sums down the columns of 11 rows; the window is separable, so that a second pass runs along x. */
    private final class Moments {

        private final double[] truth;
        private final double[] prediction;
        private final double[] truthSquared;
        private final double[] predictionSquared;
        private final double[] product;

        Moments(int width) {
            truth = new double[width];
            prediction = new double[width];
            truthSquared = new double[width];
            predictionSquared = new double[width];
            product = new double[width];
        }

        void gather(int top) {
            for (int x = 0; x < pair.width(); x++) {
                double t = 0;
                double p = 0;
                double tt = 0;
                double pp = 0;
                double tp = 0;
                int i = top * pair.width() + x;
                for (double weight : WEIGHTS) {
                    double a = pair.truth()[i];
                    double b = pair.prediction()[i];
                    t += weight * a;
                    p += weight * b;
                    tt += weight * a * a;
                    pp += weight * b * b;
                    tp += weight * a * b;
                    i += pair.width();
                }
                truth[x] = t;
                prediction[x] = p;
                truthSquared[x] = tt;
                predictionSquared[x] = pp;
                product[x] = tp;
            }
        }

        double similarity(int left) {
            double t = along(truth, left);
            double p = along(prediction, left);
            double truthVariance = along(truthSquared, left) - t * t;
            double predictionVariance = along(predictionSquared, left) - p * p;
            double covariance = along(product, left) - t * p;
            return (2 * t * p + c1)
                    * (2 * covariance + c2)
                    / ((t * t + p * p + c1) * (truthVariance + predictionVariance + c2));
        }

        private static double along(double[] values, int left) {
            double sum = 0;
            for (int i = 0; i < WINDOW; i++) {
                sum += WEIGHTS[i] * values[left + i];
            }
            return sum;
        }
    }

    private static double[] weights() {
        double[] weights = new double[WINDOW];
        double sum = 0;
        for (int i = 0; i < WINDOW; i++) {
            double distance = (i - WINDOW / 2) / SIGMA;
            weights[i] = StrictMath.exp(-distance * distance / 2);
            sum += weights[i];
        }
        for (int i = 0; i < WINDOW; i++) {
            weights[i] /= sum;
        }
        return weights;
    }
}
