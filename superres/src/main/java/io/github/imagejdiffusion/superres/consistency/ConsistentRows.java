package io.github.imagejdiffusion.superres.consistency;

import io.github.imagejdiffusion.diffusion.block.PlaneReader;
import io.github.imagejdiffusion.diffusion.paired.RestorationSink;
import io.github.imagejdiffusion.diffusion.paired.RestoredRows;
import java.util.Arrays;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * Passes fine rows on with the means over coarse pixels that the record has, up to rounding: {@link BlockMeanGuide} holds
 * inside a block, but where two blocks are blended the means of both are kept only roughly. Not thread-safe.
 */
public final class ConsistentRows implements RestorationSink {

    private final RandomAccessibleInterval<? extends RealType<?>> record;
    private final int factor;
    private final RestorationSink sink;
    private final int width;
    private long done;
    private RestoredRows rest;

    /**
     * @param record the coarse plane, 2-D (x, y)
     * @param sink takes whole coarse rows' worth of fine rows
     */
    public ConsistentRows(RandomAccessibleInterval<? extends RealType<?>> record, int factor, RestorationSink sink) {
        this.record = record;
        this.factor = factor;
        this.sink = sink;
        this.width = Math.toIntExact(Math.multiplyExact(record.dimension(0), factor));
    }

    @Override
    public void rows(RestoredRows rows) {
        float[] values = joined(rest == null ? null : rest.values(), rows.values());
        float[] spread = joined(rest == null ? null : rest.spread(), rows.spread());
        int coarseRows = values.length / width / factor;
        int whole = coarseRows * factor * width;
        rest = whole == values.length ? null : part(values, spread, whole, values.length);
        if (coarseRows == 0) {
            return;
        }
        RestoredRows complete = part(values, spread, 0, whole);
        correct(complete.values(), coarseRows);
        done += coarseRows;
        sink.rows(complete);
    }

    private void correct(float[] values, int coarseRows) {
        int coarseWidth = width / factor;
        float[] means =
                PlaneReader.read(record, FinalInterval.createMinMax(0, done, coarseWidth - 1L, done + coarseRows - 1));
        for (int j = 0; j < coarseRows; j++) {
            for (int i = 0; i < coarseWidth; i++) {
                BlockMean.set(values, j * factor * width + i * factor, width, factor, means[j * coarseWidth + i]);
            }
        }
    }

    private static float[] joined(float[] before, float[] values) {
        if (before == null) {
            return values;
        }
        float[] joined = Arrays.copyOf(before, before.length + values.length);
        System.arraycopy(values, 0, joined, before.length, values.length);
        return joined;
    }

    /** A copy: rows that come are not to be modified. */
    private static RestoredRows part(float[] values, float[] spread, int from, int to) {
        return new RestoredRows(
                Arrays.copyOfRange(values, from, to), spread == null ? null : Arrays.copyOfRange(spread, from, to));
    }
}
