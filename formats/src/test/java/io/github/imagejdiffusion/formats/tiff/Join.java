package io.github.imagejdiffusion.formats.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Puts the pages of little-endian classic TIFFs into one file. */
final class Join {

    private static final int SUB_DIRECTORIES = 330;
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8};

    private Join() {}

    /** The pages of the second file follow those of the first. */
    static byte[] pages(byte[] first, byte[] second) {
        int shift = even(first.length);
        ByteBuffer out = append(first, second);
        List<Integer> directories = directories(out, out.getInt(4));
        out.putInt(nextPointer(out, directories.get(directories.size() - 1)), shift + out.getInt(shift + 4));
        return out.array();
    }

    /**
     * The pages of {@code reduced} become sub-directories of the pages of {@code full}, one each.
     *
     * @param full its pages have a field of sub-directories with room for this one
     * @param level place in that field
     */
    static byte[] underneath(byte[] full, byte[] reduced, int level) {
        int shift = even(full.length);
        ByteBuffer out = append(full, reduced);
        List<Integer> above = directories(out, out.getInt(4));
        List<Integer> below = directories(out, shift + out.getInt(shift + 4));
        for (int page = 0; page < above.size(); page++) {
            int field = field(out, above.get(page), SUB_DIRECTORIES);
            int values = out.getInt(field + 4) > 1 ? out.getInt(field + 8) : field + 8;
            out.putInt(values + 4 * level, below.get(page));
            out.putInt(nextPointer(out, below.get(page)), 0);
        }
        return out.array();
    }

    /** Position of the pointer to the next directory. */
    static int nextPointer(ByteBuffer tiff, int directory) {
        return directory + 2 + 12 * tiff.getShort(directory);
    }

    /** Both files, one after the other, all places in the second put right. */
    private static ByteBuffer append(byte[] first, byte[] second) {
        int shift = even(first.length);
        ByteBuffer out = ByteBuffer.allocate(shift + second.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(first).position(shift).put(second);
        int directory = shift + out.getInt(shift + 4);
        while (directory != shift) {
            int entries = out.getShort(directory);
            for (int i = 0; i < entries; i++) {
                relocate(out, directory + 2 + 12 * i, shift);
            }
            int pointer = nextPointer(out, directory);
            directory = shift + out.getInt(pointer);
            out.putInt(pointer, directory == shift ? 0 : directory);
        }
        return out;
    }

    private static void relocate(ByteBuffer out, int field, int shift) {
        int tag = out.getShort(field) & 0xffff;
        int bytes = out.getInt(field + 4) * TYPE_BYTES[out.getShort(field + 2)];
        if (bytes > 4) {
            out.putInt(field + 8, out.getInt(field + 8) + shift);
        }
        if (tag == 273 || tag == 324) {
            int values = bytes > 4 ? out.getInt(field + 8) : field + 8;
            for (int k = 0; k < bytes / 4; k++) {
                out.putInt(values + 4 * k, out.getInt(values + 4 * k) + shift);
            }
        }
    }

    private static List<Integer> directories(ByteBuffer tiff, int first) {
        List<Integer> all = new ArrayList<>();
        for (int at = first; at != 0; at = tiff.getInt(nextPointer(tiff, at))) {
            all.add(at);
        }
        return all;
    }

    private static int field(ByteBuffer tiff, int directory, int tag) {
        int field = directory + 2;
        while ((tiff.getShort(field) & 0xffff) != tag) {
            field += 12;
        }
        return field;
    }

    private static int even(int length) {
        return length + (length & 1);
    }
}
