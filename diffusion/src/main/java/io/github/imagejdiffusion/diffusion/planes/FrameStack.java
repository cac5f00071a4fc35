package io.github.imagejdiffusion.diffusion.planes;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.util.Intervals;

/**
 * Every z plane of a time point, each with its channels. Each is looked at several times, for the normalisation and then
 * for the work: kept in memory if that is little, else read anew every time it is asked for.
 */
public final class FrameStack {

    /** Pixels of a stack that is read only once. */
    private static final long MOST_IN_MEMORY = 1L << 26;

    private FrameStack() {}

    /** @param frame time point, from 0 */
    public static List<List<? extends RandomAccessibleInterval<? extends RealType<?>>>> of(
            PlaneSource source, int frame) {
        List<List<? extends RandomAccessibleInterval<? extends RealType<?>>>> onDemand = new AbstractList<>() {
            @Override
            public List<? extends RandomAccessibleInterval<? extends RealType<?>>> get(int slice) {
                return source.plane(slice, frame);
            }

            @Override
            public int size() {
                return source.sizeZ();
            }
        };
        if (source.sizeZ() == 1) {
            return new ArrayList<>(onDemand);
        }
        List<? extends Interval> first = onDemand.get(0);
        boolean fits = Intervals.numElements(first.get(0)) * first.size() * source.sizeZ() <= MOST_IN_MEMORY;
        return fits ? new ArrayList<>(onDemand) : onDemand;
    }
}
