package io.github.imagejdiffusion.formats.tiff;

import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.PlaneBounds;
import io.github.imagejdiffusion.formats.Series;
import java.nio.file.Path;
import java.util.List;
import net.imglib2.Dimensions;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** An opened TIFF file of any kind. */
final class TiffImageFile implements ImageFile {

    private final TiffInput input;
    private final PlaneReader reader;
    private final String formatName;
    private final List<TiffSeries> layout;
    private final List<Series> series;

    private TiffImageFile(TiffInput input, String formatName, List<TiffSeries> layout) {
        this.input = input;
        this.formatName = formatName;
        this.layout = layout;
        this.series = layout.stream().map(TiffSeries::series).toList();
        this.reader = new PlaneReader(input);
    }

    static TiffImageFile open(Path file) {
        TiffInput input = new TiffInput(file);
        try {
            TiffPages pages = new TiffPages(input);
            String description = pages.directory(0).text(Tag.IMAGE_DESCRIPTION);
            if (OmeXml.isOme(description)) {
                return new TiffImageFile(input, "OME-TIFF", OmeLayout.read(pages, description));
            }
            if (ImageJLayout.isImageJ(description)) {
                return new TiffImageFile(input, "ImageJ TIFF", ImageJLayout.read(pages, description));
            }
            return new TiffImageFile(input, "TIFF", PlainLayout.read(pages));
        } catch (RuntimeException e) {
            input.close();
            throw e;
        }
    }

    @Override
    public Path path() {
        return input.path();
    }

    @Override
    public String formatName() {
        return formatName;
    }

    @Override
    public List<Series> series() {
        return series;
    }

    @Override
    public RandomAccessibleInterval<? extends RealType<?>> region(int index, int c, int z, int t, Interval region) {
        PlaneBounds.check(series.get(index), c, z, t, region);
        return reader.read(layout.get(index).planes().at(c, z, t), region);
    }

    @Override
    public Dimensions unit(int index, int c, int z, int t) {
        Series s = series.get(index);
        PlaneBounds.check(s, c, z, t, new FinalInterval(s.sizeX(), s.sizeY()));
        return layout.get(index).planes().at(c, z, t).page().unit();
    }

    @Override
    public void close() {
        reader.close();
        input.close();
    }
}
