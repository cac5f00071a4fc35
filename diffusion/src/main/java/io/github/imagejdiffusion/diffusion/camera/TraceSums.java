package io.github.imagejdiffusion.diffusion.camera;

import io.github.imagejdiffusion.diffusion.camera.ResidualTraces.Measure;
import java.util.Optional;

/**
 * Sums for least squares of the residual over the image's gradient, Laplacian and brightness, row by row. A pixel needs
 * its neighbours, so the first and last row and column do not count for the first two. Not thread-safe.
 */
final class TraceSums {

    private final NoiseModel noise;
    private final RegionSums regions;
    private final ResidualSums inGreyValues = new ResidualSums();
    private double step = 1;
    private final Line shiftX = new Line();
    private final Line shiftY = new Line();
    private final Line sharpness = new Line();
    private double excess;
    private double variance;
    private double sum;
    private Row above;
    private Row middle;

    /** @param residuals in units of the noise, NaN where they do not count */
    private record Row(float[] predicted, float[] residuals, float[] differences, double[] sigmas) {}

    /** A straight line through 0. */
    private static final class Line {

        private double products;
        private double squares;

        void add(double x, double y) {
            products += x * y;
            squares += x * x;
        }

        Measure slope() {
            return squares > 0
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
    void addRow(float[] predicted, float[] measured, float[] residuals, double[] sigmas) {
        if (above != null) {
            compare(middle, above.predicted, predicted);
        }
        float[] differences = new float[residuals.length];
        for (int x = 0; x < residuals.length; x++) {
            differences[x] = Float.isNaN(residuals[x]) ? Float.NaN : predicted[x] - measured[x];
            if (!Float.isNaN(residuals[x])) {
                excess += differences[x];
                sum += measured[x];
                step = measured[x] == Math.rint(measured[x]) ? step : 0;
                variance += sigmas[x] * sigmas[x];
            }
        }
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
                shiftX.add((at[x + 1] - at[x - 1]) / (2 * sigma), lacking);
                shiftY.add((below[x] - above[x]) / (2 * sigma), lacking);
                sharpness.add((at[x - 1] + at[x + 1] + above[x] + below[x] - 4.0 * at[x]) / sigma, lacking);
            }
        }
    }

    ResidualTraces traces() {
        regions.finish();
        Measure brightness = sum > 0
                ? new Measure(excess / sum, Math.sqrt(variance) / sum)
                : new Measure(0, Double.POSITIVE_INFINITY);
        return new ResidualTraces(
                shiftX.slope(),
                shiftY.slope(),
                sharpness.slope(),
                brightness,
                correlation(),
                regions.brightest(),
                regions.darkest(),
                regions.roughest(),
                step);
    }

    private double correlation() {
        ResidualSummary all = inGreyValues.summary(noise, Optional.empty());
        return Math.max(all.correlationX() - noise.correlationX(), all.correlationY() - noise.correlationY());
    }
}
