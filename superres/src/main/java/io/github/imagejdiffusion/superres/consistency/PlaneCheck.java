package io.github.imagejdiffusion.superres.consistency;

import io.github.imagejdiffusion.diffusion.block.PlaneReader;
import java.util.Arrays;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * One plane of a {@link ConsistencyCheck}. Rows are held until the blur can be fitted, which is when all have come or
 * there are so many that the memory is needed elsewhere; from there on they pass. Not thread-safe.
 */
public final class PlaneCheck {

    private final RandomAccessibleInterval<? extends RealType<?>> record;
    private final int factor;
    private final ConsistencyCheck check;
    private final int mostHeld;
    private final Comparison comparison;
    private final int width;
    private final long height;
    private float[] held = {};
    private int count;
    private RecordStream stream;
    private long compared;

    /** Takes whole coarse rows. */
    @FunctionalInterface
    interface Comparison {
        void compare(float[] predicted, float[] measured);
    }

    PlaneCheck(
            RandomAccessibleInterval<? extends RealType<?>> record,
            int factor,
            ConsistencyCheck check,
            int mostHeld,
            Comparison comparison) {
        this.record = record;
        this.factor = factor;
        this.check = check;
        this.mostHeld = mostHeld;
        this.comparison = comparison;
        this.width = Math.toIntExact(record.dimension(0) * factor);
        this.height = record.dimension(1) * factor;
    }

    /** Takes the next whole fine rows, in grey values, from the top; not modified. */
    public void rows(float[] fine) {
        if (stream != null) {
            compare(stream.add(fine));
            return;
        }
        hold(fine);
        if (count == width * height || count >= mostHeld) {
            float[] rows = Arrays.copyOf(held, count);
            held = null;
            stream = new RecordStream(check.model(part(rows)), width, height);
            compare(stream.add(rows));
        }
    }

    private void hold(float[] fine) {
        int needed = Math.addExact(count, fine.length);
        if (needed > held.length) {
            long room = Math.min(2L * held.length, mostHeld);
            held = Arrays.copyOf(held, (int) Math.max(needed, room));
        }
        System.arraycopy(fine, 0, held, count, fine.length);
        count = needed;
    }

    private ResolvedPart part(float[] rows) {
        long coarseRows = rows.length / width / factor;
        return new ResolvedPart(factor, width / factor, record.dimension(1), measured(0, coarseRows), rows);
    }

    private void compare(float[] predicted) {
        if (predicted.length > 0) {
            long rows = predicted.length / record.dimension(0);
            comparison.compare(predicted, measured(compared, compared + rows));
            compared += rows;
        }
    }

    private float[] measured(long from, long to) {
        return PlaneReader.read(record, FinalInterval.createMinMax(0, from, record.dimension(0) - 1, to - 1));
    }
}
