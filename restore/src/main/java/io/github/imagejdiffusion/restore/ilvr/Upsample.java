package io.github.imagejdiffusion.restore.ilvr;

import io.github.imagejdiffusion.diffusion.block.PlaneReader;
import io.github.imagejdiffusion.diffusion.model.config.DiffusionConfig;
import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.paired.PlaneRestorer;
import io.github.imagejdiffusion.diffusion.paired.Restoration;
import io.github.imagejdiffusion.diffusion.paired.RestorationCollector;
import io.github.imagejdiffusion.diffusion.paired.RestorationSink;
import io.github.imagejdiffusion.diffusion.paired.RestoredRows;
import io.github.imagejdiffusion.diffusion.planes.PlaneAddress;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import java.util.List;
import java.util.Objects;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;

/**
 * Enlarges planes by the factor N of the options, with a model of clean images: {@link Ilvr} with the smoothly enlarged plane
 * as reference. What is finer than a pixel of the plane is the model's invention; what is coarser is the plane's, noise
 * included.
 *
 * <p>Reference and result agree with the plane: the means of N x N pixels are its pixels, up to rounding. ILVR alone leaves
 * them off by the difference between its filter and a camera's pixel, which matters most for N = 2 (0.2 to 1.1 dB), and all
 * the more where the last steps are not guided.
 *
 * <p>Pixel (0,0) of the plane becomes pixels (0,0) to (N-1,N-1). Thread-safe and deterministic as {@link Ilvr} is, and
 * likewise in memory whole, enlarged.
 */
public final class Upsample {

    private static final int ENLARGEMENT = 4;

    private final Ilvr ilvr;

    public Upsample(Ilvr ilvr) {
        this.ilvr = Objects.requireNonNull(ilvr, "ilvr");
    }

    /** Options as {@link Ilvr#defaults()}, with N = 4. */
    public IlvrOptions.Builder defaults() {
        return ilvr.defaults().factor(ENLARGEMENT);
    }

    /** As {@link #defaults()}, of a model that is not open. */
    public static IlvrOptions.Builder defaults(DiffusionConfig config) {
        return Ilvr.defaults(config).factor(ENLARGEMENT);
    }

    /** What a reader of the results must know: what is the image's and what the model's. One line. */
    public String caveat(IlvrOptions options) {
        // However the reference is noised, intensities are fitted to the plane at last.
        return ilvr.invented(options);
    }

    /** Enlargement by these options, for stacks. Sinks get rows that are N times as long, and N times as many. */
    public PlaneRestorer with(IlvrOptions options) {
        return new Planes(this, options);
    }

    private record Planes(Upsample upsample, IlvrOptions options) implements PlaneRestorer {

        @Override
        public PercentileLimits limits(List<? extends RandomAccessibleInterval<? extends RealType<?>>> planes) {
            return upsample.ilvr.limits(planes);
        }

        @Override
        public void restore(
                RandomAccessibleInterval<? extends RealType<?>> plane,
                PercentileLimits limits,
                PlaneAddress place,
                int channel,
                ProgressListener listener,
                RestorationSink sink) {
            upsample.enlarge(plane, limits, place, channel, options, listener, sink);
        }
    }

    /**
     * Enlarges one 2-D image (x, y), normalised by itself.
     *
     * @throws IllegalArgumentException if the image is not 2-D, or a side of the result is longer than 16,384 pixels
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException as for the method that takes a sink, or for NaN or
     *     infinite pixels
     */
    public <T extends RealType<T>> Restoration enlarge(RandomAccessibleInterval<T> image, IlvrOptions options) {
        int n = options.factor();
        int width = PlaneMemory.side(image, 0);
        int height = PlaneMemory.side(image, 1);
        PlaneMemory.requireSides((long) n * width, (long) n * height);
        RestorationCollector collector = new RestorationCollector(n * width, n * height, options.spreadIsDefined());
        PercentileLimits limits = ilvr.limits(List.of(image));
        enlarge(image, limits, PlaneAddress.whole(0), 0, options, ProgressListener.NONE, collector);
        return collector.result();
    }

    /**
     * Enlarges one plane. A plane of one value stays one.
     *
     * @param plane 2-D (x, y), any type; not modified
     * @param limits normalisation of its stack, see {@link Ilvr#limits}
     * @param place in the source: planes of one stack get different noise
     * @param channel of the source, from 0: so do channels of one plane
     * @param listener told after every network call; throws CancellationException to cancel
     * @param sink takes the result on the fine grid
     * @throws IllegalArgumentException if the plane is not 2-D, or a side of the result is longer than 16,384 pixels
     * @throws IlvrException if the result does not fit into the memory that Java may use
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the network fails
     * @throws java.util.concurrent.CancellationException if the listener throws it
     */
    public void enlarge(
            RandomAccessibleInterval<? extends RealType<?>> plane,
            PercentileLimits limits,
            PlaneAddress place,
            int channel,
            IlvrOptions options,
            ProgressListener listener,
            RestorationSink sink) {
        int n = options.factor();
        int width = PlaneMemory.side(plane, 0);
        int height = PlaneMemory.side(plane, 1);
        PlaneMemory.requireSides((long) n * width, (long) n * height);
        PlaneMemory.require(n * width, n * height, 1, Runtime.getRuntime().maxMemory());
        Enlargement enlargement =
                new Enlargement(PlaneReader.read(plane, new FinalInterval(width, height)), width, height, n);
        PlaneAddress onFineGrid = new PlaneAddress(place.plane(), n * place.x(), n * place.y());
        RestorationCollector collector = new RestorationCollector(n * width, n * height, options.spreadIsDefined());
        ilvr.restore(
                ArrayImgs.floats(enlargement.smooth(), (long) n * width, (long) n * height),
                limits,
                onFineGrid,
                channel,
                options,
                listener,
                collector);
        Restoration result = collector.result();
        enlargement.fit(result.values());
        sink.rows(new RestoredRows(result.values(), result.spread()));
    }
}
