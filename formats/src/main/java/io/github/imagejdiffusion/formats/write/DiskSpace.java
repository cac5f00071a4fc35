package io.github.imagejdiffusion.formats.write;

import io.github.imagejdiffusion.formats.FormatsException;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The question whether results will fit, asked before hours are spent on them. The answer is what the file system
 * says: quotas it does not mention, and what others write meanwhile, still end in an error when writing.
 */
public final class DiskSpace {

    private static final double GIBIBYTE = 1L << 30;

    private DiskSpace() {}

    /**
     * Checks that a folder's disk has room for more files.
     *
     * @param folder where they shall be; if it does not exist yet, its nearest parent that does is asked
     * @param bytes what they need in all
     * @throws FormatsException naming the folder, if less is free, or if the disk cannot be asked
     */
    public static void require(Path folder, long bytes) {
        try {
            FileStore store = Files.getFileStore(existing(folder));
            // Some network file systems do not know; they say 0 bytes in all.
            require(folder, bytes, store.getTotalSpace() == 0 ? Long.MAX_VALUE : store.getUsableSpace());
        } catch (IOException e) {
            throw FormatsException.writing(folder, e);
        }
    }

    /** @param free bytes that may be written to the folder's disk */
    static void require(Path folder, long bytes, long free) {
        if (bytes <= free) {
            return;
        }
        // Rounded apart, so that the two never read the same.
        double needed = Math.ceil(bytes / GIBIBYTE * 10) / 10;
        double there = Math.floor(free / GIBIBYTE * 10) / 10;
        throw new FormatsException(
                folder,
                String.format(Locale.ROOT, "needs %.1f GB of disk space and has %.1f GB free", needed, there),
                "free some disk space or choose a folder on another disk");
    }

    private static Path existing(Path folder) {
        Path at = folder.toAbsolutePath();
        while (!Files.exists(at) && at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }
}
