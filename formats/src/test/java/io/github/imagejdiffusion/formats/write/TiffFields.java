package io.github.imagejdiffusion.formats.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The fields of every page of a big-endian TIFF file, read by the letter of the specification. */
final class TiffFields {

    static final int IMAGE_DESCRIPTION = 270;
    static final int STRIP_OFFSETS = 273;
    static final int STRIP_BYTE_COUNTS = 279;

    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8};

    private final ByteBuffer file;
    private final boolean big;
    private final List<Map<Integer, byte[]>> pages = new ArrayList<>();
    private boolean sound = true;

    private TiffFields(ByteBuffer file) {
        this.file = file;
        int version = file.getShort(2);
        if (file.getShort(0) != 0x4d4d || version != 42 && version != 43) {
            throw new AssertionError("not a big-endian TIFF file");
        }
        this.big = version == 43;
        if (big && file.getInt(4) != 0x80000) {
            throw new AssertionError("not a BigTIFF header");
        }
    }

    static TiffFields read(Path path) throws IOException {
        TiffFields all = new TiffFields(ByteBuffer.wrap(Files.readAllBytes(path)));
        int next = all.offset(all.big ? 8 : 4);
        while (next != 0) {
            next = all.page(next);
        }
        return all;
    }

    private int page(int at) {
        sound &= at % 2 == 0;
        Map<Integer, byte[]> fields = new TreeMap<>();
        int entries = big ? (int) file.getLong(at) : file.getShort(at);
        int entry = at + (big ? 8 : 2);
        int before = 0;
        for (int i = 0; i < entries; i++) {
            int tag = file.getShort(entry) & 0xffff;
            sound &= tag > before;
            before = tag;
            int bytes = TYPE_BYTES[file.getShort(entry + 2)] * offset(entry + 4);
            int value = entry + (big ? 12 : 8);
            byte[] copy = new byte[bytes];
            file.get(bytes > (big ? 8 : 4) ? offset(value) : value, copy);
            fields.put(tag, copy);
            entry += big ? 20 : 12;
        }
        pages.add(fields);
        return offset(entry);
    }

    private int offset(int at) {
        return big ? Math.toIntExact(file.getLong(at)) : file.getInt(at);
    }

    boolean isBig() {
        return big;
    }

    /** Whether directories begin at even bytes with their tags in order, as TIFF 6.0 demands and ImageJ cares not. */
    boolean directoriesAreSound() {
        return sound;
    }

    List<Map<Integer, byte[]>> pages() {
        return pages;
    }

    /** All values of a field of offsets. */
    long[] offsets(int page, int tag) {
        ByteBuffer value = ByteBuffer.wrap(pages.get(page).get(tag));
        long[] all = new long[value.capacity() / (big ? Long.BYTES : Integer.BYTES)];
        Arrays.setAll(all, i -> big ? value.getLong() : value.getInt() & 0xffffffffL);
        return all;
    }

    /** The description of the first page, without its final NUL. */
    String description() {
        String text = new String(pages.get(0).get(IMAGE_DESCRIPTION), StandardCharsets.UTF_8);
        return text.substring(0, text.indexOf('\0'));
    }
}
