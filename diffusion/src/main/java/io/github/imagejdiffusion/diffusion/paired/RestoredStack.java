package io.github.imagejdiffusion.diffusion.paired;

import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.planes.PlaneAddress;
import io.github.imagejdiffusion.diffusion.planes.PlaneStack;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import net.imglib2.Cursor;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Util;
import net.imglib2.view.Views;

/**
 * Restores the planes of a stack as the command line does: same normalisation, same noise. Stateless and thread-safe.
 * Deterministic, as the restorer is.
 */
public final class RestoredStack {

    private RestoredStack() {}

    /**
     * Restores every plane, in the order of the stack.
     *
     * @param factor by which the restorer's results are wider and higher than a plane, at least 1
     * @return in the units of the stack, held in memory, on its axes. Enlarged, x and y begin at 0, since pixels have
     *     other places than in the input; everything else has the origin of the stack
     * @throws IllegalArgumentException if the factor is below 1, or not that of the results
     * @throws RuntimeException what the restorer throws
     */
    public static <T extends RealType<T>> RandomAccessibleInterval<FloatType> of(
            PlaneStack<T> stack, int factor, PlaneRestorer restorer) {
        if (factor < 1) {
            throw new IllegalArgumentException("factor must be at least 1, but is " + factor);
        }
        Interval grid = factor == 1 ? stack.grid() : enlarged(stack.grid(), factor);
        Img<FloatType> restored =
                Util.getArrayOrCellImgFactory(grid, new FloatType()).create(grid);
        PlaneStack<FloatType> planes = new PlaneStack<>(restored, 1);
        PercentileLimits limits = null;
        for (int i = 0; i < stack.size(); i++) {
            if (i % stack.sizeZ() == 0) {
                limits = restorer.limits(stack.frame(i / stack.sizeZ()).stream()
                        .map(channels -> channels.get(0))
                        .toList());
            }
            Cursor<FloatType> target =
                    Views.flatIterable(planes.plane(i).get(0)).cursor();
            PlaneToRestore plane =
                    PlaneToRestore.of(stack.plane(i).get(0), limits).at(PlaneAddress.whole(i));
            restorer.restore(plane, ProgressListener.NONE, rows -> write(rows.values(), target, factor));
            requireSize(!target.hasNext(), factor);
        }
        return Views.isZeroMin(grid) ? restored : Views.translate(restored, grid.minAsLongArray());
    }

    private static Interval enlarged(Interval coarse, int factor) {
        long[] min = coarse.minAsLongArray();
        long[] max = coarse.maxAsLongArray();
        for (int d = 0; d < 2; d++) {
            min[d] = 0;
            max[d] = Math.multiplyExact(coarse.dimension(d), factor) - 1;
        }
        return new FinalInterval(min, max);
    }

    private static void write(float[] values, Cursor<FloatType> target, int factor) {
        for (float v : values) {
            requireSize(target.hasNext(), factor);
            target.next().set(v);
        }
    }

    private static void requireSize(boolean right, int factor) {
        if (!right) {
            throw new IllegalArgumentException(
                    "the restorer's results are not " + factor + " times as wide and high as a plane");
        }
    }
}
