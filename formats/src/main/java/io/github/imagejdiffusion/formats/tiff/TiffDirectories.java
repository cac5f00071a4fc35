package io.github.imagejdiffusion.formats.tiff;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the header and the chain of directories of a TIFF or BigTIFF file. */
final class TiffDirectories {

    private static final int MAGIC = 42;
    private static final int BIG_MAGIC = 43;

    private TiffDirectories() {}

    /**
     * Sets the byte order of the input and returns its directories, at least one.
     *
     * @throws io.github.imagejdiffusion.formats.FormatsException if the chain leaves the file or runs in a circle
     */
    static List<TiffDirectory> read(TiffInput input) {
        int mark = input.contains(0, 8) ? input.unsignedShort(0) : 0;
        if (mark != 0x4949 && mark != 0x4d4d) {
            throw input.damaged("it has no TIFF header");
        }
        input.setOrder(mark == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int magic = input.unsignedShort(2);
        if (magic != MAGIC && magic != BIG_MAGIC || magic == BIG_MAGIC && input.unsignedShort(4) != 8) {
            throw input.damaged("it has no TIFF header");
        }
        boolean big = magic == BIG_MAGIC;
        List<TiffDirectory> directories = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        long at = big ? input.longValue(8) : input.unsignedInt(4);
        while (at != 0) {
            if (!input.contains(at, big ? 8 : 2)) {
                throw input.damaged("page " + (directories.size() + 1) + " is said to begin at byte " + at
                        + ", but the file ends at byte " + input.length());
            }
            if (!seen.add(at)) {
                throw input.damaged("its pages run in a circle after page " + directories.size());
            }
            long entries = big ? input.longValue(at) : input.unsignedShort(at);
            long first = at + (big ? 8 : 2);
            long end = first + entries * (big ? 20 : 12);
            if (entries < 1 || entries > 0xffff || !input.contains(end, big ? 8 : 4)) {
                throw input.damaged("the directory of page " + (directories.size() + 1) + " is cut off");
            }
            directories.add(TiffDirectory.read(input, first, (int) entries, big));
            at = big ? input.longValue(end) : input.unsignedInt(end);
        }
        if (directories.isEmpty()) {
            throw input.damaged("it holds no page");
        }
        return directories;
    }
}
