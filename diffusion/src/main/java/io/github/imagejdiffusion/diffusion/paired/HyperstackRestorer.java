package io.github.imagejdiffusion.diffusion.paired;

import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.planes.FrameStack;
import io.github.imagejdiffusion.diffusion.planes.PlaneAddress;
import io.github.imagejdiffusion.diffusion.planes.PlaneRange;
import io.github.imagejdiffusion.diffusion.planes.PlaneSource;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * Restores chosen planes of an image with channels, z and t, plane by plane and each channel on its own. A plane's result
 * does not depend on which others are chosen: normalisation is over all z of its time point, and its noise goes by its
 * place in the whole image.
 *
 * <p>Thread-safe if the source is. Deterministic as the {@link PlaneRestorer} is.
 */
public final class HyperstackRestorer {

    private final PlaneRestorer restorer;

    public HyperstackRestorer(PlaneRestorer restorer) {
        this.restorer = restorer;
    }

    /** Asked for a sink before each plane. */
    @FunctionalInterface
    public interface PlaneSinks {

        /**
         * @param input the plane that is about to be restored
         * @param channel index among the source's channels, from 0
         * @param z from 0
         * @param t from 0
         */
        RestorationSink next(RandomAccessibleInterval<? extends RealType<?>> input, int channel, int z, int t);
    }

    /**
     * Restores plane by plane, t outermost, channels innermost.
     *
     * @param z planes within the source
     * @param t time points within the source
     * @param listener told after every network call; throws CancellationException to cancel
     * @throws IllegalArgumentException if planes do not fit the options, or z or t is not within the source
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the network fails, or for NaN or infinite pixels
     * @throws java.util.concurrent.CancellationException if the listener throws it
     */
    public void restore(PlaneSource source, PlaneRange z, PlaneRange t, ProgressListener listener, PlaneSinks sinks) {
        z.requireWithin(source.sizeZ(), "z planes");
        t.requireWithin(source.sizeT(), "time points");
        long planes = (long) z.size() * t.size();
        long done = 0;
        for (int frame = t.first() - 1; frame < t.last(); frame++) {
            List<List<? extends RandomAccessibleInterval<? extends RealType<?>>>> stack = FrameStack.of(source, frame);
            List<PercentileLimits> limits = limits(source, stack, frame);
            for (int slice = z.first() - 1; slice < z.last(); slice++) {
                List<? extends RandomAccessibleInterval<? extends RealType<?>>> channels = stack.get(slice);
                PlaneAddress place = PlaneAddress.whole(frame * source.sizeZ() + slice);
                for (int c = 0; c < channels.size(); c++) {
                    long before = done++;
                    long total = planes * channels.size() * 1000L;
                    ProgressListener ofPlane =
                            (call, calls) -> listener.progressed(before * 1000L + call * 1000 / calls, total);
                    RestorationSink sink = sinks.next(channels.get(c), c, slice, frame);
                    PlaneToRestore plane = new PlaneToRestore(channels.get(c), limits.get(c), place, source.channel(c));
                    restorer.restore(plane, ofPlane, sink);
                }
            }
        }
    }

    private List<PercentileLimits> limits(
            PlaneSource source,
            List<List<? extends RandomAccessibleInterval<? extends RealType<?>>>> stack,
            int frame) {
        List<PercentileLimits> limits = new ArrayList<>();
        int channels = stack.get(0).size();
        for (int c = 0; c < channels; c++) {
            limits.add(restorer.limits(channel(stack, c), source.channel(c), frame));
        }
        return limits;
    }

    /** A view, so that planes which are read when asked for need not be held all at once. */
    private static List<RandomAccessibleInterval<? extends RealType<?>>> channel(
            List<List<? extends RandomAccessibleInterval<? extends RealType<?>>>> stack, int channel) {
        return new AbstractList<>() {
            @Override
            public RandomAccessibleInterval<? extends RealType<?>> get(int slice) {
                return stack.get(slice).get(channel);
            }

            @Override
            public int size() {
                return stack.size();
            }
        };
    }
}
