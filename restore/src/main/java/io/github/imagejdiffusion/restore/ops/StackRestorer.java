package io.github.imagejdiffusion.restore.ops;

import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.paired.PlaneRestorer;
import io.github.imagejdiffusion.diffusion.planes.PlaneAddress;
import io.github.imagejdiffusion.diffusion.planes.PlaneStack;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import net.imglib2.Cursor;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Util;
import net.imglib2.view.Views;

/** Restores the planes of a stack as the command line does: same normalisation, same noise. */
final class StackRestorer {

    private StackRestorer() {}

    static <T extends RealType<T>> RandomAccessibleInterval<FloatType> restore(
            PlaneStack<T> stack, PlaneRestorer restorer) {
        Interval grid = stack.grid();
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
            restorer.restore(
                    stack.plane(i).get(0),
                    limits,
                    PlaneAddress.whole(i),
                    0,
                    ProgressListener.NONE,
                    rows -> write(rows.values(), target));
        }
        return Views.isZeroMin(grid) ? restored : Views.translate(restored, grid.minAsLongArray());
    }

    private static void write(float[] values, Cursor<FloatType> target) {
        for (float v : values) {
            target.next().set(v);
        }
    }
}
