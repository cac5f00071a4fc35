package io.github.imagejdiffusion.batch.evaluate.metric;

import java.util.List;
import java.util.Optional;

/**
 * How well foreground probabilities keep their promise where it matters: within {@value #EDGE_DISTANCE} pixels of a true
 * or predicted foreground edge. Deep background and the middle of objects are easy, and would hide every fault. Immutable.
 */
public final class Calibration {

    /** Largest Euclidean distance to an edge pixel, in pixels. */
    static final int EDGE_DISTANCE = 8;

    /** Number of bins of the ECE, that of Guo et al. 2017; bin k holds k/15 <= p < (k+1)/15, the last also p = 1. */
    static final int BINS = 15;

    private final double[] excess;
    private final double squares;
    private final long pixels;

    /** @param excess for each bin the sum of p - y over its pixels; kept */
    private Calibration(double[] excess, double squares, long pixels) {
        this.excess = excess;
        this.squares = squares;
        this.pixels = pixels;
    }

    /**
     * Of one plane.
     *
     * @param probability probability of foreground, 0 to 1
     * @return empty if there is no foreground edge
     * @throws IllegalArgumentException if sizes differ or a probability near an edge lies outside 0 to 1
     */
    static Optional<Calibration> of(FloatMap probability, LabelImage truth, LabelImage prediction) {
        PlaneSize.requireSame(truth, probability.width(), probability.height());
        boolean[] band = EdgeBand.around(truth, prediction, EDGE_DISTANCE);
        double[] excess = new double[BINS];
        double squares = 0;
        int pixels = 0;
        for (int i = 0; i < band.length; i++) {
            if (band[i]) {
                double p = probability.values()[i];
                if (!(p >= 0 && p <= 1)) {
                    throw new IllegalArgumentException("probability " + p + " lies outside 0 to 1");
                }
                double difference = p - (truth.labels()[i] != 0 ? 1 : 0);
                int bin = Math.min((int) (p * BINS), BINS - 1);
                excess[bin] += difference;
                squares += difference * difference;
                pixels++;
            }
        }
        return pixels == 0 ? Optional.empty() : Optional.of(new Calibration(excess, squares, pixels));
    }

    /** Of the pixels of several planes or images together. @return empty if there are none */
    public static Optional<Calibration> pooled(List<Calibration> parts) {
        double[] excess = new double[BINS];
        double squares = 0;
        long pixels = 0;
        for (Calibration part : parts) {
            for (int bin = 0; bin < BINS; bin++) {
                excess[bin] += part.excess[bin];
            }
            squares += part.squares;
            pixels += part.pixels;
        }
        return pixels == 0 ? Optional.empty() : Optional.of(new Calibration(excess, squares, pixels));
    }

    /**
     * ECE (Naeini, Cooper, Hauskrecht 2015; Guo et al. 2017, equation 3): {@value #BINS} bins of equal width over p, sum
     * over bins of (share of pixels) * |mean p - share of true foreground|; 0 is best.
     */
    public double expectedError() {
        double sum = 0;
        // (count / n) * |mean p - mean y| of a bin is |sum of (p - y)| / n: the counts cancel.
        for (double binExcess : excess) {
            sum += Math.abs(binExcess);
        }
        return sum / pixels;
    }

    /** Mean of (p - y)^2, y = 1 in true foreground and 0 elsewhere (Brier 1950); 0 is best, p = 0.5 gives 0.25. */
    public double brier() {
        return squares / pixels;
    }

    /** Number of pixels that were judged. */
    public long pixels() {
        return pixels;
    }
}
