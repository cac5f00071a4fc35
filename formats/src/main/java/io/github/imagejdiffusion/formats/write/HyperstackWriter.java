package io.github.imagejdiffusion.formats.write;

import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.CalibrationFunction;
import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.PixelType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * Writes a stack of up to five axes as TIFF, plane by plane, so that it need not be in memory: as ImageJ hyperstack or
 * as OME-TIFF. Big-endian and uncompressed; ImageJ, Fiji, Bio-Formats and any TIFF reader open it. In OME-TIFF, planes
 * of more than 512 pixels along a side are tiled, for readers of regions; ImageJ opens those through Bio-Formats only.
 *
 * <pre>{@code
 * try (HyperstackWriter out = HyperstackWriter.builder(path, width, height, PixelType.UINT16)
 *         .slices(20).calibration(series.calibration()).open()) {
 *     for (int z = 0; z < 20; z++) {
 *         out.write(labels(z));
 *     }
 *     out.displayRange(0, objects);
 *     out.finish();
 * }
 * }</pre>
 *
 * <p>The file appears when {@link #finish} is called; closing without it leaves nothing behind. Same input, same
 * bytes. Not thread-safe.
 */
public final class HyperstackWriter implements RowWriter, AutoCloseable {

    private final FrameChoice choice;
    private final AtomicFile file;
    private final PixelStream pixels;
    private final String notice;
    private StackLayout layout;

    private HyperstackWriter(FrameChoice choice, StackLayout layout, AtomicFile file, String notice) {
        this.choice = choice;
        this.layout = layout;
        this.file = file;
        this.notice = notice;
        TiffFrame frame = choice.frame(layout);
        this.pixels = new PixelStream(layout, file, frame);
        file.write(frame.head());
    }

    /**
     * @param target the file to make or to replace; its ending is made to fit the format, see {@link #path}
     * @param width pixels along x of every plane
     * @param height pixels along y of every plane
     * @param type {@link PixelType#UINT8}, {@link PixelType#UINT16} or {@link PixelType#FLOAT}: what ImageJ knows
     * @throws IllegalArgumentException if a size is below 1 or the type is another
     */
    public static Builder builder(Path target, int width, int height, PixelType type) {
        return new Builder(target, width, height, type);
    }

    /** Where the file appears: what {@link Builder#path} says. */
    public Path path() {
        return file.target();
    }

    /** The format that is written: OME where the asked-for one cannot hold the stack. */
    public StackFormat format() {
        return choice.format();
    }

    /** One line for the user if the format is not the one asked for: why, and what the file is called instead. */
    public Optional<String> notice() {
        return Optional.ofNullable(notice);
    }

    /**
     * Appends the next plane; the order is XYCZT: all channels of the first slice, then of the next.
     *
     * @param plane 2-D (x, y) of the size given to the builder, at any position; its values must fit the pixel type
     * @throws IllegalArgumentException if it has another size, or if rows of a plane not yet complete came before it
     * @throws FormatsException if a value is not a whole number within the range of an integer type, if the disk is
     *     full, or if all planes have been written already
     * @throws IllegalStateException if an earlier write has failed
     */
    public void write(RandomAccessibleInterval<? extends RealType<?>> plane) {
        pixels.write(plane);
    }

    /**
     * Appends whole rows, for planes too large for memory. When the rows of a plane are complete, the next one begins,
     * in the order of {@link #write}. The file is the same, whatever the rows come in; some 100,000 pixels or more at
     * once are fast.
     *
     * @param rows k * width values, row by row, any k; not kept; values must fit the pixel type
     * @throws IllegalArgumentException if the length is not a multiple of the width
     * @throws FormatsException if a value is not a whole number within the range of an integer type, if the disk is
     *     full, or if there are more rows than the planes have
     * @throws IllegalStateException if an earlier write has failed
     */
    @Override
    public void writeRows(float[] rows) {
        pixels.writeRows(rows);
    }

    /**
     * What ImageJ shows as black and as white, for all channels, instead of what the builder was told: for results
     * whose extremes are known last. May be called until {@link #finish}.
     *
     * @throws IllegalArgumentException unless both are finite and {@code min < max}
     */
    public void displayRange(double min, double max) {
        displayRanges(Collections.nCopies(layout.channels(), new DisplayRange(min, max)));
    }

    /**
     * As {@link #displayRange}, for each channel its own.
     *
     * @throws IllegalArgumentException unless there is one for each channel
     */
    public void displayRanges(List<DisplayRange> ranges) {
        if (ranges.size() != layout.channels()) {
            throw new IllegalArgumentException(
                    ranges.size() + " display ranges for " + layout.channels() + " channels");
        }
        layout = layout.withDisplayRanges(ranges);
    }

    /**
     * Completes the file and gives it its name.
     *
     * @throws FormatsException if planes are missing or the file cannot be completed
     */
    public void finish() {
        pixels.requireComplete();
        choice.frame(layout).tail(file::write);
        file.commit();
    }

    /** Deletes what has been written unless {@link #finish} has succeeded. */
    @Override
    public void close() {
        file.close();
    }

    /** Options of a {@link HyperstackWriter}; ImageJ format, sizes default to 1, the rest to nothing. */
    public static final class Builder {

        /** In bytes; far from where sizes of files overflow. */
        private static final double LARGEST = 1e18;

        private final Path target;
        private final int width;
        private final int height;
        private final PixelType type;
        private final List<DisplayRange> displayRanges = new ArrayList<>();
        private final Map<String, String> properties = new LinkedHashMap<>();
        private StackFormat format = StackFormat.IMAGEJ;
        private int channels = 1;
        private int slices = 1;
        private int frames = 1;
        private Calibration calibration = Calibration.UNKNOWN;
        private CalibrationFunction function;
        private Lut lut;
        private String info = "";
        private List<String> labels = List.of();
        private List<String> channelNames = List.of();
        private long largestClassic = FrameChoice.LARGEST_CLASSIC;

        private Builder(Path target, int width, int height, PixelType type) {
            this.target = Objects.requireNonNull(target, "target");
            this.width = width;
            this.height = height;
            this.type = type;
            if (width < 1 || height < 1) {
                throw new IllegalArgumentException("a plane of " + width + " x " + height + " pixels");
            }
            if (type != PixelType.UINT8 && type != PixelType.UINT16 && type != PixelType.FLOAT) {
                throw new IllegalArgumentException("ImageJ has no pixel type " + type + "; use UINT8, UINT16 or FLOAT");
            }
        }

        /**
         * The format, as long as it can hold the stack: above 4 GiB it is OME in any case.
         *
         * @throws IllegalArgumentException for {@link StackFormat#ZARR}, which is no TIFF
         */
        public Builder format(StackFormat value) {
            if (value == StackFormat.ZARR) {
                throw new IllegalArgumentException("OME-Zarr is no TIFF; write it with OmeZarrWriter");
            }
            format = Objects.requireNonNull(value, "format");
            return this;
        }

        /** Number of channels. */
        public Builder channels(int count) {
            channels = count;
            return this;
        }

        /** Number of z planes. */
        public Builder slices(int count) {
            slices = count;
            return this;
        }

        /** Number of time points. */
        public Builder frames(int count) {
            frames = count;
            return this;
        }

        /** Pixel sizes and frame interval; written in micrometres and seconds. */
        public Builder calibration(Calibration value) {
            calibration = Objects.requireNonNull(value, "calibration");
            return this;
        }

        /** What whole numbers stand for in ImageJ; for images of 8 and 16 bits. OME-TIFF has no place for it. */
        public Builder calibrationFunction(CalibrationFunction value) {
            function = Objects.requireNonNull(value, "function");
            return this;
        }

        /**
         * What ImageJ shows as black and as white. Call it once for all channels, or once per channel in order. Without
         * it, ImageJ takes the extremes of the plane it shows. OME-TIFF has no place for it.
         */
        public Builder displayRange(double min, double max) {
            displayRanges.add(new DisplayRange(min, max));
            return this;
        }

        /** Colours to show values with; for images with one channel. OME-TIFF has no place for it. */
        public Builder lut(Lut value) {
            lut = value;
            return this;
        }

        /** Text of ImageJ's {@code Image > Show Info...}; the description of an OME image. */
        public Builder info(String text) {
            info = Objects.requireNonNull(text, "info");
            return this;
        }

        /** What ImageJ shows above each plane, in the order of planes. OME-TIFF has no place for it. */
        public Builder labels(List<String> texts) {
            labels = List.copyOf(texts);
            return this;
        }

        /**
         * One name per channel, or none. In ImageJ TIFF they are what ImageJ shows above each plane, unless there are
         * labels.
         */
        public Builder channelNames(List<String> names) {
            channelNames = List.copyOf(names);
            return this;
        }

        /**
         * An image property, as {@code ImagePlus.setProp} keeps it; in OME-TIFF, a pair of a map annotation. The order of
         * calls is kept.
         */
        public Builder property(String key, String value) {
            properties.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
            return this;
        }

        /** For tests: the number of bytes from which on a file is OME-TIFF with wide offsets. */
        Builder largestClassic(long bytes) {
            largestClassic = bytes;
            return this;
        }

        /**
         * Where {@link #open} will make the file: the target, its ending {@code .tif} or {@code .ome.tif} according to
         * the format.
         *
         * @throws IllegalArgumentException if options contradict each other
         * @throws FormatsException if no format can hold the stack
         */
        public Path path() {
            return choose(layout()).format().fileFor(target);
        }

        /**
         * How many bytes the file will have, for {@link DiskSpace#require}; a display range that is told late adds some.
         *
         * @throws IllegalArgumentException if options contradict each other
         * @throws FormatsException if no format can hold the stack
         */
        public long bytes() {
            StackLayout layout = layout();
            return choose(layout).frame(layout).bytes();
        }

        /**
         * Checks the options and begins the file.
         *
         * @throws IllegalArgumentException if options contradict each other
         * @throws FormatsException if no format can hold the stack or the file cannot be written
         */
        public HyperstackWriter open() {
            StackLayout layout = layout();
            FrameChoice choice = choose(layout);
            Path path = choice.format().fileFor(target);
            String notice = choice.format() == format
                    ? null
                    : format.fileFor(target).getFileName() + " would have " + megabytes()
                            + " MB, and ImageJ TIFF ends at " + (largestClassic + 1 >> 20) + " MB; written as OME-TIFF "
                            + path.getFileName() + " instead";
            AtomicFile file = AtomicFile.create(path);
            try {
                return new HyperstackWriter(choice, layout, file, notice);
            } catch (RuntimeException e) {
                file.close();
                throw e;
            }
        }

        /**
         * What has been told so far.
         *
         * @throws IllegalArgumentException if options contradict each other
         */
        public StackLayout layout() {
            if (channels < 1 || slices < 1 || frames < 1) {
                throw new IllegalArgumentException("sizes must be at least 1");
            }
            if (displayRanges.size() > 1 && displayRanges.size() != channels) {
                throw new IllegalArgumentException(
                        displayRanges.size() + " display ranges for " + channels + " channels");
            }
            if (lut != null && channels > 1) {
                throw new IllegalArgumentException("a lookup table needs an image with one channel");
            }
            if (function != null && type == PixelType.FLOAT) {
                throw new IllegalArgumentException("a calibration function needs an image of 8 or 16 bits");
            }
            if (!labels.isEmpty() && labels.size() != planes()) {
                throw new IllegalArgumentException(labels.size() + " labels for " + Math.round(planes()) + " planes");
            }
            if (!channelNames.isEmpty() && channelNames.size() != channels) {
                throw new IllegalArgumentException(channelNames.size() + " names for " + channels + " channels");
            }
            List<DisplayRange> ranges =
                    displayRanges.size() == 1 ? Collections.nCopies(channels, displayRanges.get(0)) : displayRanges;
            return new StackLayout(
                    width,
                    height,
                    type,
                    channels,
                    slices,
                    frames,
                    calibration,
                    function,
                    List.copyOf(ranges),
                    lut,
                    info,
                    labels,
                    channelNames,
                    Collections.unmodifiableMap(new LinkedHashMap<>(properties)));
        }

        private FrameChoice choose(StackLayout layout) {
            if (planes() > Integer.MAX_VALUE || planes() * width * height * type.bytes() > LARGEST) {
                throw tooLarge();
            }
            FrameChoice choice = FrameChoice.of(format, layout, largestClassic);
            if (choice.format() == StackFormat.OME && layout.planes() > FrameChoice.MOST_OME_PLANES) {
                throw tooLarge();
            }
            return choice;
        }

        private FormatsException tooLarge() {
            return new FormatsException(
                    target,
                    "would have " + Math.round(planes()) + " planes and " + megabytes()
                            + " MB, more than a file can hold",
                    "write fewer slices or frames per file");
        }

        /** In floating point, where the product cannot overflow. */
        private double planes() {
            return (double) channels * slices * frames;
        }

        private long megabytes() {
            return Math.round(planes() * width * height * type.bytes() / (1 << 20));
        }
    }
}
