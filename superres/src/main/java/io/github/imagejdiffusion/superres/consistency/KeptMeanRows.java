package io.github.imagejdiffusion.superres.consistency;

import io.github.imagejdiffusion.diffusion.block.PlaneReader;
import io.github.imagejdiffusion.diffusion.paired.RestorationSink;
import io.github.imagejdiffusion.diffusion.paired.RestoredRows;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.RealType;

/**
 * Gives a tiny plane the mean of its record, in place of back-projection. A plane of less than {@value #SIDE} pixels along a
 * side is nearly all border to the network, and has too few pixels to tell its noise or blur. Whole numbers end where their
 * type does, which takes more from one side than from the other; so all values are moved by the one amount with which the
 * mean is kept after that. Holds the plane until it is whole. Not thread-safe.
 */
public final class KeptMeanRows implements RestorationSink {

    /** Shorter sides, in coarse pixels, make a plane tiny: noise is measured on tiles of this size. */
    public static final int SIDE = 16;

    private final RandomAccessibleInterval<? extends RealType<?>> record;
    private final RestorationSink sink;
    private final BoundedMean range;
    private final float[] values;
    private float[] spread;
    private int filled;

    /**
     * @param record the coarse plane, 2-D (x, y)
     * @param sink takes the plane at once
     */
    public KeptMeanRows(RandomAccessibleInterval<? extends RealType<?>> record, int factor, RestorationSink sink) {
        RealType<?> type = record.getType();
        boolean whole = type instanceof IntegerType;
        this.record = record;
        this.sink = sink;
        this.range = new BoundedMean(
                whole ? (float) type.getMinValue() : Float.NEGATIVE_INFINITY,
                whole ? (float) type.getMaxValue() : Float.POSITIVE_INFINITY);
        this.values = new float
                [Math.toIntExact(Math.multiplyExact(record.dimension(0) * factor, record.dimension(1) * factor))];
    }

    /** Whether a plane is tiny. @param width in coarse pixels */
    public static boolean isTiny(long width, long height) {
        return Math.min(width, height) < SIDE;
    }

    @Override
    public void rows(RestoredRows rows) {
        System.arraycopy(rows.values(), 0, values, filled, rows.values().length);
        if (rows.spread() != null) {
            spread = spread == null ? new float[values.length] : spread;
            System.arraycopy(rows.spread(), 0, spread, filled, rows.spread().length);
        }
        filled += rows.values().length;
        if (filled == values.length) {
            keepMean();
            sink.rows(new RestoredRows(values, spread));
        }
    }

    private void keepMean() {
        float[] coarse = PlaneReader.read(record, new FinalInterval(record.dimension(0), record.dimension(1)));
        double mean = 0;
        for (float v : coarse) {
            mean += (double) v / coarse.length;
        }
        double shift = range.shift(values, mean);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) range.within(values[i] + shift);
        }
    }
}
