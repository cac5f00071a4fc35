package io.github.imagejdiffusion.segdiff;

import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.planes.FrameStack;
import io.github.imagejdiffusion.diffusion.planes.PlaneAddress;
import io.github.imagejdiffusion.diffusion.planes.PlaneRange;
import io.github.imagejdiffusion.diffusion.planes.PlaneSource;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import java.util.List;
import java.util.function.Supplier;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * Segments chosen planes of an image with z and t, plane by plane. A plane's result does not depend on which others are
 * chosen: normalisation is over all z of its time point, and its noise goes by its place in the whole image.
 *
 * <p>Thread-safe if the source is. Deterministic as {@link SegDiff} is.
 */
public final class HyperstackSegmenter {

    private final SegDiff segDiff;
    private final SegDiffOptions options;

    public HyperstackSegmenter(SegDiff segDiff, SegDiffOptions options) {
        this.segDiff = segDiff;
        this.options = options;
    }

    /**
     * Segments plane by plane, t outermost.
     *
     * @param z planes within the source
     * @param t time points within the source
     * @param listener told after every network call; throws CancellationException to cancel
     * @param nextPlane asked for a sink before each plane
     * @throws IllegalArgumentException if planes do not fit options or model, or z or t is not within the source
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the network fails, or for NaN or infinite pixels
     * @throws java.util.concurrent.CancellationException if the listener throws it
     */
    public void segment(
            PlaneSource source,
            PlaneRange z,
            PlaneRange t,
            ProgressListener listener,
            Supplier<? extends SegmentationSink> nextPlane) {
        segment(new FrameLimits(segDiff, source), z, t, listener, nextPlane);
    }

    /**
     * As {@link #segment(PlaneSource, PlaneRange, PlaneRange, ProgressListener, Supplier)}, of planes whose normalisation
     * may be known.
     */
    public void segment(
            FrameLimits whole,
            PlaneRange z,
            PlaneRange t,
            ProgressListener listener,
            Supplier<? extends SegmentationSink> nextPlane) {
        segment(whole, null, z, t, listener, nextPlane);
    }

    /**
     * Segments a part of each plane, with the normalisation and the noise of the whole, see {@link SegDiff#segmentPart}.
     *
     * @param whole planes; otherwise as in {@link #segment(PlaneSource, PlaneRange, PlaneRange, ProgressListener,
     *     Supplier)}
     * @param part in pixels from the first of a plane, within it
     */
    public void segmentPart(
            FrameLimits whole,
            Interval part,
            PlaneRange z,
            PlaneRange t,
            ProgressListener listener,
            Supplier<? extends SegmentationSink> nextPlane) {
        segment(whole, part, z, t, listener, nextPlane);
    }

    /**
     * The normalisation of a time point, as its planes are segmented with.
     *
     * @param frame from 0
     * @throws io.github.imagejdiffusion.diffusion.normalise.InvalidPixelException for NaN or infinite pixels
     */
    public static List<PercentileLimits> limits(SegDiff segDiff, PlaneSource whole, int frame) {
        return new FrameLimits(segDiff, whole).of(frame);
    }

    private void segment(
            FrameLimits whole,
            Interval part,
            PlaneRange z,
            PlaneRange t,
            ProgressListener listener,
            Supplier<? extends SegmentationSink> nextPlane) {
        PlaneSource source = whole.whole();
        z.requireWithin(source.sizeZ(), "z planes");
        t.requireWithin(source.sizeT(), "time points");
        long planes = (long) z.size() * t.size();
        int done = 0;
        for (int frame = t.first() - 1; frame < t.last(); frame++) {
            List<List<? extends RandomAccessibleInterval<? extends RealType<?>>>> stack = FrameStack.of(source, frame);
            List<PercentileLimits> limits = whole.of(frame);
            for (int slice = z.first() - 1; slice < z.last(); slice++) {
                int before = done++;
                ProgressListener ofPlane =
                        (call, calls) -> listener.progressed(before * 1000L + call * 1000 / calls, planes * 1000L);
                PlaneToSegment plane = PlaneToSegment.of(stack.get(slice), limits)
                        .at(PlaneAddress.whole(frame * source.sizeZ() + slice));
                if (part == null) {
                    segDiff.segment(plane, options, ofPlane, nextPlane.get());
                } else {
                    segDiff.segmentPart(plane, part, options, ofPlane, nextPlane.get());
                }
            }
        }
    }
}
