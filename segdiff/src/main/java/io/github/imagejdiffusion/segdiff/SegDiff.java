package io.github.imagejdiffusion.segdiff;

import io.github.imagejdiffusion.diffusion.WrongModelException;
import io.github.imagejdiffusion.diffusion.model.config.DiffusionConfig;
import io.github.imagejdiffusion.diffusion.model.config.ModelKind;
import io.github.imagejdiffusion.diffusion.model.config.ObjectDiameter;
import io.github.imagejdiffusion.diffusion.model.config.SamplingDefaults;
import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.diffusion.sampler.SamplerException;
import io.github.imagejdiffusion.diffusion.schedule.ScheduleException;
import io.github.imagejdiffusion.segdiff.objects.ObjectUncertainty;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * Segments planes with a SegDiff model: image in; probability, uncertainty and separate objects out.
 *
 * <pre>{@code
 * try (DiffusionModel model = DiffusionModel.open(repository.resolve("nuclei-fluorescence"), DeviceChoice.AUTO)) {
 *     SegDiff segDiff = new SegDiff(model);
 *     Segmentation result = segDiff.segment(image, segDiff.defaults().seed(1).build());
 * }
 * }</pre>
 *
 * <p>Pixels of any type are taken in single precision, which rounds whole numbers above 2^24.
 *
 * <p>Thread-safe; calls from several threads take turns at the network. Deterministic: equal image, model, options and
 * plane give equal bits on one CPU type and one ONNX Runtime build, whatever the number of threads.
 */
public final class SegDiff {

    /** Runs x pixels of one network call; more would only take memory. Does not change a bit of the result. */
    private static final int BATCH_PIXELS = 1 << 22;

    private static final int LARGEST_PLANE = Integer.MAX_VALUE - 8;

    /** At the model's scale; wide enough for whole slides, and a row of blocks still fits into one array. */
    private static final int LARGEST_SIDE = 1_000_000;

    private final DiffusionModel model;
    private final int batchPixels;

    /**
     * For one model.
     *
     * @param model not owned: close it yourself
     * @throws WrongModelException if the model is not of kind segdiff
     */
    public SegDiff(DiffusionModel model) {
        this(model, BATCH_PIXELS);
    }

    SegDiff(DiffusionModel model, int batchPixels) {
        model.requireKind(Set.of(ModelKind.SEGDIFF), "not segdiff; choose a segmentation model");
        this.model = model;
        this.batchPixels = batchPixels;
    }

    /** Options preset with the package's measured defaults; seed 0, the image's own scale. */
    public SegDiffOptions.Builder defaults() {
        return defaults(model.config());
    }

    /** The defaults of a model that need not be open. */
    public static SegDiffOptions.Builder defaults(DiffusionConfig config) {
        SamplingDefaults d = config.defaults();
        return new SegDiffOptions.Builder()
                .solver(d.sampler())
                .steps(d.steps())
                .runs(d.runs())
                .orientations(d.orientations())
                .threshold(d.threshold().orElse(0.5))
                .seedHeight(d.seedHeight().orElse(0.4))
                .minConfidence(d.minConfidence().orElse(0))
                .modelSizes(d.minSize().orElse(0), typicalDiameter(config))
                .block(config.blocks().core());
    }

