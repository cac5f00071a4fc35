package io.github.imagejdiffusion.diffusion.camera;

/**
 * A line through variances at intensities, variance = slope * mean + intercept, that does not follow the ones that
 * structure has made too large. Not thread-safe.
 */
final class VarianceLine {

    private static final int ROUNDS = 30;

    /** Relative excess over the line from which a variance counts less. */
    private static final double BELIEVED_EXCESS = 0.1;

    /** A slope must be so many times its own error to be told from none. */
    private static final double SURE = 3;

    private final double[] means;
    private final double[] variances;
    private final double[] weights;
    private double slope;
    private double intercept;

    /** @param weights of relative errors: 1 / (relative error)^2 */
    VarianceLine(double[] means, double[] variances, double[] weights) {
        this.means = means;
        this.variances = variances;
        this.weights = weights;
        fit();
    }

    double slope() {
        return slope;
    }

    double intercept() {
        return intercept;
    }

    private void fit() {
        double[] fitted = variances.clone();
        for (int round = 0; round < ROUNDS; round++) {
            boolean sloped = solve(fitted);
            for (int i = 0; i < means.length; i++) {
                fitted[i] = Math.max(slope * means[i] + intercept, smallest() / 4);
            }
            if (!sloped) {
                return;
            }
        }
    }

    /** Weighted least squares. @return whether there is a slope */
    private boolean solve(double[] expected) {
        double sum = 0;
        double x = 0;
        double y = 0;
        double[] w = new double[means.length];
        for (int i = 0; i < w.length; i++) {
            double excess = variances[i] / expected[i] - 1;
            w[i] = weights[i] / (expected[i] * expected[i]) * Math.min(1, BELIEVED_EXCESS / Math.max(excess, 1e-9));
            sum += w[i];
            x += w[i] * means[i];
            y += w[i] * variances[i];
        }
        double xx = 0;
        double xy = 0;
        for (int i = 0; i < w.length; i++) {
            xx += w[i] * (means[i] - x / sum) * (means[i] - x / sum);
            xy += w[i] * (means[i] - x / sum) * (variances[i] - y / sum);
        }
        boolean sloped = xx > 0 && xy / xx > SURE / Math.sqrt(xx);
        slope = sloped ? xy / xx : 0;
        intercept = (y - slope * x) / sum;
        return sloped;
    }

    private double smallest() {
        double least = Double.POSITIVE_INFINITY;
        for (double v : variances) {
            least = Math.min(least, v);
        }
        return least;
    }
}
