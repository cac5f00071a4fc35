package io.github.imagejdiffusion.diffusion.resample;

import java.util.Arrays;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;

/**
 * Separable linear resampling of a plane, whole or by regions; every region has the bits of the whole. Enlarging
 * interpolates; shrinking stretches the triangle kernel by the factor, so nothing aliases (the rule of MATLAB's imresize
 * and of Pillow). Pixel centres lie at u = (i + 0.5) / scale - 0.5; weights are renormalised at the edges. Sums are
 * taken in double, in a fixed order: same bits on every machine. Immutable, thread-safe.
 */
public final class LinearResampler {

    private final AxisKernel x;
    private final AxisKernel y;

    /**
     * Between two sizes.
     *
     * @throws IllegalArgumentException if a size is below 1
     */
    public LinearResampler(int width, int height, int toWidth, int toHeight) {
        if (width < 1 || height < 1 || toWidth < 1 || toHeight < 1) {
            throw new IllegalArgumentException(
                    "cannot resample " + width + " x " + height + " to " + toWidth + " x " + toHeight);
        }
        this.x = new AxisKernel(width, toWidth);
        this.y = new AxisKernel(height, toHeight);
    }

    /**
     * Resamples one plane.
     *
     * @param plane row-major; not modified
     * @param width of the plane
     * @param height of the plane
     * @param toWidth of the result, at least 1
     * @param toHeight of the result, at least 1
     * @return a new row-major plane; the same values if the sizes are equal
     * @throws IllegalArgumentException if the sizes do not fit the array, are below 1, or give 2^31 pixels or more
     */
    public static float[] resample(float[] plane, int width, int height, int toWidth, int toHeight) {
        if (plane.length != (long) width * height
                || plane.length == 0
                || toWidth < 1
                || toHeight < 1
                || !fits(toWidth, height)
                || !fits(toWidth, toHeight)) {
            throw new IllegalArgumentException("cannot resample " + width + " x " + height + " (" + plane.length
                    + " values) to " + toWidth + " x " + toHeight);
        }
        LinearResampler resampler = new LinearResampler(width, height, toWidth, toHeight);
        Interval all = new FinalInterval(toWidth, toHeight);
        return resampler.isIdentity() ? plane.clone() : resampler.region(plane, all);
    }

    /** Whether both sizes are equal, so that nothing is to be done. */
    public boolean isIdentity() {
        return x.inSize() == x.outSize() && y.inSize() == y.outSize();
    }

    /** The input pixels that a region of the output is made of. */
    public Interval source(Interval region) {
        return new FinalInterval(
                new long[] {x.first((int) region.min(0)), y.first((int) region.min(1))},
                new long[] {x.last((int) region.max(0)), y.last((int) region.max(1))});
    }

    /**
     * Makes one region of the output.
     *
     * @param values of {@link #source} of that region, row-major; not modified
     * @param region (x, y) in pixels of the output, within it
     * @return row-major; a new array
     * @throws IllegalArgumentException if there are more or fewer values
     */
    public float[] region(float[] values, Interval region) {
        Interval source = source(region);
        int rows = (int) source.dimension(1);
        int columns = Math.toIntExact(region.dimension(0));
        if (values.length != source.dimension(0) * rows || !fits(columns, rows)) {
            throw new IllegalArgumentException(values.length + " values for " + source.dimension(0) + " x " + rows);
        }
        float[] stretched = alongRows(values, (int) source.dimension(0), rows, region);
        return alongColumns(stretched, columns, (int) source.min(1), region);
    }

    AxisKernel vertical() {
        return y;
    }

    private static boolean fits(int width, int height) {
        return (long) width * height <= Integer.MAX_VALUE - 8;
    }

    /** Rows of input values that begin where the source of the region does -> rows as wide as the region. */
    float[] alongRows(float[] values, int width, int rows, Interval region) {
        int min = (int) region.min(0);
        int columns = (int) region.dimension(0);
        int origin = x.first(min);
        float[] out = new float[rows * columns];
        for (int i = 0; i < columns; i++) {
            double[] weights = x.weights(min + i);
            int first = x.first(min + i) - origin;
            for (int row = 0; row < rows; row++) {
                double sum = 0;
                int at = row * width + first;
                for (double w : weights) {
                    sum += w * values[at++];
                }
                out[row * columns + i] = (float) sum;
            }
        }
        return out;
    }

    private float[] alongColumns(float[] rows, int columns, int firstRow, Interval region) {
        int min = (int) region.min(1);
        int count = Math.toIntExact(region.dimension(1));
        float[] out = new float[Math.multiplyExact(count, columns)];
        double[] sum = new double[columns];
        for (int i = 0; i < count; i++) {
            sumRows(rows, firstRow, min + i, sum);
            for (int k = 0; k < columns; k++) {
                out[i * columns + k] = (float) sum[k];
            }
        }
        return out;
    }

    /** Sets {@code sum} to output row i, from rows of which the first is input row {@code firstRow}. */
    void sumRows(float[] rows, int firstRow, int i, double[] sum) {
        Arrays.fill(sum, 0);
        double[] weights = y.weights(i);
        int at = (y.first(i) - firstRow) * sum.length;
        for (double w : weights) {
            for (int k = 0; k < sum.length; k++) {
                sum[k] += w * rows[at++];
            }
        }
    }
}
