package io.github.imagejdiffusion.diffusion.paired;

import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.planes.PlaneAddress;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * A method of restoration with its options: what is done to each plane of each channel. Thread-safe. Deterministic: equal
 * plane, limits, place and channel give equal bits on one CPU type and one ONNX Runtime build.
 */
public interface PlaneRestorer {

    /**
     * The normalisation of one channel at one time point: percentiles over all its planes.
     *
     * @param planes each (x, y); each is asked for several times, one after the other
     * @throws io.github.imagejdiffusion.diffusion.normalise.InvalidPixelException for NaN or infinite pixels
     */
    PercentileLimits limits(List<? extends RandomAccessibleInterval<? extends RealType<?>>> planes);

    /**
     * As {@link #limits(List)}, for methods that know of more planes of this place.
     *
     * @param channel of the source, from 0
     * @param frame time point, from 0
     */
    default PercentileLimits limits(
            List<? extends RandomAccessibleInterval<? extends RealType<?>>> planes, int channel, int frame) {
        return limits(planes);
    }

    /**
     * Restores one plane.
     *
     * @param plane 2-D (x, y), any type; not modified
     * @param limits of its stack, see {@link #limits}
     * @param place in the source: planes of one stack get different noise
     * @param channel of the source, from 0
     * @param listener told after every network call; throws CancellationException to cancel
     * @param sink takes the result, in the units of the plane
     * @throws IllegalArgumentException if the plane does not fit the options
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the network fails, or the plane does not fit the
     *     method
     * @throws java.util.concurrent.CancellationException if the listener throws it
     */
    void restore(
            RandomAccessibleInterval<? extends RealType<?>> plane,
            PercentileLimits limits,
            PlaneAddress place,
            int channel,
            ProgressListener listener,
            RestorationSink sink);
}
