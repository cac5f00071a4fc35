package io.github.imagejdiffusion.diffusion.camera;

/** Running sums of residuals and of products of neighbours; NaN stands for what does not count. Not thread-safe. */
final class ResidualSums {

    private long count;
    private double sum;
    private double squares;
    private long pairsX;
    private double productsX;
    private long pairsY;
    private double productsY;

    /** @param above the row before, or null */
    void addRow(float[] values, int at, int width, float[] above) {
        for (int x = 0; x < width; x++) {
            double v = values[at + x];
            if (Double.isNaN(v)) {
                continue;
            }
            count++;
            sum += v;
            squares += v * v;
            if (x > 0 && !Float.isNaN(values[at + x - 1])) {
                pairsX++;
                productsX += v * values[at + x - 1];
            }
            if (above != null && !Float.isNaN(above[x])) {
                pairsY++;
                productsY += v * above[x];
            }
        }
    }

    ResidualSummary summary(NoiseModel noise) {
        if (count == 0) {
            return new ResidualSummary(0, 0, 0, 0, 0, noise);
        }
        double mean = sum / count;
        double variance = Math.max(0, squares / count - mean * mean);
        return new ResidualSummary(
                count,
                mean,
                Math.sqrt(variance),
                correlation(productsX, pairsX, mean, variance),
                correlation(productsY, pairsY, mean, variance),
                noise);
    }

    private static double correlation(double products, long pairs, double mean, double variance) {
        return pairs == 0 || variance == 0 ? 0 : (products / pairs - mean * mean) / variance;
    }
}
