package io.github.imagejdiffusion.diffusion.paired;

import io.github.imagejdiffusion.diffusion.DiffusionException;
import io.github.imagejdiffusion.diffusion.tensor.ElementLoop;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.function.IntToDoubleFunction;

/** Mean and standard deviation of runs, pixel by pixel. Sums in double: 16 bytes a pixel. Not thread-safe. */
public final class RunStatistics {

    private final double[] sum;
    private final double[] squares;
    private int runs;

    /** @param pixels of one run */
    public RunStatistics(int pixels) {
        sum = new double[pixels];
        squares = new double[pixels];
    }

    /** Adds N runs. @param draws [N,1,H,W] */
    public void add(Tensor draws) {
        float[] values = draws.data();
        ElementLoop.over(sum.length, (from, to) -> {
            for (int n = 0; n < draws.batch(); n++) {
                int at = draws.offset(n, 0);
                for (int i = from; i < to; i++) {
                    double v = values[at + i];
                    sum[i] += v;
                    squares[i] += v * v;
                }
            }
        });
        runs += draws.batch();
    }

    /** @throws DiffusionException if a run has NaN or infinite values */
    public float[] mean() {
        return checked(i -> sum[i] / runs);
    }

    /** Standard deviation, the sum of squares divided by the number of runs. */
    public float[] spread() {
        return checked(i -> {
            double mean = sum[i] / runs;
            return Math.sqrt(Math.max(0, squares[i] / runs - mean * mean));
        });
    }

    private float[] checked(IntToDoubleFunction value) {
        float[] out = new float[sum.length];
        ElementLoop.over(out.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                double v = value.applyAsDouble(i);
                if (!Double.isFinite(v)) {
                    throw new DiffusionException("the network returned " + v + "; the image may hold extreme values,"
                            + " such as 1e30 for missing pixels: replace them first");
                }
                out[i] = (float) v;
            }
        });
        return out;
    }
}
