package io.github.imagejdiffusion.batch.outputs;

import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.Series;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import net.imglib2.FinalInterval;

/**
 * Tells results that were cut off from those that their user has edited: a computer that goes down may leave files under
 * their names of which not all has come to the disk.
 */
final class CutOff {

    private CutOff() {}

    /**
     * Whether a result lacks its end. Looks into files only that are smaller than they were.
     *
     * @param bytes that it had
     * @throws FormatsException if its size cannot be asked for
     */
    static boolean isCutOff(Path file, long bytes) {
        try {
            long size = Files.size(file);
            if (size == 0 || size >= bytes) {
                return size < bytes;
            }
            String name = file.getFileName().toString();
            if (name.endsWith(OutputSuffixes.OBJECTS)) {
                return !endsWithLine(file, size);
            }
            return name.endsWith(OutputSuffixes.ROIS) ? !isZip(file) : !isImage(file);
        } catch (IOException e) {
            throw FormatsException.reading(file, e);
        }
    }

    private static boolean endsWithLine(Path file, long size) throws IOException {
        try (RandomAccessFile table = new RandomAccessFile(file.toFile(), "r")) {
            table.seek(size - 1);
            return table.read() == '\n';
        }
    }

    /** The list of a zip's entries is at its end. */
    private static boolean isZip(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.size() > 0;
        } catch (ZipException e) {
            return false;
        }
    }

    /** Pixels are written in the order of planes and rows, so the last one tells of all. */
    private static boolean isImage(Path file) {
        try (ImageFile image = ImageFiles.open(file)) {
            for (int i = 0; i < image.series().size(); i++) {
                Series series = image.series().get(i);
                long[] last = {series.sizeX() - 1, series.sizeY() - 1};
                image.region(
                        i, series.sizeC() - 1, series.sizeZ() - 1, series.sizeT() - 1, new FinalInterval(last, last));
            }
            return true;
        } catch (FormatsException e) {
            return false;
        }
    }
}
