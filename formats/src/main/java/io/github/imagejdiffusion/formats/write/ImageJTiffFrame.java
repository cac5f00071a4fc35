package io.github.imagejdiffusion.formats.write;

import io.github.imagejdiffusion.formats.PixelType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Everything of an ImageJ TIFF file but the pixels: what comes before the first plane and the directories after the
 * last. The bytes are those of {@code ij.io.TiffEncoder} of ImageJ 1.54p (a test compares), which itself cannot be used
 * because it asks for the planes, whereas here they arrive one by one.
 */
final class ImageJTiffFrame {

    private static final int HEADER = 8;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int COLOUR_MAP_ENTRIES = 768;
    private static final int META_DATA_COUNTS = 50838;
    private static final int META_DATA = 50839;

    private final StackLayout layout;
    private final byte[] description;
    private final boolean calibrated;
    private final List<String> metaStrings = new ArrayList<>();
    private final ByteBuffer metaHeader = ByteBuffer.allocate(64);
    private final double[] ranges;
    private final int fields;
    private final long pixelOffset;

    ImageJTiffFrame(StackLayout layout) {
        this.layout = layout;
        // One blank to be overwritten by the final NUL, as ImageJ does.
        this.description = (ImageJDescription.of(layout) + "\0").getBytes(StandardCharsets.US_ASCII);
        this.calibrated = layout.calibration().pixelWidth().isPresent();
        this.ranges = layout.channels() > 1
                ? layout.displayRanges().stream()
                        .flatMapToDouble(r -> java.util.stream.DoubleStream.of(r.min(), r.max()))
                        .toArray()
                : new double[0];
        collectMetaData();
        this.fields =
                11 + (calibrated ? 3 : 0) + (layout.type() == PixelType.FLOAT ? 1 : 0) + (layout.lut() != null ? 1 : 0);
        this.pixelOffset = firstValueOffset()
                + description.length
                + (calibrated ? 16 : 0)
                + (layout.lut() != null ? 2 * COLOUR_MAP_ENTRIES : 0)
                + (hasMetaData() ? 4L * metaEntries() + metaBytes() : 0);
    }

    /** Bytes of the whole file. */
    long fileBytes() {
        long more = (long) (layout.planes() - 1) * directoryBytes(fields);
        return pixelOffset + layout.planes() * layout.planeBytes() + more;
    }

    /** What comes before the first plane. */
    ByteBuffer head() {
        ByteBuffer out = ByteBuffer.allocate((int) pixelOffset);
        out.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(HEADER);
        long next = layout.planes() > 1 ? pixelOffset + layout.planes() * layout.planeBytes() : 0;
        directory(out, pixelOffset, next, hasMetaData());
        out.put(description);
        if (calibrated) {
            resolution(out);
        }
        if (layout.lut() != null) {
            colourMap(out);
        }
        if (hasMetaData()) {
            metaData(out);
        }
        return out.flip();
    }

    /** The directories of planes 2, 3, ..., in pieces. */
    void tail(Consumer<ByteBuffer> sink) {
        long at = pixelOffset + layout.planes() * layout.planeBytes();
        ByteBuffer out = ByteBuffer.allocate(directoryBytes(fields));
        for (int plane = 1; plane < layout.planes(); plane++) {
            at += directoryBytes(fields);
            out.clear();
            directory(out, pixelOffset + plane * layout.planeBytes(), plane == layout.planes() - 1 ? 0 : at, false);
            sink.accept(out.flip());
        }
    }

    private static int directoryBytes(int fields) {
        return 2 + 12 * fields + 4;
    }

    private int firstValueOffset() {
        return HEADER + directoryBytes(fields + (hasMetaData() ? 2 : 0));
    }

