package io.github.imagejdiffusion.formats.bioformats;

import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.Series;
import io.github.imagejdiffusion.formats.bioformats.BioFormatsApi.Count;
import io.github.imagejdiffusion.formats.bioformats.BioFormatsApi.Flag;
import io.github.imagejdiffusion.formats.bioformats.BioFormatsApi.Quantity;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import net.imglib2.FinalDimensions;

/** Reads the structure of an opened file: all images, all resolutions. */
final class StoredImages {

    /** The constants of {@code loci.formats.FormatTools}, in order; a bit takes a byte. */
    private static final List<PixelType> TYPES = List.of(
            PixelType.INT8,
            PixelType.UINT8,
            PixelType.INT16,
            PixelType.UINT16,
            PixelType.INT32,
            PixelType.UINT32,
            PixelType.FLOAT,
            PixelType.DOUBLE,
            PixelType.UINT8);

    /** In micrometres, a hundredth of an atom: some files write such numbers for "none". */
    private static final double LEAST_SIZE = 1e-6;

    private final BioFormatsReader file;
    private final BioFormatsApi api;
    private final Object reader;
    private final Object metadata;

    private StoredImages(BioFormatsReader file, BioFormatsApi api, Object reader, Object metadata) {
        this.file = file;
        this.api = api;
        this.reader = reader;
        this.metadata = metadata;
    }

    /**
     * By image, then by resolution, full size first; there is at least one of both.
     *
     * @throws FormatsException if the file is damaged or has pixels of an unknown type
     */
    static List<List<StoredImage>> of(BioFormatsReader file) {
        List<List<StoredImage>> images =
                file.call((api, reader, metadata) -> new StoredImages(file, api, reader, metadata).all());
        if (images.isEmpty()) {
            throw new FormatsException(file.file(), "holds no image", "check that all files of it are here");
        }
        return images;
    }

    private List<List<StoredImage>> all() throws Throwable {
        List<List<StoredImage>> images = new ArrayList<>();
        int count = api.get(reader, Count.SERIES);
        for (int index = 0; index < count; index++) {
            List<StoredImage> levels = new ArrayList<>();
            api.select(reader, index, 0);
            int resolutions = api.get(reader, Count.RESOLUTIONS);
            for (int level = 0; level < resolutions; level++) {
                api.select(reader, index, level);
                levels.add(image(index, levels.isEmpty() ? null : levels.get(0).series()));
            }
            images.add(List.copyOf(levels));
        }
        return images;
    }

    /** @param full the image at full size; null if that is what is selected */
    private StoredImage image(int index, Series full) throws Throwable {
        int samples = Math.max(1, api.get(reader, Count.SAMPLES));
        int channels = api.get(reader, Count.C);
        int[][] palette = palette();
        PixelType type = type(index);
        boolean colour = palette != null || channels == 3 && samples == 3;
        int width = api.get(reader, Count.X);
        int height = api.get(reader, Count.Y);
        Series series = new Series(
                full == null ? text(api.imageName(metadata, index)) : full.name(),
                width,
                height,
                palette == null ? channels : palette.length,
                api.get(reader, Count.Z),
                api.get(reader, Count.T),
                type,
                colour,
                full == null ? calibration(index) : reduced(full, width, height),
                colour ? List.of() : channelNames(index, channels));
        return new StoredImage(
                series,
                samples,
                api.is(reader, Flag.INTERLEAVED),
                api.is(reader, Flag.LITTLE_ENDIAN) ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN,
                new FinalDimensions(
                        within(api.get(reader, Count.TILE_WIDTH), width),
                        within(api.get(reader, Count.TILE_HEIGHT), height)),
                palette);
    }

    private static int within(int tile, int size) {
        return Math.max(1, Math.min(tile, size));
    }

    private PixelType type(int index) throws Throwable {
        int type = api.get(reader, Count.PIXEL_TYPE);
        if (type < 0 || type >= TYPES.size()) {
            throw FormatsException.unsupported(
                    file.file(),
                    "the pixel type of image " + (index + 1) + " (number " + type + " of Bio-Formats) is not supported",
                    "export it as OME-TIFF with 8, 16 or 32 bit");
        }
        return TYPES.get(type);
    }

    /** Null unless values are places in a palette; false colours only say how to show the values. */
    private int[][] palette() throws Throwable {
        boolean places = api.is(reader, Flag.INDEXED)
                && !api.is(reader, Flag.FALSE_COLOR)
                && api.get(reader, Count.C) == 1
                && TYPES.indexOf(PixelType.UINT8) == api.get(reader, Count.PIXEL_TYPE);
        byte[][] table = places ? api.palette(reader) : null;
        if (table == null || table.length < 3) {
            return null;
        }
        int[][] colours = new int[3][];
        for (int c = 0; c < colours.length; c++) {
            colours[c] = new int[table[c].length];
            for (int i = 0; i < table[c].length; i++) {
                colours[c][i] = table[c][i] & 0xff;
            }
        }
        return colours;
    }

    private Calibration calibration(int index) throws Throwable {
        OptionalDouble width = size(Quantity.PIXEL_WIDTH, index);
        OptionalDouble interval = api.quantity(metadata, Quantity.FRAME_INTERVAL, index);
        return new Calibration(
                width,
                size(Quantity.PIXEL_HEIGHT, index),
                size(Quantity.PIXEL_DEPTH, index),
                interval.isPresent() ? Calibration.ifSensible(interval.getAsDouble()) : interval,
                width.isPresent() ? "micron" : "");
    }

    private OptionalDouble size(Quantity quantity, int index) throws Throwable {
        OptionalDouble size = api.quantity(metadata, quantity, index);
        return size.isPresent() && size.getAsDouble() >= LEAST_SIZE
                ? Calibration.ifSensible(size.getAsDouble())
                : OptionalDouble.empty();
    }

    private static Calibration reduced(Series full, int width, int height) {
        Calibration c = full.calibration();
        return new Calibration(
                scaled(c.pixelWidth(), (double) full.sizeX() / width),
                scaled(c.pixelHeight(), (double) full.sizeY() / height),
                c.pixelDepth(),
                c.frameInterval(),
                c.unit());
    }

    private static OptionalDouble scaled(OptionalDouble size, double factor) {
        return size.isPresent() ? OptionalDouble.of(size.getAsDouble() * factor) : size;
    }

    /** One for each channel, or none at all. */
    private List<String> channelNames(int index, int channels) throws Throwable {
        if (api.channelCount(metadata, index) != channels) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (int c = 0; c < channels; c++) {
            names.add(text(api.channelName(metadata, index, c)));
        }
        return names.stream().allMatch(String::isEmpty) ? List.of() : names;
    }

    private static String text(String value) {
        return value == null ? "" : value.strip();
    }
}
