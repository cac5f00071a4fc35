package io.github.imagejdiffusion.segdiff.ops;

import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.planes.PlaneAddress;
import io.github.imagejdiffusion.diffusion.planes.PlaneStack;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.segdiff.PlaneToSegment;
import io.github.imagejdiffusion.segdiff.SegDiff;
import io.github.imagejdiffusion.segdiff.SegDiffOptions;
import io.github.imagejdiffusion.segdiff.SegmentationSink;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.NativeType;
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
        Img<IntType> labels = create(new IntType());
        PlaneStack<IntType> planes = new PlaneStack<>(labels, 1);
        int objects = 0;
        for (int i = 0; i < stack.size(); i++) {
            LabelWriter writer = new LabelWriter(planes.plane(i).get(0), objects);
            segment(i, writer);
            objects = writer.highestId();
        }
        return onGrid(labels);
    }

    /** All probabilities. */
    RandomAccessibleInterval<FloatType> probability() {
        Img<FloatType> probability = create(new FloatType());
        PlaneStack<FloatType> planes = new PlaneStack<>(probability, 1);
        for (int i = 0; i < stack.size(); i++) {
            segment(i, new ProbabilityWriter(planes.plane(i).get(0)));
        }
        return onGrid(probability);
    }

    /**
     * Probabilities that are computed plane by plane when they are read.
     *
     * @throws IllegalArgumentException if a plane is too large for one cell
     */
    RandomAccessibleInterval<FloatType> lazyProbability() {
        long width = stack.grid().dimension(0);
        long height = stack.grid().dimension(1);
        if (height > LazyPlanes.LARGEST / width) {
            throw new IllegalArgumentException("a plane of " + width + " x " + height + " pixels is too large to be"
                    + " computed when it is read; crop it, or give the model by name to have all computed at once");
        }
        return onGrid(LazyPlanes.image(stack.grid(), i -> {
            float[] pixels = new float[(int) (width * height)];
            segment(i, new ProbabilityWriter(ArrayImgs.floats(pixels, width, height)));
            return pixels;
        }));
    }

    private void segment(int plane, SegmentationSink sink) {
        List<PercentileLimits> limits =
                limitsOfFrames.computeIfAbsent(plane / stack.sizeZ(), frame -> segDiff.limits(stack.frame(frame)));
        PlaneToSegment input = PlaneToSegment.of(stack.plane(plane), limits).at(PlaneAddress.whole(plane));
        segDiff.segment(input, options, ProgressListener.NONE, sink);
    }

    private <P extends NativeType<P>> Img<P> create(P type) {
        return Util.getArrayOrCellImgFactory(stack.grid(), type).create(stack.grid());
    }

    private <P> RandomAccessibleInterval<P> onGrid(Img<P> image) {
        Interval grid = stack.grid();
        return Views.isZeroMin(grid) ? image : Views.translate(image, grid.minAsLongArray());
    }
}
