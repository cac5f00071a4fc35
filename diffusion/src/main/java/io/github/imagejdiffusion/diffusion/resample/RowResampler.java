package io.github.imagejdiffusion.diffusion.resample;

import java.util.Arrays;
import net.imglib2.FinalInterval;

/**
 * Resamples a plane whose rows arrive bit by bit, giving out each row as soon as it is known: the rows of
 * {@link LinearResampler#resample}, bit for bit. Holds only the rows that are still needed. Not thread-safe.
 */
public final class RowResampler {

    private final LinearResampler resampler;
    private final int width;
    private final int toWidth;
    private final int toHeight;
    private float[] held = new float[0];
    private int heldFrom;
    private int heldRows;
    private int next;

    /** Between two sizes. @throws IllegalArgumentException if one is below 1 */
    public RowResampler(int width, int height, int toWidth, int toHeight) {
        this.resampler = new LinearResampler(width, height, toWidth, toHeight);
        this.width = width;
        this.toWidth = toWidth;
        this.toHeight = toHeight;
    }

    /**
     * Takes the next rows.
     *
     * @param rows whole rows, row-major; handed through where both sizes are equal
     * @return the output rows that have become known, possibly none
     * @throws IllegalArgumentException if these are not whole rows
     */
    public float[] add(float[] rows) {
        if (rows.length % width != 0) {
            throw new IllegalArgumentException(rows.length + " values are no whole rows of " + width);
        }
        if (resampler.isIdentity()) {
            return rows;
        }
        hold(resampler.alongRows(rows, width, rows.length / width, new FinalInterval(toWidth, toHeight)));
        AxisKernel kernel = resampler.vertical();
        int end = next;
        while (end < toHeight && kernel.last(end) < heldFrom + heldRows) {
            end++;
        }
        float[] out = new float[Math.multiplyExact(end - next, toWidth)];
        double[] sum = new double[toWidth];
        for (int i = next; i < end; i++) {
            resampler.sumRows(held, heldFrom, i, sum);
            for (int k = 0; k < toWidth; k++) {
                out[(i - next) * toWidth + k] = (float) sum[k];
            }
        }
        next = end;
        if (next < toHeight) {
            forget(kernel.first(next));
        }
        return out;
    }

    private void hold(float[] rows) {
        int at = heldRows * toWidth;
        held = Arrays.copyOf(held, Math.addExact(at, rows.length));
        System.arraycopy(rows, 0, held, at, rows.length);
        heldRows += rows.length / toWidth;
    }

    private void forget(int before) {
        int drop = Math.min(heldRows, Math.max(0, before - heldFrom));
        held = Arrays.copyOfRange(held, drop * toWidth, heldRows * toWidth);
        heldFrom += drop;
        heldRows -= drop;
    }
}
