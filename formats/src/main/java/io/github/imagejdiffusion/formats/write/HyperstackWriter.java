package io.github.imagejdiffusion.formats.write;

import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.PixelType;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/**
 * Writes an ImageJ hyperstack as TIFF, plane by plane, so that the stack need not be in memory. Big-endian and
 * uncompressed, as ImageJ writes it when told so; ImageJ, Fiji, Bio-Formats and any TIFF reader open it.
 *
 * <pre>{@code
 * try (HyperstackWriter out = HyperstackWriter.builder(path, width, height, PixelType.UINT16)
 *         .slices(20).calibration(series.calibration()).displayRange(0, 300).open()) {
 *     for (int z = 0; z < 20; z++) {
 *         out.write(labels(z));
 *     }
 *     out.finish();
 * }
 * }</pre>
 *
 * <p>The file appears when {@link #finish} is called; closing without it leaves nothing behind. Same input, same
 * bytes. Not thread-safe.
 */
public final class HyperstackWriter implements AutoCloseable {

    /** Offsets in a TIFF file have 32 bits. */
    private static final long LARGEST_FILE = 0xffffffffL;

    private static final int BUFFER_BYTES = 1 << 20;

    private final StackLayout layout;
    private final ImageJTiffFrame frame;
    private final AtomicFile file;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private int written;

    private HyperstackWriter(StackLayout layout, ImageJTiffFrame frame, AtomicFile file) {
        this.layout = layout;
        this.frame = frame;
        this.file = file;
        file.write(frame.head());
    }

    /**
     * @param target the file to make or to replace
     * @param width pixels along x of every plane
     * @param height pixels along y of every plane
     * @param type {@link PixelType#UINT8}, {@link PixelType#UINT16} or {@link PixelType#FLOAT}: what ImageJ knows
     * @throws IllegalArgumentException if a size is below 1 or the type is another
     */
    public static Builder builder(Path target, int width, int height, PixelType type) {
        return new Builder(target, width, height, type);
    }

    /**
     * Appends the next plane; the order is XYCZT: all channels of the first slice, then of the next.
     *
     * @param plane 2-D (x, y) of the size given to the builder, at any position; its values must fit the pixel type
     * @throws IllegalArgumentException if it has another size
     * @throws FormatsException if a value is not a whole number within the range of an integer type, if the disk is
     *     full, or if all planes have been written already
     */
    public void write(RandomAccessibleInterval<? extends RealType<?>> plane) {
        if (plane.numDimensions() != 2
                || plane.dimension(0) != layout.width()
                || plane.dimension(1) != layout.height()) {
            throw new IllegalArgumentException(
                    "a plane must have " + layout.width() + " x " + layout.height() + " pixels");
        }
        if (written == layout.planes()) {
            throw new FormatsException(
                    file.target(), "already has its " + written + " planes", "give the builder the right sizes");
        }
        buffer.clear();
        Cursor<? extends RealType<?>> cursor = Views.flatIterable(plane).cursor();
        while (cursor.hasNext()) {
            put(cursor.next().getRealDouble());
            if (buffer.remaining() < Double.BYTES) {
                file.write(buffer.flip());
                buffer.clear();
            }
        }
        file.write(buffer.flip());
        written++;
    }

    private void put(double value) {
        switch (layout.type()) {
            case UINT8 -> buffer.put((byte) whole(value, 0xff));
            case UINT16 -> buffer.putShort((short) whole(value, 0xffff));
            default -> buffer.putFloat((float) value);
        }
    }

    private int whole(double value, int largest) {
        if (value >= 0 && value <= largest && value == Math.rint(value)) {
            return (int) value;
        }
        throw new FormatsException(
                file.target(),
                "cannot hold the value " + value + " as " + layout.type() + " (whole numbers 0 to " + largest + ")",
                "write it as 32-bit float");
    }

    /**
     * Completes the file and gives it its name.
     *
     * @throws FormatsException if planes are missing or the file cannot be completed
     */
    public void finish() {
        if (written != layout.planes()) {
            throw new FormatsException(
                    file.target(),
                    "got " + written + " of " + layout.planes() + " planes",
                    "write all planes before finish()");
        }
        frame.tail(file::write);
        file.commit();
    }

    /** Deletes what has been written unless {@link #finish} has succeeded. */
    @Override
    public void close() {
        file.close();
    }

    /** Options of a {@link HyperstackWriter}; sizes default to 1, the rest to nothing. */
    public static final class Builder {
        private final Path target;
        private final int width;
        private final int height;
        private final PixelType type;
        private final List<StackLayout.DisplayRange> displayRanges = new ArrayList<>();
        private final Map<String, String> properties = new LinkedHashMap<>();
        private int channels = 1;
        private int slices = 1;
        private int frames = 1;
        private Calibration calibration = Calibration.UNKNOWN;
        private Lut lut;
        private String info = "";

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

        /**
         * What ImageJ shows as black and as white. Call it once for all channels, or once per channel in order. Without
         * it, ImageJ takes the extremes of the plane it shows.
         */
        public Builder displayRange(double min, double max) {
            if (!(min < max) || Double.isInfinite(min) || Double.isInfinite(max)) {
                throw new IllegalArgumentException("display range " + min + " to " + max);
            }
            displayRanges.add(new StackLayout.DisplayRange(min, max));
            return this;
        }

        /** Colours to show values with; for images with one channel. */
        public Builder lut(Lut value) {
            lut = value;
            return this;
        }

        /** Text of ImageJ's {@code Image > Show Info...}. */
        public Builder info(String text) {
            info = Objects.requireNonNull(text, "info");
            return this;
        }

        /** An image property, as {@code ImagePlus.setProp} keeps it; the order of calls is kept. */
        public Builder property(String key, String value) {
            properties.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
            return this;
        }

        /**
         * Checks the options and begins the file.
         *
         * @throws IllegalArgumentException if options contradict each other
         * @throws FormatsException if the file would exceed 4 GB or cannot be written
         */
        public HyperstackWriter open() {
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
            List<StackLayout.DisplayRange> ranges = new ArrayList<>(displayRanges);
            while (!ranges.isEmpty() && ranges.size() < channels) {
                ranges.add(ranges.get(0));
            }
            // A lower bound in floating point, before anything can overflow; then the exact size.
            double bytes = (double) channels * slices * frames * ((double) width * height * type.bytes() + 100);
            if (bytes > LARGEST_FILE) {
                throw tooLarge(bytes);
            }
            StackLayout layout = new StackLayout(
                    width, height, type, channels, slices, frames, calibration, ranges, lut, info, properties);
            ImageJTiffFrame frame = new ImageJTiffFrame(layout);
            if (frame.fileBytes() > LARGEST_FILE) {
                throw tooLarge(frame.fileBytes());
            }
            AtomicFile file = AtomicFile.create(target);
            try {
                return new HyperstackWriter(layout, frame, file);
            } catch (RuntimeException e) {
                file.close();
                throw e;
            }
        }

        private FormatsException tooLarge(double bytes) {
            return new FormatsException(
                    target,
                    "would have " + Math.round(bytes / (1 << 20)) + " MB, and TIFF ends at 4096 MB",
                    "write fewer slices or frames per file");
        }
    }
}