    private void directory(ByteBuffer out, long pixels, long next, boolean withMetaData) {
        int valueAt = firstValueOffset();
        out.putShort((short) (fields + (withMetaData ? 2 : 0)));
        field(out, 254, LONG, 1, 0);
        field(out, 256, LONG, 1, layout.width());
        field(out, 257, LONG, 1, layout.height());
        field(out, 258, SHORT, 1, layout.type().bytes() * 8);
        field(out, 259, SHORT, 1, 1);
        field(out, 262, SHORT, 1, layout.lut() != null && layout.type() == PixelType.UINT8 ? 3 : 1);
        field(out, 270, 2, description.length, valueAt);
        valueAt += description.length;
        field(out, 273, LONG, 1, (int) pixels);
        field(out, 277, SHORT, 1, 1);
        field(out, 278, LONG, 1, layout.height());
        field(out, 279, LONG, 1, (int) layout.planeBytes());
        if (calibrated) {
            field(out, 282, RATIONAL, 1, valueAt);
            field(out, 283, RATIONAL, 1, valueAt + 8);
            valueAt += 16;
            field(out, 296, SHORT, 1, 1);
        }
        if (layout.type() == PixelType.FLOAT) {
            field(out, 339, SHORT, 1, 3);
        }
        if (layout.lut() != null) {
            field(out, 320, SHORT, COLOUR_MAP_ENTRIES, valueAt);
            valueAt += 2 * COLOUR_MAP_ENTRIES;
        }
        if (withMetaData) {
            field(out, META_DATA_COUNTS, LONG, metaEntries(), valueAt);
            field(out, META_DATA, 1, metaBytes(), valueAt + 4 * metaEntries());
        }
        out.putInt((int) next);
    }

    private static void field(ByteBuffer out, int tag, int type, int count, int value) {
        out.putShort((short) tag).putShort((short) type).putInt(count);
        if (count == 1 && type == SHORT) {
            out.putShort((short) value).putShort((short) 0);
        } else {
            out.putInt(value);
        }
    }

    private void resolution(ByteBuffer out) {
        double x = 1 / layout.calibration().pixelWidth().getAsDouble();
        double y = 1 / layout.calibration().pixelHeight().orElse(1 / x);
        double scale = 1e6;
        if (Math.max(x, y) * scale > Integer.MAX_VALUE) {
            scale = (int) (Integer.MAX_VALUE / Math.max(x, y));
        }
        out.putInt((int) (x * scale)).putInt((int) scale);
        out.putInt((int) (y * scale)).putInt((int) scale);
    }

    private void colourMap(ByteBuffer out) {
        for (byte[] colour :
                List.of(layout.lut().reds(), layout.lut().greens(), layout.lut().blues())) {
            for (byte value : colour) {
                out.put(value).put((byte) 0);
            }
        }
    }

    /** "IJIJ", then type and number of each kind of entry. Source: {@code ij.io.TiffEncoder.writeMetaData}. */
    private void collectMetaData() {
        metaHeader.putInt(0x494a494a);
        if (!layout.info().isEmpty()) {
            metaHeader.putInt(0x696e666f).putInt(1);
        }
        if (ranges.length > 0) {
            metaHeader.putInt(0x72616e67).putInt(1);
        }
        if (!layout.properties().isEmpty()) {
            metaHeader.putInt(0x70726f70).putInt(2 * layout.properties().size());
        }
        for (Map.Entry<String, String> property : layout.properties().entrySet()) {
            metaStrings.add(property.getKey());
            metaStrings.add(property.getValue());
        }
        metaHeader.flip();
    }

    private boolean hasMetaData() {
        return metaHeader.limit() > 4;
    }

    private int metaEntries() {
        return 1 + (layout.info().isEmpty() ? 0 : 1) + (ranges.length > 0 ? 1 : 0) + metaStrings.size();
    }

    private int metaBytes() {
        int strings = metaStrings.stream().mapToInt(s -> 2 * s.length()).sum();
        return metaHeader.limit() + 2 * layout.info().length() + 8 * ranges.length + strings;
    }

    private void metaData(ByteBuffer out) {
        out.putInt(metaHeader.limit());
        if (!layout.info().isEmpty()) {
            out.putInt(2 * layout.info().length());
        }
        if (ranges.length > 0) {
            out.putInt(8 * ranges.length);
        }
        metaStrings.forEach(s -> out.putInt(2 * s.length()));
        out.put(metaHeader.duplicate());
        out.put(layout.info().getBytes(StandardCharsets.UTF_16BE));
        for (double value : ranges) {
            out.putDouble(value);
        }
        metaStrings.forEach(s -> out.put(s.getBytes(StandardCharsets.UTF_16BE)));
    }
}
