package io.github.imagejdiffusion.batch.evaluate;

import io.github.imagejdiffusion.batch.evaluate.metric.FloatMap;
import io.github.imagejdiffusion.batch.evaluate.metric.LabelImage;
import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.ImageFiles;
import java.io.IOException;
import java.nio.file.Path;

/** Reads label images, maps and pictures with the formats module. Thread-safe; what it opens is not. */
public final class FormatsMapReader implements MapReader {

    @Override
    public boolean accepts(Path file) {
        return ImageFiles.isSupported(file);
    }

    @Override
    public Planes<LabelImage> openLabels(Path file) throws IOException {
        return open(file, PlanePixels::labels);
    }

    @Override
    public Planes<FloatMap> openMap(Path file) throws IOException {
        return open(file, PlanePixels::map);
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