    /**
     * Finds out before any image whether the model can do what the options ask for.
     *
     * @throws IllegalArgumentException if steps, sampler or block do not fit the model, saying what does
     * @throws WrongModelException if a diameter is given and the model does not state its own
     */
    public void requireUsable(SegDiffOptions options) {
        scale(options);
        try {
            new MapPredictor(model, options, batchPixels).grid(1, 1);
        } catch (SamplerException | ScheduleException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * Segments one 2-D image (x, y) of one channel, normalised by itself.
     *
     * @throws IllegalArgumentException if the image is not 2-D or has no pixels, the model takes several channels, or the
     *     options do not fit, see {@link #requireUsable}
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the network fails, or for NaN or infinite pixels
     */
    public <T extends RealType<T>> Segmentation segment(RandomAccessibleInterval<T> image, SegDiffOptions options) {
        List<RandomAccessibleInterval<T>> channels = List.of(Objects.requireNonNull(image, "image"));
        PlaneToSegment.requirePlanes(channels);
        return segment(PlaneToSegment.of(channels, limits(List.of(channels))), options, ProgressListener.NONE);
    }

    /**
     * The normalisation of one time point: percentiles per channel over all its planes.
     *
     * @param planes for each z the channels of that plane; each is asked for several times, one after the other
     * @return one entry per channel
     * @throws IllegalArgumentException if a plane has another number of channels than the model
     * @throws io.github.imagejdiffusion.diffusion.normalise.InvalidPixelException for NaN or infinite pixels
     */
    public List<PercentileLimits> limits(
            List<? extends List<? extends RandomAccessibleInterval<? extends RealType<?>>>> planes) {
        List<PercentileLimits> limits = new ArrayList<>();
        for (int c = 0; c < model.config().imageChannels(); c++) {
            limits.add(model.limits(channel(planes, c)));
        }
        return limits;
    }

    /** A view, so that planes which are read when asked for need not be held all at once. */
    private List<RandomAccessibleInterval<? extends RealType<?>>> channel(
            List<? extends List<? extends RandomAccessibleInterval<? extends RealType<?>>>> planes, int channel) {
        return new AbstractList<>() {
            @Override
            public RandomAccessibleInterval<? extends RealType<?>> get(int index) {
                requireChannels(planes.get(index).size());
                return planes.get(index).get(channel);
            }

            @Override
            public int size() {
                return planes.size();
            }
        };
    }

    /**
     * Segments one plane.
     *
     * @param plane with as many channels as the model has image channels
     * @param listener told after every network call; throws CancellationException to cancel
     * @return maps and objects on the grid of the input
     * @throws IllegalArgumentException if channels or limits do not fit the model, or the options ask for an image of 2^31
     *     pixels or more, or do not fit the model, see {@link #requireUsable}
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the network fails
     * @throws java.util.concurrent.CancellationException if the listener throws it
     */
    public Segmentation segment(PlaneToSegment plane, SegDiffOptions options, ProgressListener listener) {
        requireChannels(plane.channels().size());
        long width = plane.width();
        long height = plane.height();
        if (height > LARGEST_PLANE / width) {
            throw new IllegalArgumentException("a plane of " + width + " x " + height
                    + " pixels does not fit into one array; crop it, or have the result in parts");
        }
        SegmentationCollector collector =
                new SegmentationCollector((int) width, (int) height, scale(options), options.spreadIsDefined());
        segment(plane, options, listener, collector);
        return collector.result();
    }

    /**
     * Segments one plane of any size in bounded memory: the image is read and the result given out in parts. The result
     * is that of {@link #segment(PlaneToSegment, SegDiffOptions, ProgressListener)}.
     *
     * <p>Memory grows with the width of the plane, not with its height: about 60 KB per column
     * at the model's own scale, and somewhat more where there is a spread.
     *
     * @param plane with as many channels as the model has image channels; read by parts, each pixel several times
     * @param listener told after every network call; throws CancellationException to cancel
     * @param sink takes maps and objects on the grid of the input
     * @throws IllegalArgumentException if channels or limits do not fit the model, or the options ask for a magnification
     *     that cannot be done, or do not fit the model, see {@link #requireUsable}
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the network fails
     * @throws java.util.concurrent.CancellationException if the listener throws it
     */
    public void segment(
            PlaneToSegment plane, SegDiffOptions options, ProgressListener listener, SegmentationSink sink) {
        requireChannels(plane.channels().size());
        segment(plane, new FinalInterval(plane.width(), plane.height()), options, listener, sink);
    }

    /**
     * Segments a part of a plane as it is in the whole: with the noise of its place, on the network's own grid, and with
     * a view of its surroundings as far as the package's halo. Its maps are those of the whole plane within the error
     * that the model's card states for blocks; with a diameter, where pixels of image and network do not coincide, within
     * more: 0.12 at outlines and 0.002 on average were seen with nuclei-fluorescence and images enlarged about twice.
     * Objects end at the edges of the part.
     *
     * @param whole all of the plane
     * @param part 2-D, in pixels from the first of the plane, within it; results are on its grid
     * @throws IllegalArgumentException if the part is empty or not within the plane; otherwise as for whole planes
     * @see #segment(PlaneToSegment, SegDiffOptions, ProgressListener, SegmentationSink)
     */
    public void segmentPart(
            PlaneToSegment whole,
            Interval part,
            SegDiffOptions options,
            ProgressListener listener,
            SegmentationSink sink) {
        requireChannels(whole.channels().size());
        PartOfPlane place = PartOfPlane.of(
                part,
                whole.width(),
                whole.height(),
                scale(options),
                model.config().blocks());
        segment(whole.part(place.seen()), place.wanted(), options, listener, sink);
    }

    /**
     * Segments.
     *
     * @param seen all that is computed
     * @param wanted what of it goes out, in pixels from its first
     */
    private void segment(
            PlaneToSegment seen,
            Interval wanted,
            SegDiffOptions options,
            ProgressListener listener,
            SegmentationSink sink) {
        requireChannels(seen.limits().size());
        requireUsable(options);
        double scale = scale(options);
        requireSize(seen.width(), seen.height(), scale, options.block());
        if (findsLightObjects()) {
            sink.background(seen.limits().get(0).low());
        }
        double distanceCap = model.config().distanceCap().orElse(ObjectUncertainty.USUAL_CAP);
        new PlaneSegmenter(new MapPredictor(model, options, batchPixels), options, scale, distanceCap)
                .segment(seen, wanted, listener, sink);
    }

    /** In one channel, objects are lighter than their ground; a mask alone may be of anything. */
    private boolean findsLightObjects() {
        return model.config().imageChannels() == 1
                && model.config().distanceCap().isPresent();
    }

    /** A whole slide is welcome, but not one that a mistaken diameter blew up. */
    private void requireSize(long width, long height, double scale, int block) {
        double scaledWidth = width * scale;
        double scaledHeight = height * scale;
        boolean blownUp = scale > 1 && scaledWidth * scaledHeight > LARGEST_PLANE;
        // Of one row of blocks on the input's grid, with all that the network looks at.
        double rows = Math.min(height, (block + 2 * model.config().blocks().halo()) / scale + 2);
        boolean shrunk = scale < 1 && width * rows > LARGEST_PLANE;
        if (blownUp || shrunk || scaledWidth > LARGEST_SIDE || scaledHeight > LARGEST_SIDE) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "an image of %d x %d pixels, magnified %s times, is too large; crop it%s",
                    width,
                    height,
                    new BigDecimal(scale)
                            .round(new MathContext(3))
                            .stripTrailingZeros()
                            .toPlainString(),
                    scale > 1
                            ? " or give a diameter of at least " + smallestDiameter(width, height) + " pixels"
                            : shrunk ? " or shrink it beforehand" : ""));
        }
    }

