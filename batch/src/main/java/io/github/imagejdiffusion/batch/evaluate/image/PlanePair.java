package io.github.imagejdiffusion.batch.evaluate.image;

import io.github.imagejdiffusion.batch.evaluate.metric.FloatMap;

/**
 * A true plane and its prediction, pixel by pixel.
 *
 * @param width      pixels along x
 * @param height     pixels along y
 * @param truth      row by row, {@code truth[y * width + x]}, finite; not copied, never written to
 * @param prediction likewise
 */
record PlanePair(int width, int height, float[] truth, float[] prediction) {

    /** @throws IllegalArgumentException if the two planes differ in size */
    static PlanePair of(FloatMap truth, FloatMap prediction) {
        if (truth.width() != prediction.width() || truth.height() != prediction.height()) {
            throw new IllegalArgumentException("planes differ in size: " + truth.width() + " x " + truth.height()
                    + " and " + prediction.width() + " x " + prediction.height());
        }
        return new PlanePair(truth.width(), truth.height(), truth.values(), prediction.values());
    }

    double truthMean() {
        return mean(truth);
    }

    double predictionMean() {
        return mean(prediction);
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
