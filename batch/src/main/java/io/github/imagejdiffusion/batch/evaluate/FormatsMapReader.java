package io.github.imagejdiffusion.batch.evaluate;

import io.github.imagejdiffusion.batch.evaluate.metric.FloatMap;
import io.github.imagejdiffusion.batch.evaluate.metric.LabelImage;
import io.github.imagejdiffusion.formats.FormatsException;
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
        return within.isEmpty() ? file : within.get(0);
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
