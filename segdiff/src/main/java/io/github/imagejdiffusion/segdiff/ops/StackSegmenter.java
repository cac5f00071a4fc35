package io.github.imagejdiffusion.segdiff.ops;

import io.github.imagejdiffusion.diffusion.block.PlaneReader;
import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.segdiff.SegDiff;
import io.github.imagejdiffusion.segdiff.SegDiffOptions;
import io.github.imagejdiffusion.segdiff.Segmentation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.imglib2.Cursor;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Util;
import net.imglib2.view.Views;

/** Segments the planes of a stack as the command line does: same normalisation, same noise, ids that run on. */
final class StackSegmenter<T extends RealType<T>> {

    private final PlaneStack<T> stack;
    private final SegDiff segDiff;
    private final SegDiffOptions options;
    private final Map<Integer, List<PercentileLimits>> limitsOfFrames = new ConcurrentHashMap<>();

    StackSegmenter(PlaneStack<T> stack, SegDiff segDiff, SegDiffOptions options) {
        this.stack = stack;
        this.segDiff = segDiff;
        this.options = options;
    }

    /** All labels; not lazy, as the ids of a plane depend on how many objects all planes before it have. */
    RandomAccessibleInterval<IntType> labels() {
        Img<IntType> labels =
                Util.getArrayOrCellImgFactory(stack.grid(), new IntType()).create(stack.grid());
        PlaneStack<IntType> planes = new PlaneStack<>(labels, 1);
        int last = 0;
        for (int i = 0; i < stack.size(); i++) {
            last = copyAbove(last, segment(i).labelImage(), planes.plane(i).get(0));
        }
        return onGrid(labels, stack.grid());
    }

    /** All probabilities. */
    RandomAccessibleInterval<FloatType> probability() {
        Img<FloatType> all =
                Util.getArrayOrCellImgFactory(stack.grid(), new FloatType()).create(stack.grid());
        PlaneStack<FloatType> planes = new PlaneStack<>(all, 1);
        for (int i = 0; i < stack.size(); i++) {
            Cursor<FloatType> from =
                    Views.flatIterable(segment(i).probabilityImage()).cursor();
            Views.flatIterable(planes.plane(i).get(0)).forEach(pixel -> pixel.set(from.next()));
        }
        return onGrid(all, stack.grid());
    }

    /** Probabilities that are computed plane by plane when they are read. */
    RandomAccessibleInterval<FloatType> lazyProbability() {
        Img<FloatType> lazy = LazyPlanes.image(stack.grid(), i -> {
            RandomAccessibleInterval<FloatType> plane = segment(i).probabilityImage();
            return PlaneReader.read(plane, plane);
        });
        return onGrid(lazy, stack.grid());
    }

    private Segmentation segment(int plane) {
        List<PercentileLimits> limits =
                limitsOfFrames.computeIfAbsent(plane / stack.sizeZ(), frame -> segDiff.limits(stack.frame(frame)));
        return segDiff.segment(stack.plane(plane), limits, plane, options, ProgressListener.NONE);
    }

    /** @return the highest id so far */
    private static int copyAbove(
            int last, RandomAccessibleInterval<IntType> from, RandomAccessibleInterval<IntType> to) {
        int highest = last;
        Cursor<IntType> source = Views.flatIterable(from).cursor();
        for (IntType pixel : Views.flatIterable(to)) {
            int label = source.next().get();
            if (label > 0) {
                int id = Math.addExact(last, label);
                pixel.set(id);
                highest = Math.max(highest, id);
            }
        }
        return highest;
    }

    private static <P> RandomAccessibleInterval<P> onGrid(Img<P> image, Interval grid) {
        return Views.isZeroMin(grid) ? image : Views.translate(image, grid.minAsLongArray());
    }
}
