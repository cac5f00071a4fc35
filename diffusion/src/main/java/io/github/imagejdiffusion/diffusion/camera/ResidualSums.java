package io.github.imagejdiffusion.diffusion.camera;

import java.util.Optional;

/** Running sums of residuals and of products of neighbours; NaN stands for what does not count. Not thread-safe. */
final class ResidualSums {

    private long all;
    private long count;
    private double sum;
    private double squares;
    private long pairsX;
    private double productsX;
    private long pairsY;
    private double productsY;

    /** @param above the row before, or null */
    void addRow(double[] values, double[] above) {
        for (int x = 0; x < values.length; x++) {
            double v = values[x];
            all++;
            if (Double.isNaN(v)) {
                continue;
            }
            count++;
            sum += v;
            squares += v * v;
            if (x > 0 && !Double.isNaN(values[x - 1])) {
                pairsX++;
                productsX += v * values[x - 1];
            }
            if (above != null && !Double.isNaN(above[x])) {
                pairsY++;
                productsY += v * above[x];
            }
        }
    }

    ResidualSummary summary(NoiseModel noise, Optional<ResidualTraces> traces) {
        if (count == 0) {
            return new ResidualSummary(all, 0, 0, 0, 0, 0, noise, traces);
        }
        double mean = sum / count;
        double variance = Math.max(0, squares / count - mean * mean);
        return new ResidualSummary(
                all,
                count,
                mean,
                Math.sqrt(variance),
                correlation(productsX, pairsX, mean, variance),
                correlation(productsY, pairsY, mean, variance),
                noise,
                traces);
    }

    private static double correlation(double products, long pairs, double mean, double variance) {
        return pairs == 0 || variance == 0 ? 0 : (products / pairs - mean * mean) / variance;
    }
}
