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

/**
 * Options of a {@link HyperstackWriter}, checked when the file is begun; ImageJ format, sizes default to 1, the rest to
 * nothing. Not thread-safe.
 */
public final class HyperstackBuilder {

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

    HyperstackBuilder(Path target, int width, int height, PixelType type) {
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
    public HyperstackBuilder format(StackFormat value) {
        if (value == StackFormat.ZARR) {
            throw new IllegalArgumentException("OME-Zarr is no TIFF; write it with OmeZarrWriter");
        }
        format = Objects.requireNonNull(value, "format");
        return this;
    }

    /** Number of channels. */
    public HyperstackBuilder channels(int count) {
        channels = count;
        return this;
    }

    /** Number of z planes. */
    public HyperstackBuilder slices(int count) {
        slices = count;
        return this;
    }

    /** Number of time points. */
    public HyperstackBuilder frames(int count) {
        frames = count;
        return this;
    }

    /** Pixel sizes and frame interval; written in micrometres and seconds. */
    public HyperstackBuilder calibration(Calibration value) {
        calibration = Objects.requireNonNull(value, "calibration");
        return this;
    }

    /** What whole numbers stand for in ImageJ; for images of 8 and 16 bits. OME-TIFF has no place for it. */
    public HyperstackBuilder calibrationFunction(CalibrationFunction value) {
        function = Objects.requireNonNull(value, "function");
        return this;
    }

    /**
     * What ImageJ shows as black and as white. Call it once for all channels, or once per channel in order. Without
     * it, ImageJ takes the extremes of the plane it shows. OME-TIFF has no place for it.
     */
    public HyperstackBuilder displayRange(double min, double max) {
        displayRanges.add(new DisplayRange(min, max));
        return this;
    }

    /** Colours to show values with; for images with one channel. OME-TIFF has no place for it. */
    public HyperstackBuilder lut(Lut value) {
        lut = value;
        return this;
    }

    /** Text of ImageJ's {@code Image > Show Info...}; the description of an OME image. */
    public HyperstackBuilder info(String text) {
        info = Objects.requireNonNull(text, "info");
        return this;
    }

    /** What ImageJ shows above each plane, in the order of planes. OME-TIFF has no place for it. */
    public HyperstackBuilder labels(List<String> texts) {
        labels = List.copyOf(texts);
        return this;
    }

    /**
     * One name per channel, or none. In ImageJ TIFF they are what ImageJ shows above each plane, unless there are
     * labels.
     */
    public HyperstackBuilder channelNames(List<String> names) {
        channelNames = List.copyOf(names);
        return this;
    }

    /**
     * An image property, as {@code ImagePlus.setProp} keeps it; in OME-TIFF, a pair of a map annotation. The order of
     * calls is kept.
     */
    public HyperstackBuilder property(String key, String value) {
        properties.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
        return this;
    }

    /** For tests: the number of bytes from which on a file is OME-TIFF with wide offsets. */
    HyperstackBuilder largestClassic(long bytes) {
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
            throw new IllegalArgumentException(displayRanges.size() + " display ranges for " + channels + " channels");
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
                "would have " + Math.round(planes()) + " planes and " + megabytes() + " MB, more than a file can hold",
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
