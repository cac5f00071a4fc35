package io.github.imagejdiffusion.formats.write;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * One image file directory: fields are collected in any order and written in that of their tags, each value that does
 * not fit into its field right after the directory. A second value for a tag replaces the first.
 */
final class DirectoryEncoder {

    /** Values and directories begin at multiples of this; TIFF 6.0 asks for 2. */
    static final int ALIGNMENT = 8;

    private static final int BYTE = 1;
    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int LONG8 = 16;

    private final TiffContainer container;
    private final Map<Integer, Field> fields = new TreeMap<>();

    private record Field(int type, int count, byte[] value) {}

    DirectoryEncoder(TiffContainer container) {
        this.container = container;
    }

    /** @param text characters outside ASCII become question marks */
    void ascii(int tag, String text) {
        byte[] value = (text + "\0").getBytes(StandardCharsets.US_ASCII);
        fields.put(tag, new Field(ASCII, value.length, value));
    }

    /** TIFF 6.0 asks for ASCII; XML is taken for what it says that it is by all its readers. */
    void utf8(int tag, String text) {
        byte[] value = (text + "\0").getBytes(StandardCharsets.UTF_8);
        fields.put(tag, new Field(ASCII, value.length, value));
    }

    void bytes(int tag, byte[] value) {
        fields.put(tag, new Field(BYTE, value.length, value));
    }

    /** Unsigned, 16 bits. */
    void shorts(int tag, int... values) {
        ByteBuffer out = ByteBuffer.allocate(values.length * Short.BYTES);
        Arrays.stream(values).forEach(v -> out.putShort((short) v));
        fields.put(tag, new Field(SHORT, values.length, out.array()));
    }

    /** Unsigned, 32 bits. */
    void longs(int tag, int... values) {
        ByteBuffer out = ByteBuffer.allocate(values.length * Integer.BYTES);
        Arrays.stream(values).forEach(out::putInt);
        fields.put(tag, new Field(LONG, values.length, out.array()));
    }

    /** Places or lengths in the file, as wide as the container has them. */
    void offsets(int tag, long... values) {
        ByteBuffer out = ByteBuffer.allocate(values.length * container.offsetBytes());
        Arrays.stream(values).forEach(v -> container.putOffset(out, v));
        fields.put(tag, new Field(container == TiffContainer.BIG ? LONG8 : LONG, values.length, out.array()));
    }

    void rational(int tag, int numerator, int denominator) {
        ByteBuffer out =
                ByteBuffer.allocate(2 * Integer.BYTES).putInt(numerator).putInt(denominator);
        fields.put(tag, new Field(RATIONAL, 1, out.array()));
    }

    /** Bytes of the directory and its values, a multiple of {@link #ALIGNMENT}. */
    long bytes() {
        return aligned(container.directoryBytes(fields.size()))
                + fields.values().stream()
                        .filter(this::liesOutside)
                        .mapToLong(f -> aligned(f.value.length))
                        .sum();
    }

    /**
     * @param at where in the file the result will lie
     * @param next where the next directory lies, 0 for none
     */
    ByteBuffer encode(long at, long next) {
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(bytes()));
        int valueAt = (int) aligned(container.directoryBytes(fields.size()));
        container.putEntryCount(out, fields.size());
        for (Map.Entry<Integer, Field> entry : fields.entrySet()) {
            Field field = entry.getValue();
            out.putShort(entry.getKey().shortValue()).putShort((short) field.type);
            container.putOffset(out, field.count);
            if (liesOutside(field)) {
                container.putOffset(out, at + valueAt);
                out.put(valueAt, field.value);
                valueAt += (int) aligned(field.value.length);
            } else {
                out.put(Arrays.copyOf(field.value, container.offsetBytes()));
            }
        }
        container.putOffset(out, next);
        return out.rewind();
    }

    static long aligned(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private boolean liesOutside(Field field) {
        return field.value.length > container.offsetBytes();
    }
}
