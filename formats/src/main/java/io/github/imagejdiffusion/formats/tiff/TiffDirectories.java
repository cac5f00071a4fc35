package io.github.imagejdiffusion.formats.tiff;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the directories of a TIFF or BigTIFF file: the chain that begins in the header, and single ones by place. */
final class TiffDirectories {

    private static final int MAGIC = 42;
    private static final int BIG_MAGIC = 43;

    private final TiffInput input;
    private final boolean big;

    private TiffDirectories(TiffInput input, boolean big) {
        this.input = input;
        this.big = big;
    }

    /**
     * Reads the header and sets the byte order of the input.
     *
     * @throws io.github.imagejdiffusion.formats.FormatsException if there is no TIFF header
     */
    static TiffDirectories of(TiffInput input) {
        int mark = input.contains(0, 8) ? input.unsignedShort(0) : 0;
        if (mark != 0x4949 && mark != 0x4d4d) {
            throw input.damaged("it has no TIFF header");
        }
        input.setOrder(mark == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int magic = input.unsignedShort(2);
        if (magic != MAGIC && magic != BIG_MAGIC || magic == BIG_MAGIC && input.unsignedShort(4) != 8) {
            throw input.damaged("it has no TIFF header");
        }
        return new TiffDirectories(input, magic == BIG_MAGIC);
    }

    /**
     * All directories of the chain, at least one.
     *
     * @throws io.github.imagejdiffusion.formats.FormatsException if the chain leaves the file, runs in a circle, or is
     *     longer than the file has room for
     */
    List<TiffDirectory> chain() {
        List<TiffDirectory> directories = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        long room = input.length();
        long at = offset(big ? 8 : 4);
        while (at != 0) {
            if (!seen.add(at)) {
                throw input.damaged("its pages run in a circle after page " + directories.size());
            }
            String name = "page " + (directories.size() + 1);
            int entries = entries(at, name);
            // Directories that lie over each other would let a small file ask for any amount of memory.
            room -= bytes(entries);
            if (room < 0) {
                throw input.damaged("its directories lie over each other, up to that of " + name);
            }
            directories.add(TiffDirectory.read(input, at + countBytes(), entries, big));
            at = offset(at + bytes(entries) - offsetBytes());
        }
        if (directories.isEmpty()) {
            throw input.damaged("it holds no page");
        }
        return directories;
    }

    /**
     * One directory outside of the chain.
     *
     * @param at its first byte
     * @param name what it is, for messages
     */
    TiffDirectory at(long at, String name) {
        return TiffDirectory.read(input, at + countBytes(), entries(at, name), big);
    }

    private int entries(long at, String name) {
        if (!input.contains(at, countBytes())) {
            throw input.damaged(
                    name + " is said to begin at byte " + at + ", but the file ends at byte " + input.length());
        }
        long entries = big ? input.longValue(at) : input.unsignedShort(at);
        if (entries < 1 || entries > 0xffff || !input.contains(at, bytes((int) entries))) {
            throw input.damaged("the directory of " + name + " is cut off");
        }
        return (int) entries;
    }

    private long offset(long at) {
        return big ? input.longValue(at) : input.unsignedInt(at);
    }

    private int countBytes() {
        return big ? 8 : 2;
    }

    private int offsetBytes() {
        return big ? 8 : 4;
    }

    private long bytes(int entries) {
        return countBytes() + entries * (big ? 20L : 12L) + offsetBytes();
    }
}
