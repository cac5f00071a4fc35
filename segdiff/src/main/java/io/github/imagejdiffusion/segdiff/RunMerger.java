package io.github.imagejdiffusion.segdiff;

import io.github.imagejdiffusion.diffusion.DiffusionException;
import io.github.imagejdiffusion.diffusion.tensor.ElementLoop;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;

/**
 * Merges runs as SegDiff's code does: p = mean over runs of clamp((x + 1) / 2, 0, 1); the foreground is p above the
 * threshold, which for 0.5 equals the original's half-to-even rounding. Also keeps the mean of the distance channel, and
 * the spread of what parts objects: of the distance channel where there is one. Most mistakes are of separation, among
 * pixels that surely are foreground, so that the mask's spread does not see them. Not thread-safe; sums in double.
 */
final class RunMerger {

    private final int size;
    private final boolean withDistance;
    private Tensor single;
    private double[] sum;
    private double[] distance;
    /** Of the channel whose spread is kept, as values 0..1. */
    private double[] units;

    private double[] squares;
    private int runs;

    /**
     * Starts with no runs.
     *
     * @param size pixels of a block
     * @param withDistance whether channel 1 is a distance map
     */
    RunMerger(int size, boolean withDistance) {
        this.size = size;
        this.withDistance = withDistance;
    }

    /** Adds N runs. @param draws [N,K,H,W], channel 0 the mask in [-1,1]; not copied, not to be modified afterwards */
    void add(Tensor draws) {
        if (runs == 0 && draws.batch() == 1) {
            // One run is its own mean: the usual case needs no sums.
            single = draws;
            runs = 1;
            return;
        }
        if (sum == null) {
            sum = new double[size];
            squares = new double[size];
            distance = withDistance ? new double[size] : null;
            units = withDistance ? new double[size] : sum;
        }
        if (single != null) {
            sum(single);
            single = null;
        }
        sum(draws);
        runs += draws.batch();
    }

    private void sum(Tensor draws) {
        float[] values = draws.data();
        ElementLoop.over(size, (from, to) -> {
            for (int n = 0; n < draws.batch(); n++) {
                int mask = draws.offset(n, 0);
                if (distance == null) {
                    for (int i = from; i < to; i++) {
                        double p = unit(values[mask + i]);
                        sum[i] += p;
                        squares[i] += p * p;
                    }
                } else {
                    int offset = draws.offset(n, 1);
                    for (int i = from; i < to; i++) {
                        sum[i] += unit(values[mask + i]);
                        distance[i] += values[offset + i];
                        double d = unit(values[offset + i]);
                        units[i] += d;
                        squares[i] += d * d;
                    }
                }
            }
        });
    }

    private static double unit(float x) {
        return Math.min(1, Math.max(0, (x + 1.0) / 2));
    }

    /** Mean over runs, 0..1. @throws DiffusionException if a run has NaN */
    float[] probability() {
        if (single == null) {
            return mean(sum);
        }
        float[] values = single.data();
        int offset = single.offset(0, 0);
        return checked((out, from, to) -> {
            for (int i = from; i < to; i++) {
                // In float, which is faster: a sum rounded to double and then to float is the sum rounded to float.
                out[i] = Math.min(1, Math.max(0, (values[offset + i] + 1) / 2));
            }
        });
    }

    /** Mean distance map, or null. @throws DiffusionException if a run has NaN */
    float[] distance() {
        if (!withDistance) {
            return null;
        }
        if (single == null) {
            return mean(distance);
        }
        float[] values = single.data();
        int offset = single.offset(0, 1);
        return checked((out, from, to) -> System.arraycopy(values, offset + from, out, from, to - from));
    }

    /**
     * Standard deviation over runs (divided by n), 0..0.5, of the distance map as values (d + 1) / 2 in 0..1, or of the
     * probability where there is none. @throws DiffusionException if a run has NaN
     */
    float[] spread() {
        if (single != null) {
            return new float[size];
        }
        return checked((out, from, to) -> {
            for (int i = from; i < to; i++) {
                double mean = units[i] / runs;
                out[i] = (float) Math.sqrt(Math.max(0, squares[i] / runs - mean * mean));
            }
        });
    }

    private float[] mean(double[] values) {
        return checked((out, from, to) -> {
            for (int i = from; i < to; i++) {
                out[i] = (float) (values[i] / runs);
            }
        });
    }

    /** Sets some of the values. */
    @FunctionalInterface
    private interface Part {
        void fill(float[] out, int from, int to);
    }

    private float[] checked(Part part) {
        float[] out = new float[size];
        ElementLoop.over(size, (from, to) -> {
            part.fill(out, from, to);
            for (int i = from; i < to; i++) {
                if (Float.isNaN(out[i])) {
                    throw new DiffusionException(
                            "the network returned NaN; the image may hold extreme values, such as 1e30"
                                    + " for missing pixels: replace them first; or the network itself gives NaN, as"
                                    + " one in float16 may that was made for float32");
                }
            }
        });
        return out;
    }
}
