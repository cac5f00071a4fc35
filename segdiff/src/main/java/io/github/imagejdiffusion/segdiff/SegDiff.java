package io.github.imagejdiffusion.segdiff;

import io.github.imagejdiffusion.diffusion.model.config.DiffusionConfig;
import io.github.imagejdiffusion.diffusion.model.config.ModelKind;
import io.github.imagejdiffusion.diffusion.model.config.ObjectDiameter;
import io.github.imagejdiffusion.diffusion.model.config.SamplingDefaults;
import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.planes.PlaneAddress;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.diffusion.sampler.SamplerException;
import io.github.imagejdiffusion.diffusion.schedule.ScheduleException;
import io.github.imagejdiffusion.segdiff.objects.ObjectUncertainty;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

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
        if (model.config().kind() != ModelKind.SEGDIFF) {
            throw new WrongModelException("model " + model.name() + " is of kind "
                    + model.config().kind().name().toLowerCase(Locale.ROOT)
                    + ", not segdiff; choose a segmentation model");
        }
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
        requirePlanes(channels);
        return segment(channels, limits(List.of(channels)), 0, options, ProgressListener.NONE);
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
     * @param channels as many 2-D images (x, y) of equal size as the model has image channels
     * @param limits normalisation per channel, see {@link #limits}
     * @param plane t * Z + z in the source: planes of one stack get different noise
     * @param listener told after every network call; throws CancellationException to cancel
     * @return maps and objects on the grid of the input
     * @throws IllegalArgumentException if channels do not fit the model or each other, or the options ask for an image
     *     of 2^31 pixels or more, or do not fit the model, see {@link #requireUsable}
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the network fails
     * @throws java.util.concurrent.CancellationException if the listener throws it
     */
    public Segmentation segment(
            List<? extends RandomAccessibleInterval<? extends RealType<?>>> channels,
            List<PercentileLimits> limits,
            int plane,
            SegDiffOptions options,
            ProgressListener listener) {
        require(channels);
        long width = channels.get(0).dimension(0);
        long height = channels.get(0).dimension(1);
        if (height > LARGEST_PLANE / width) {
            throw new IllegalArgumentException("a plane of " + width + " x " + height
                    + " pixels does not fit into one array; crop it, or have the result in parts");
        }
        SegmentationCollector collector =
                new SegmentationCollector((int) width, (int) height, scale(options), options.spreadIsDefined());
        segment(channels, limits, PlaneAddress.whole(plane), options, listener, collector);
        return collector.result();
    }

    /**
     * Segments one plane of any size in bounded memory: the image is read and the result given out in parts. The result
     * is that of {@link #segment(List, List, int, SegDiffOptions, ProgressListener)}.
     *
     * <p>Memory grows with the width of the plane, not with its height: about 60 KB per column
     * at the model's own scale, and somewhat more where there is a spread.
     *
     * @param channels as many 2-D images (x, y) of equal size as the model has image channels; read by parts, each pixel
     *     several times
     * @param limits normalisation per channel, see {@link #limits}
     * @param place in the source: planes of one stack get different noise
     * @param listener told after every network call; throws CancellationException to cancel
     * @param sink takes maps and objects on the grid of the input
     * @throws IllegalArgumentException if channels do not fit the model or each other, or the options ask for a
     *     magnification that cannot be done, or do not fit the model, see {@link #requireUsable}
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the network fails
     * @throws java.util.concurrent.CancellationException if the listener throws it
     */
    public void segment(
            List<? extends RandomAccessibleInterval<? extends RealType<?>>> channels,
            List<PercentileLimits> limits,
            PlaneAddress place,
            SegDiffOptions options,
            ProgressListener listener,
            SegmentationSink sink) {
        require(channels);
        PartOfPlane all =
                PartOfPlane.all(channels.get(0).dimension(0), channels.get(0).dimension(1));
        segment(channels, all, limits, place, options, listener, sink);
    }

    /**
     * Segments a part of a plane as it is in the whole: with the noise of its place, on the network's own grid, and with
     * a view of its surroundings as far as the package's halo. Its maps are those of the whole plane within the error
     * that the model's card states for blocks; with a diameter, where pixels of image and network do not coincide, within
     * more: 0.12 at outlines and 0.002 on average were seen with nuclei-fluorescence and images enlarged about twice.
     * Objects end at the edges of the part.
     *
     * @param plane of the source, t * Z + z
     * @param part 2-D, in pixels from the first of the plane, within it; results are on its grid
     * @throws IllegalArgumentException if the part is empty or not within the plane; otherwise as for whole planes
     * @see #segment(List, List, PlaneAddress, SegDiffOptions, ProgressListener, SegmentationSink)
     */
    public void segmentPart(
            List<? extends RandomAccessibleInterval<? extends RealType<?>>> channels,
            Interval part,
            List<PercentileLimits> limits,
            int plane,
            SegDiffOptions options,
            ProgressListener listener,
            SegmentationSink sink) {
        require(channels);
        PartOfPlane place = PartOfPlane.of(
                part,
                channels.get(0).dimension(0),
                channels.get(0).dimension(1),
                scale(options),
                model.config().blocks());
        List<RandomAccessibleInterval<? extends RealType<?>>> seen = new ArrayList<>();
        for (RandomAccessibleInterval<? extends RealType<?>> channel : channels) {
            seen.add(Views.interval(Views.zeroMin(channel), place.seen()));
        }
        PlaneAddress address =
                new PlaneAddress(plane, place.seen().min(0), place.seen().min(1));
        segment(seen, place, limits, address, options, listener, sink);
    }

    private void segment(
            List<? extends RandomAccessibleInterval<? extends RealType<?>>> channels,
            PartOfPlane part,
            List<PercentileLimits> limits,
            PlaneAddress place,
            SegDiffOptions options,
            ProgressListener listener,
            SegmentationSink sink) {
        requireChannels(limits.size());
        requireUsable(options);
        double scale = scale(options);
        requireSize(channels.get(0).dimension(0), channels.get(0).dimension(1), scale, options.block());
        if (findsLightObjects()) {
            sink.background(limits.get(0).low());
        }
        double distanceCap = model.config().distanceCap().orElse(ObjectUncertainty.USUAL_CAP);
        new PlaneSegmenter(new MapPredictor(model, options, batchPixels), options, scale, distanceCap)
                .segment(channels, part.wanted(), limits, place, listener, sink);
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
        requirePlanes(channels);
    }

    private void requireChannels(int given) {
        int wanted = model.config().imageChannels();
        if (given != wanted) {
            throw new IllegalArgumentException("model " + model.name() + " takes " + wanted + " channel"
                    + (wanted == 1 ? "" : "s") + ", but got " + given);
        }
    }

    private static void requirePlanes(List<? extends RandomAccessibleInterval<?>> channels) {
        for (RandomAccessibleInterval<?> channel : channels) {
            if (Objects.requireNonNull(channel, "channel").numDimensions() != 2) {
                throw new IllegalArgumentException("a plane has 2 dimensions, but this is "
                        + Arrays.toString(Intervals.dimensionsAsLongArray(channel)) + "; give its planes one by one");
            }
            if (!Intervals.equalDimensions(channel, channels.get(0))) {
                throw new IllegalArgumentException("channels must be 2-D planes of equal size, but the first has "
                        + Arrays.toString(Intervals.dimensionsAsLongArray(channels.get(0))) + " pixels and another "
                        + Arrays.toString(Intervals.dimensionsAsLongArray(channel)));
            }
            if (channel.dimension(0) < 1 || channel.dimension(1) < 1) {
                throw new IllegalArgumentException(
                        "a plane of " + channel.dimension(0) + " x " + channel.dimension(1) + " pixels has no pixels");
            }
        }
    }
}