    /** With which the plane is not too large, rounded up to tenths. */
    private String smallestDiameter(long width, long height) {
        double byArea = Math.max(1, Math.sqrt((double) LARGEST_PLANE / ((double) width * height)));
        double most = Math.min(byArea, (double) LARGEST_SIDE / Math.max(width, height));
        double tenths = Math.ceil(10 * objectDiameter().typical() / most);
        return BigDecimal.valueOf(tenths / 10).stripTrailingZeros().toPlainString();
    }

    /**
     * Magnification that brings objects of the given diameter to the model's typical one; 1 without a diameter.
     *
     * @throws WrongModelException if a diameter is given and the model does not state its own
     */
    public double scale(SegDiffOptions options) {
        if (options.diameter().isEmpty()) {
            return 1;
        }
        return objectDiameter().typical() / options.diameter().getAsDouble();
    }

    /** What the model was trained on. @throws WrongModelException if it does not say */
    ObjectDiameter objectDiameter() {
        return model.config()
                .objectDiameter()
                .orElseThrow(() -> new WrongModelException("model " + model.name()
                        + " does not say which object diameter it was trained on; leave the diameter out"));
    }

    private static OptionalDouble typicalDiameter(DiffusionConfig config) {
        return config.objectDiameter().stream()
                .mapToDouble(ObjectDiameter::typical)
                .findFirst();
    }

    /** @throws IllegalArgumentException unless these are the planes that the model takes */
    void require(List<? extends RandomAccessibleInterval<?>> channels) {
        requireChannels(channels.size());
        PlaneToSegment.requirePlanes(channels);
    }

    private void requireChannels(int given) {
        int wanted = model.config().imageChannels();
        if (given != wanted) {
            throw new IllegalArgumentException("model " + model.name() + " takes " + wanted + " channel"
                    + (wanted == 1 ? "" : "s") + ", but got " + given);
        }
    }
}
