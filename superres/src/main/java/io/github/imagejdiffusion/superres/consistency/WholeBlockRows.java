package io.github.imagejdiffusion.superres.consistency;

import io.github.imagejdiffusion.diffusion.block.PlaneReader;
import io.github.imagejdiffusion.diffusion.paired.RestorationSink;
import io.github.imagejdiffusion.diffusion.paired.RestoredRows;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * Passes fine rows on as whole numbers within the range of a pixel type, so that the mean over each coarse pixel is still
 * exactly that pixel: rounding each fine pixel by itself would change it. For what comes from {@link ConsistentRows}. Not
 * thread-safe.
 */
public final class WholeBlockRows implements RestorationSink {

    private final RandomAccessibleInterval<? extends RealType<?>> record;
    private final int factor;
    private final WholeNumbers numbers;
    private final RestorationSink sink;
    private final int width;
    private long done;

    /**
     * @param record the coarse plane, 2-D (x, y), of whole numbers within the range
     * @param lowest value of the type
     * @param highest value of the type, less than 2^24: floats hold whole numbers up to there
     * @param sink takes the rows
     */
    public WholeBlockRows(
            RandomAccessibleInterval<? extends RealType<?>> record,
            int factor,
            float lowest,
            float highest,
            RestorationSink sink) {
        this.record = record;
        this.factor = factor;
        this.numbers = new WholeNumbers(lowest, highest);
        this.sink = sink;
        this.width = Math.toIntExact(Math.multiplyExact(record.dimension(0), factor));
    }

    /** @param rows whole coarse rows' worth of fine rows; not modified */
    @Override
    public void rows(RestoredRows rows) {
        float[] values = rows.values().clone();
        int coarseWidth = width / factor;
        int coarseRows = values.length / width / factor;
        float[] means =
                PlaneReader.read(record, FinalInterval.createMinMax(0, done, coarseWidth - 1L, done + coarseRows - 1));
        float[] block = new float[factor * factor];
        for (int j = 0; j < coarseRows; j++) {
            for (int i = 0; i < coarseWidth; i++) {
                int first = j * factor * width + i * factor;
                copy(values, first, block, true);
                numbers.round(block, (double) means[j * coarseWidth + i] * block.length);
                copy(values, first, block, false);
            }
        }
        done += coarseRows;
        sink.rows(new RestoredRows(values, rows.spread()));
    }

    private void copy(float[] values, int first, float[] block, boolean toBlock) {
        for (int y = 0; y < factor; y++) {
            int at = first + y * width;
            if (toBlock) {
                System.arraycopy(values, at, block, y * factor, factor);
            } else {
                System.arraycopy(block, y * factor, values, at, factor);
            }
        }
    }
}
