package io.github.imagejdiffusion.formats.write;

import ij.io.RoiEncoder;
import io.github.imagejdiffusion.formats.FormatsException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes outlines as a zip of {@code .roi} files, which ImageJ's ROI Manager opens. Works without a screen and without
 * the ROI Manager; the same outlines give the same bytes (entries carry one fixed date). Thread-safe.
 */
public final class RoiSetWriter {

    /** Any date will do but the first that zip knows, 1980-01-01: for that one, Java adds a field in local time. */
    private static final LocalDateTime FIXED_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private RoiSetWriter() {}

    /**
     * Writes all outlines to one file, in order.
     *
     * <p>Positions are as in {@link OutlineRoi}.
     *
     * @throws FormatsException if the file cannot be written; nothing is left behind
     */
    public static void write(Path target, List<RoiOutline> outlines) {
        try (AtomicFile file = AtomicFile.create(target)) {
            write(file, outlines);
            file.commit();
        }
    }

    /**
     * As {@link #write(Path, List)}, but leaves it to the caller to give the file its name.
     *
     * @param file nothing else may be written to it; not committed, not closed
     */
    public static void write(AtomicFile file, List<RoiOutline> outlines) {
        Set<String> names = new HashSet<>();
        try {
            ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(file.stream()));
            for (RoiOutline outline : outlines) {
                ZipEntry entry = new ZipEntry(unique(outline.name(), names) + ".roi");
                entry.setTimeLocal(FIXED_TIME);
                zip.putNextEntry(entry);
                zip.write(RoiEncoder.saveAsByteArray(OutlineRoi.of(outline)));
                zip.closeEntry();
            }
            zip.close();
        } catch (IOException e) {
            throw FormatsException.writing(file.target(), e);
        }
    }

    /** A name that no entry has yet and that is no path. */
    private static String unique(String name, Set<String> taken) {
        String clean = name.replaceAll("[\\\\/:\\p{Cntrl}]", "_");
        String candidate = clean;
        for (int n = 1; !taken.add(candidate); n++) {
            candidate = clean + "-" + n;
        }
        return candidate;
    }
}
