package io.github.imagejdiffusion.formats.tiff;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;

/**
 * One image file directory: its fields, whose values are fetched from the file when asked for. Kept as flat arrays,
 * because a time series has tens of thousands of directories.
 */
final class TiffDirectory {

    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};
    private static final int ASCII = 2;
    private static final int RATIONAL = 5;
    /** More numbers than any real field has (strips of a 60,000 x 60,000 image: 3.6 million at one pixel each). */
    private static final int MOST_NUMBERS = 1 << 24;

    private final TiffInput input;
    private final int[] tags;
    private final int[] types;
    private final long[] counts;
    private final long[] positions;

    private TiffDirectory(TiffInput input, int entries) {
        this.input = input;
        tags = new int[entries];
        types = new int[entries];
        counts = new long[entries];
        positions = new long[entries];
    }

    /** Reads the directory of {@code entries} fields whose first field is at {@code position}. */
    static TiffDirectory read(TiffInput input, long position, int entries, boolean big) {
        TiffDirectory directory = new TiffDirectory(input, entries);
        int entryBytes = big ? 20 : 12;
        int inlineBytes = big ? 8 : 4;
        for (int i = 0; i < entries; i++) {
            long at = position + (long) i * entryBytes;
            directory.tags[i] = input.unsignedShort(at);
            directory.types[i] = input.unsignedShort(at + 2);
            long count = big ? input.longValue(at + 4) : input.unsignedInt(at + 4);
            long value = at + (big ? 12 : 8);
            int bytes = directory.types[i] < TYPE_BYTES.length ? TYPE_BYTES[directory.types[i]] : 0;
            boolean inline = count >= 0 && count <= inlineBytes && count * bytes <= inlineBytes;
            directory.counts[i] = count;
            directory.positions[i] = inline ? value : big ? input.longValue(value) : input.unsignedInt(value);
        }
        return directory;
    }

    boolean has(int tag) {
        return index(tag) >= 0;
    }

    /** The first value of a field of whole numbers. */
    long number(int tag, long absent) {
        int i = index(tag);
        return i < 0 || counts[i] == 0 ? absent : numbers(i, 1)[0];
    }

    /** All values of a field of whole numbers; empty when the field is absent. */
    long[] numbers(int tag) {
        int i = index(tag);
        return i < 0 ? new long[0] : numbers(i, Integer.MAX_VALUE);
    }

    private long[] numbers(int i, int most) {
        requireSound(i);
        int size = TYPE_BYTES[types[i]];
        if (types[i] == RATIONAL || counts[i] > MOST_NUMBERS) {
            throw input.damaged("field " + tags[i] + " has " + counts[i] + " values of type " + types[i]);
        }
        long[] values = new long[(int) Math.min(counts[i], most)];
        ByteBuffer bytes =
                ByteBuffer.wrap(input.bytes(positions[i], values.length * size)).order(input.order());
        for (int k = 0; k < values.length; k++) {
            values[k] = switch (size) {
                case 1 -> bytes.get() & 0xff;
                case 2 -> bytes.getShort() & 0xffff;
                case 4 -> bytes.getInt() & 0xffffffffL;
                default -> bytes.getLong();
            };
        }
        return values;
    }

    /** A fraction of two whole numbers; empty when absent or without meaning. */
    OptionalDouble rational(int tag) {
        int i = index(tag);
        if (i < 0 || types[i] != RATIONAL || counts[i] < 1) {
            return OptionalDouble.empty();
        }
        requireSound(i);
        long numerator = input.unsignedInt(positions[i]);
        long denominator = input.unsignedInt(positions[i] + 4);
        return numerator == 0 || denominator == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) numerator / denominator);
    }

    /** A text up to its first NUL, as UTF-8 or, where that is not valid, as Latin-1; empty when absent. */
    String text(int tag) {
        int i = index(tag);
        if (i < 0 || types[i] != ASCII) {
            return "";
        }
        ByteBuffer bytes = ByteBuffer.wrap(bytes(tag));
        int end = 0;
        while (end < bytes.limit() && bytes.get(end) != 0) {
            end++;
        }
        bytes.limit(end);
        try {
            CharBuffer utf8 = StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate());
            return utf8.toString();
        } catch (CharacterCodingException notUtf8) {
            // Old ImageJ and MetaMorph write the micro sign as one Latin-1 byte.
            return StandardCharsets.ISO_8859_1.decode(bytes).toString();
        }
    }

    /** The raw bytes of a field; empty when absent. */
    byte[] bytes(int tag) {
        int i = index(tag);
        if (i < 0) {
            return new byte[0];
        }
        requireSound(i);
        long bytes = counts[i] * TYPE_BYTES[types[i]];
        if (bytes > Integer.MAX_VALUE - 8) {
            throw input.damaged("field " + tags[i] + " has " + bytes + " bytes");
        }
        return input.bytes(positions[i], (int) bytes);
    }

    private void requireSound(int i) {
        int size = types[i] < TYPE_BYTES.length ? TYPE_BYTES[types[i]] : 0;
        if (size == 0) {
            throw input.damaged("field " + tags[i] + " has the unknown type " + types[i]);
        }
        if (counts[i] < 0 || counts[i] > input.length() || !input.contains(positions[i], counts[i] * size)) {
            throw input.damaged("the value of field " + tags[i] + " lies beyond its end");
        }
    }

    private int index(int tag) {
        for (int i = 0; i < tags.length; i++) {
            if (tags[i] == tag) {
                return i;
            }
        }
        return -1;
    }
}
