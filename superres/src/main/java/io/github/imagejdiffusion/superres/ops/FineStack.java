package io.github.imagejdiffusion.superres.ops;

import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.paired.PlaneRestorer;
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

/** Super-resolves the planes of a stack as the command line does: same normalisation, same noise. */
final class FineStack {

    private FineStack() {}

    static <T extends RealType<T>> RandomAccessibleInterval<FloatType> of(
            PlaneStack<T> stack, int factor, PlaneRestorer restorer) {
        Interval grid = grid(stack.grid(), factor);
        Img<FloatType> fine =
                Util.getArrayOrCellImgFactory(grid, new FloatType()).create(grid);
        PlaneStack<FloatType> planes = new PlaneStack<>(fine, 1);
        PercentileLimits limits = null;
        for (int i = 0; i < stack.size(); i++) {
            if (i % stack.sizeZ() == 0) {
                limits = restorer.limits(stack.frame(i / stack.sizeZ()).stream()
                        .map(channels -> channels.get(0))
                        .toList());
            }
            Cursor<FloatType> target =
                    Views.flatIterable(planes.plane(i).get(0)).cursor();
            restorer.restore(
                    stack.plane(i).get(0),
                    limits,
                    PlaneAddress.whole(i),
                    0,
                    ProgressListener.NONE,
                    rows -> write(rows.values(), target));
        }
        return Views.isZeroMin(grid) ? fine : Views.translate(fine, grid.minAsLongArray());
    }

    /** Pixels have other places than in the input, so that x and y begin at 0; other dimensions keep their origin. */
    private static Interval grid(Interval coarse, int factor) {
        long[] min = coarse.minAsLongArray();
        long[] max = coarse.maxAsLongArray();
        for (int d = 0; d < 2; d++) {
            min[d] = 0;
            max[d] = Math.multiplyExact(coarse.dimension(d), factor) - 1;
        }
        return new FinalInterval(min, max);
    }

    private static void write(float[] values, Cursor<FloatType> target) {
        for (float v : values) {
            target.next().set(v);
        }
    }
}
