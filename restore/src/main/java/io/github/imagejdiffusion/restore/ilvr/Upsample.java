package io.github.imagejdiffusion.restore.ilvr;

import io.github.imagejdiffusion.diffusion.block.PlaneReader;
import io.github.imagejdiffusion.diffusion.model.config.DiffusionConfig;
import io.github.imagejdiffusion.diffusion.paired.PlaneRestorer;
import io.github.imagejdiffusion.diffusion.paired.PlaneToRestore;
import io.github.imagejdiffusion.diffusion.paired.Restoration;
import io.github.imagejdiffusion.diffusion.paired.RestorationSink;
import io.github.imagejdiffusion.diffusion.paired.RestoredRows;
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
        return PlaneRestorer.of(ilvr.model(), (plane, listener, sink) -> enlarge(plane, options, listener, sink));
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
        long width = (long) n * PlaneMemory.side(image, 0);
        long height = (long) n * PlaneMemory.side(image, 1);
        PlaneMemory.requireSides(width, height);
        PlaneToRestore plane = PlaneToRestore.of(image, ilvr.limits(List.of(image)));
        return Restoration.collect(
                width, height, options.spreadIsDefined(), sink -> enlarge(plane, options, ProgressListener.NONE, sink));
    }

    /**
     * Enlarges one plane. A plane of one value stays one.
     *
     * @param plane with the {@link Ilvr#limits} of its stack; channels of one plane get different noise, too
     * @param listener told after every network call; throws CancellationException to cancel
     * @param sink takes the result on the fine grid
     * @throws IllegalArgumentException if a side of the result is longer than 16,384 pixels
     * @throws IlvrException if the result does not fit into the memory that Java may use
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the network fails
     * @throws java.util.concurrent.CancellationException if the listener throws it
     */
    public void enlarge(PlaneToRestore plane, IlvrOptions options, ProgressListener listener, RestorationSink sink) {
        int n = options.factor();
        int width = PlaneMemory.side(plane.pixels(), 0);
        int height = PlaneMemory.side(plane.pixels(), 1);
        PlaneMemory.requireSides((long) n * width, (long) n * height);
        PlaneMemory.require(n * width, n * height, 1, Runtime.getRuntime().maxMemory());
        float[] pixels = PlaneReader.read(plane.pixels(), new FinalInterval(width, height));
        Enlargement enlargement = new Enlargement(pixels, width, height, n);
        PlaneToRestore fine = new PlaneToRestore(
                ArrayImgs.floats(enlargement.smooth(), (long) n * width, (long) n * height),
                plane.limits(),
                plane.place().enlarged(n),
                plane.channel());
        Restoration result = Restoration.collect(
                fine.width(),
                fine.height(),
                options.spreadIsDefined(),
                whole -> ilvr.restore(fine, options, listener, whole));
        enlargement.fit(result.values());
        sink.rows(new RestoredRows(result.values(), result.spread()));
    }
}
