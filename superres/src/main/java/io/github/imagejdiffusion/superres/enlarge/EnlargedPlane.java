package io.github.imagejdiffusion.superres.enlarge;

import io.github.imagejdiffusion.diffusion.block.PlaneReader;
import io.github.imagejdiffusion.diffusion.paired.ConditionPlane;
import java.util.stream.IntStream;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * A plane at factor times its width and height by cubic interpolation (Keys 1981, a = -0.5), computed where it is asked
 * for. Pixel centres lie at (i + 0.5) / factor - 0.5 of the coarse grid; the coarse plane is mirrored at its edges, the
 * edge pixel repeated. Sums in double in a fixed order, rounded once: a pixel does not depend on the part that it is asked
 * for with. Values may lie outside of the range of the coarse ones.
 *
 * <p>Immutable; thread-safe if the plane is.
 */
public final class EnlargedPlane implements ConditionPlane {

    private static final int TAPS = 4;

    private final RandomAccessibleInterval<? extends RealType<?>> coarse;
    private final int factor;
    private final double[][] weights;
    private final int[] firsts;

    /**
     * @param coarse 2-D (x, y), any origin; read when asked for
     * @param factor at least 1
     */
    public EnlargedPlane(RandomAccessibleInterval<? extends RealType<?>> coarse, int factor) {
        this.coarse = coarse;
        this.factor = factor;
        this.weights = new double[factor][TAPS];
        this.firsts = new int[factor];
        for (int phase = 0; phase < factor; phase++) {
            double centre = (phase + 0.5) / factor - 0.5;
            firsts[phase] = (int) Math.floor(centre) - 1;
            for (int k = 0; k < TAPS; k++) {
                weights[phase][k] = keys(Math.abs(centre - (firsts[phase] + k)));
            }
        }
    }

    private static double keys(double d) {
        if (d <= 1) {
            return (1.5 * d - 2.5) * d * d + 1;
        }
        return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
    }

    @Override
    public long width() {
        return Math.multiplyExact(coarse.dimension(0), factor);
    }

    @Override
    public long height() {
        return Math.multiplyExact(coarse.dimension(1), factor);
    }

    @Override
    public float[] read(Interval region) {
        Interval needed = needed(region);
        float[] values = PlaneReader.read(coarse, needed);
        int width = Math.toIntExact(region.dimension(0));
        int height = Math.toIntExact(region.dimension(1));
        float[] out = new float[Math.multiplyExact(width, height)];
        IntStream.range(0, height).parallel().forEach(row -> {
            double[] line = line(values, (int) needed.dimension(0), region.min(1) + row, needed.min(1));
            for (int column = 0; column < width; column++) {
                out[row * width + column] = (float) across(line, region.min(0) + column, needed.min(0));
            }
        });
        return out;
    }

    private Interval needed(Interval region) {
        long[] min = new long[2];
        long[] max = new long[2];
        for (int d = 0; d < 2; d++) {
            min[d] = first(region.min(d));
            max[d] = first(region.max(d)) + TAPS - 1;
        }
        return new FinalInterval(min, max);
    }

    /** The coarse pixel of the first tap of a fine one. */
    private long first(long fine) {
        return Math.floorDiv(fine, factor) + firsts[Math.floorMod(fine, factor)];
    }

    /** One fine row over coarse columns. */
    private double[] line(float[] values, int width, long y, long top) {
        double[] of = weights[Math.floorMod(y, factor)];
        int from = (int) (first(y) - top) * width;
        double[] line = new double[width];
        for (int x = 0; x < width; x++) {
            double sum = 0;
            for (int k = 0; k < TAPS; k++) {
                sum += of[k] * values[from + k * width + x];
            }
            line[x] = sum;
        }
        return line;
    }

    private double across(double[] line, long x, long left) {
        double[] of = weights[Math.floorMod(x, factor)];
        int from = (int) (first(x) - left);
        double sum = 0;
        for (int k = 0; k < TAPS; k++) {
            sum += of[k] * line[from + k];
        }
        return sum;
    }
}
