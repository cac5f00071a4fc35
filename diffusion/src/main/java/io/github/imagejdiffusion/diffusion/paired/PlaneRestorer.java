package io.github.imagejdiffusion.diffusion.paired;

import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * A method of restoration with its options: what is done to each plane of each channel. Thread-safe. Deterministic: equal
 * plane, limits, place and channel give equal bits on one CPU type and one ONNX Runtime build.
 */
public interface PlaneRestorer {

    /** What is done to a plane, as {@link PlaneRestorer#restore} describes it. */
    @FunctionalInterface
    interface Method {

        void restore(PlaneToRestore plane, ProgressListener listener, RestorationSink sink);
    }

    /**
     * A method whose planes are normalised as the model's package asks for.
     *
     * @param model not owned
     * @param method with its options
     */
    static PlaneRestorer of(DiffusionModel model, Method method) {
        return new PlaneRestorer() {
            @Override
            public PercentileLimits limits(List<? extends RandomAccessibleInterval<? extends RealType<?>>> planes) {
                return model.limits(planes);
            }

            @Override
            public void restore(PlaneToRestore plane, ProgressListener listener, RestorationSink sink) {
                method.restore(plane, listener, sink);
            }
        };
    }

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
     * @param plane with the {@link #limits} of its stack
     * @param listener told after every network call; throws CancellationException to cancel
     * @param sink takes the result, in the units of the plane
     * @throws IllegalArgumentException if the plane does not fit the options
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the network fails, or the plane does not fit the
     *     method
     * @throws java.util.concurrent.CancellationException if the listener throws it
     */
    void restore(PlaneToRestore plane, ProgressListener listener, RestorationSink sink);
}
