package io.github.imagejdiffusion.formats.lazy;

import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.Series;
import java.nio.file.Path;
import java.util.List;
import net.imglib2.Dimensions;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.util.Intervals;

/** A file that counts how often it is read, and how much of it. */
final class CountingFile implements ImageFile {

    private final ImageFile file;
    int reads;
    long pixels;

    CountingFile(ImageFile file) {
        this.file = file;
    }

    @Override
    public Path path() {
        return file.path();
    }

    @Override
    public String formatName() {
        return file.formatName();
    }

    @Override
    public List<Series> series() {
        return file.series();
    }

    @Override
    public RandomAccessibleInterval<? extends RealType<?>> region(int series, int c, int z, int t, Interval region) {
        reads++;
        pixels += Intervals.numElements(region);
        return file.region(series, c, z, t, region);
    }

    @Override
    public Dimensions unit(int series, int c, int z, int t) {
        return file.unit(series, c, z, t);
    }

    @Override
    public void close() {
        file.close();
    }
}
