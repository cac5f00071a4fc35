package io.github.imagejdiffusion.batch.evaluate;

import io.github.imagejdiffusion.batch.evaluate.metric.FloatMap;
import io.github.imagejdiffusion.batch.evaluate.metric.LabelImage;
import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.zarr.ZarrLabels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads label images, maps and pictures with the formats module. Thread-safe; what it opens is not. */
public final class FormatsMapReader implements MapReader {

    @Override
    public boolean accepts(Path file) throws IOException {
        if (!Files.isDirectory(file)) {
            return Files.isRegularFile(file) && ImageFiles.isSupported(file);
        }
        try {
            return ImageFiles.isImageFolder(file);
        } catch (FormatsException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public Planes<LabelImage> openLabels(Path file) throws IOException {
        return open(labelsOf(file), PlanePixels::labels);
    }

    private static Path labelsOf(Path file) throws IOException {
        List<Path> within;
        try {
            within = ZarrLabels.of(file);
        } catch (FormatsException e) {
            throw new IOException(e.getMessage(), e);
        }
        if (within.size() > 1) {
            throw new IOException(file + ": holds " + within.size() + " label images; save the one to score as TIFF");
        }
        if (within.isEmpty() && Files.isDirectory(file)) {
            requireOneChannel(file);
        }
        return within.isEmpty() ? file : within.get(0);
    }

    /** A folder that holds no label image may be one itself. */
    private static void requireOneChannel(Path folder) throws IOException {
        try (ImageFile image = ImageFiles.open(folder)) {
            int channels = image.series().get(0).sizeC();
            if (channels > 1) {
                throw new IOException(folder + ": holds " + channels
                        + " channels, and names no label image in its folder" + " 'labels'; run segment again");
            }
        } catch (FormatsException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public Planes<FloatMap> openMap(Path file) throws IOException {
        return open(file, PlanePixels::map);
    }

    @Override
    public Optional<Planes<FloatMap>> openChannel(Path image, String name) throws IOException {
        try {
            return SeriesPlanes.ofChannel(ImageFiles.open(image), name, PlanePixels::map);
        } catch (FormatsException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public ImagePlanes openImage(Path file) throws IOException {
        try {
            return SeriesImagePlanes.of(ImageFiles.open(file));
        } catch (FormatsException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private <T> Planes<T> open(Path file, SeriesPlanes.Conversion<T> conversion) throws IOException {
        try {
            return SeriesPlanes.of(ImageFiles.open(file), conversion);
        } catch (FormatsException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
