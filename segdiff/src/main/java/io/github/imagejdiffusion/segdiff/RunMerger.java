package io.github.imagejdiffusion.segdiff;

import io.github.imagejdiffusion.diffusion.DiffusionException;
import io.github.imagejdiffusion.diffusion.tensor.ElementLoop;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;

/**
 * Merges runs as SegDiff's code does: p = mean over runs of clamp((x + 1) / 2, 0, 1); the foreground is p above the
 * threshold, which for 0.5 equals the original's half-to-even rounding. Also keeps the spread and the mean of the
 * distance channel. Not thread-safe; sums in double.
 */
final class RunMerger {

    private final int size;
    private final double[] sum;
    private final double[] squares;
    private final double[] distance;
    private int runs;

    /**
     * Starts with no runs.
     *
     * @param size pixels of a block
     * @param withDistance whether channel 1 is a distance map
     */
    RunMerger(int size, boolean withDistance) {
        this.size = size;
        this.sum = new double[size];
        this.squares = new double[size];
        this.distance = withDistance ? new double[size] : null;
    }

    /** Adds N runs. @param draws [N,K,H,W], channel 0 the mask in [-1,1] */
    void add(Tensor draws) {
        float[] values = draws.data();
        ElementLoop.over(size, (from, to) -> {
            for (int n = 0; n < draws.batch(); n++) {
                int mask = draws.offset(n, 0);
                for (int i = from; i < to; i++) {
                    double q = Math.min(1, Math.max(0, (values[mask + i] + 1.0) / 2));
                    sum[i] += q;
                    squares[i] += q * q;
                }
                if (distance != null) {
                    int offset = draws.offset(n, 1);
                    for (int i = from; i < to; i++) {
                        distance[i] += values[offset + i];
                    }
                }
            }
        });
        runs += draws.batch();
    }

    /** Mean over runs, 0..1. @throws DiffusionException if a run has NaN */
    float[] probability() {
        return mean(sum);
    }

    /** Mean distance map, or null. @throws DiffusionException if a run has NaN */
    float[] distance() {
        return distance == null ? null : mean(distance);
    }

    /** Standard deviation over runs (divided by n), 0..0.5. */
    float[] spread() {
        float[] out = new float[size];
        ElementLoop.over(size, (from, to) -> {
            for (int i = from; i < to; i++) {
                double mean = sum[i] / runs;
                out[i] = (float) Math.sqrt(Math.max(0, squares[i] / runs - mean * mean));
            }
        });
        return out;
    }

    private float[] mean(double[] values) {
        float[] out = new float[size];
        ElementLoop.over(size, (from, to) -> {
            for (int i = from; i < to; i++) {
                if (Double.isNaN(values[i])) {
                    throw new DiffusionException(
                            "the network returned NaN; the image may hold extreme values, such as 1e30"
                                    + " for missing pixels: replace them first");
                }
                out[i] = (float) (values[i] / runs);
            }
        });
        return out;
    }
}
