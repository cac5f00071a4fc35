package io.github.imagejdiffusion.diffusion.camera;

import io.github.imagejdiffusion.diffusion.camera.ResidualTraces.Measure;
import java.util.Optional;

/**
 * Sums for least squares of the residual over the image's gradient, Laplacian and brightness, row by row. A pixel needs
 * its neighbours, so the first and last row and column do not count for the first two. Not thread-safe.
 */
final class TraceSums {

    /** Weaker gradients are made by what noise is left. */
    private static final double LEAST_GRADIENT = 0.0015;

    private static final double LEAST_LAPLACIAN = 0.02;

    private static final double LEAST_SHARE = 0.25;

    private final NoiseModel noise;
    private final RegionSums regions;
    private final ResidualSums inGreyValues = new ResidualSums();
    private double step = 1;
    private final Line shiftX = new Line();
    private final Line shiftY = new Line();
    private final Line sharpness = new Line();
    private long all;
    private double excess;
    private double variance;
    private double sum;
    private Row above;
    private Row middle;

    /** @param residuals in units of the noise, NaN where they do not count */
    private record Row(float[] predicted, double[] residuals, double[] differences, double[] sigmas) {}

    /** A straight line through 0. */
    private static final class Line {

        private double products;
        private double squares;
        private long count;

        void add(double x, double y) {
            products += x * y;
            squares += x * x;
            count++;
        }

        /** @param least mean square, in variances of the noise, of what is told from noise */
        Measure slope(double least) {
            return squares > least * count
                    ? new Measure(products / squares, 1 / Math.sqrt(squares))
                    : new Measure(0, Double.POSITIVE_INFINITY);
        }
    }

    TraceSums(NoiseModel noise, int width) {
        this.noise = noise;
        regions = new RegionSums(noise, width);
    }

    void beginPlane() {
        regions.beginPlane();
        above = null;
        middle = null;
    }

    /** @param residuals NaN where they do not count; arrays are kept */
    void addRow(float[] predicted, float[] measured, double[] residuals, double[] sigmas) {
        if (above != null) {
            compare(middle, above.predicted, predicted);
        }
        // In double: the difference of two floats need not be one.
        double[] differences = new double[residuals.length];
        for (int x = 0; x < residuals.length; x++) {
            double difference = (double) predicted[x] - measured[x];
            differences[x] = Double.isNaN(residuals[x]) ? Double.NaN : difference;
            excess += difference;
            sum += Math.abs(measured[x]);
            variance += sigmas[x] * sigmas[x];
            step = measured[x] == Math.rint(measured[x]) ? step : 0;
        }
        all += residuals.length;
        regions.addRow(differences, sigmas);
        inGreyValues.addRow(differences, middle == null ? null : middle.differences);
        above = middle;
        middle = new Row(predicted, residuals, differences, sigmas);
    }

    private void compare(Row row, float[] above, float[] below) {
        float[] at = row.predicted;
        for (int x = 1; x + 1 < at.length; x++) {
            double lacking = -row.residuals[x];
            if (!Double.isNaN(lacking)) {
                double sigma = row.sigmas[x];
                shiftX.add(((double) at[x + 1] - at[x - 1]) / (2 * sigma), lacking);
                shiftY.add(((double) below[x] - above[x]) / (2 * sigma), lacking);
                sharpness.add(((double) at[x - 1] + at[x + 1] + above[x] + below[x] - 4.0 * at[x]) / sigma, lacking);
            }
        }
    }

    ResidualTraces traces() {
        regions.finish();
        Measure brightness = sum > 0
                ? new Measure(excess / sum, Math.sqrt(variance) / sum)
                : new Measure(0, Double.POSITIVE_INFINITY);
        return new ResidualTraces(
                shiftX.slope(LEAST_GRADIENT),
                shiftY.slope(LEAST_GRADIENT),
                sharpness(),
                brightness,
                correlation(),
                regions.brightest(),
                regions.darkest(),
                regions.roughest(),
                step);
    }

    /** Of pixels that count because they are bright, many are peaks: only where others count, too. */
    private Measure sharpness() {
        boolean sharper = sharpness.products > 0;
        return sharpness.slope(
                sharpness.count < LEAST_SHARE * all ? Double.POSITIVE_INFINITY : sharper ? LEAST_LAPLACIAN : 0);
    }

    private double correlation() {
        ResidualSummary all = inGreyValues.summary(noise, Optional.empty());
        return Math.max(all.correlationX() - noise.correlationX(), all.correlationY() - noise.correlationY());
    }
}
