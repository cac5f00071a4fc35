package io.github.imagejdiffusion.formats.tiff;

import io.github.imagejdiffusion.formats.CalibrationFunction;
import io.github.imagejdiffusion.formats.GreyPalette;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.Orientation;
import io.github.imagejdiffusion.formats.PlaneBounds;
import io.github.imagejdiffusion.formats.Series;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import net.imglib2.Dimensions;
import net.imglib2.FinalDimensions;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** An opened TIFF file of any kind, each image of it at one of its resolutions. */
final class TiffImageFile implements ImageFile {

    private final PlaneReader reader;
    private final String formatName;
    private final List<TiffImage> images;
    /** The chosen resolution of each image, and what the user sees of it. */
    private final int[] levels;

    private final List<Series> series;
    private final Remarks remarks;

    /** What the file says beside its pixels. */
    private record Remarks(List<String> notices, ImageJCalibration values) {

        Remarks {
            notices = List.copyOf(notices);
        }

        Remarks(List<String> notices) {
            this(notices, ImageJCalibration.NONE);
        }
    }

    private TiffImageFile(
            PlaneReader reader, String formatName, Remarks remarks, List<TiffImage> images, int[] levels) {
        this.reader = reader;
        this.formatName = formatName;
        this.remarks = remarks;
        this.images = images;
        this.levels = levels;
        this.series = IntStream.range(0, levels.length)
                .mapToObj(i -> chosen(i).series())
                .toList();
    }

    static TiffImageFile open(Path file) {
        TiffInput input = new TiffInput(file);
        try {
            TiffPages pages = new TiffPages(input);
            TiffDirectory first = pages.directory(0);
            String description = first.text(Tag.IMAGE_DESCRIPTION);
            List<String> notices = new ArrayList<>(Orientation.notices(first.number(Tag.ORIENTATION, 1)));
            if (OmeXml.isOme(description)) {
                return open(input, "OME-TIFF", new Remarks(notices), OmeLayout.read(pages, description));
            }
            if (ImageJLayout.isImageJ(description)) {
                List<TiffImage> images = ImageJLayout.read(pages, description);
                ImageJCalibration calibration = ImageJCalibration.of(
                        ImageJLayout.parse(description),
                        images.stream()
                                .map(image -> image.levels().get(0).series())
                                .toList(),
                        first);
                notices.addAll(calibration.notices());
                return open(input, "ImageJ TIFF", new Remarks(notices, calibration), images);
            }
            List<TiffImage> images = PlainLayout.read(pages);
            if (first.number(Tag.PHOTOMETRIC, 1) == Tag.PHOTOMETRIC_PALETTE) {
                notices.addAll(ofPalette(first, images.get(0).levels().get(0).series()));
            }
            return open(input, "TIFF", new Remarks(notices), images);
        } catch (RuntimeException e) {
            input.close();
            throw e;
        }
    }

    private static List<String> ofPalette(TiffDirectory page, Series image) {
        long[] map = page.numbers(Tag.COLOR_MAP);
        return image.rgb() ? List.of(COLOURS_OF_PALETTE) : GreyPalette.notices(map.length / 3, i -> (int) map[i]);
    }

    private static TiffImageFile open(TiffInput input, String formatName, Remarks remarks, List<TiffImage> images) {
        return new TiffImageFile(new PlaneReader(input), formatName, remarks, images, new int[images.size()]);
    }

    private TiffSeries chosen(int index) {
        return images.get(index).levels().get(levels[index]);
    }

    @Override
    public Path path() {
        return reader.path();
    }

    @Override
    public String formatName() {
        return formatName;
    }

    @Override
    public List<String> notices() {
        return remarks.notices();
    }

    @Override
    public DoubleUnaryOperator intensities() {
        return remarks.values().intensities();
    }

    @Override
    public Optional<CalibrationFunction> calibrationFunction() {
        return remarks.values().function();
    }

    @Override
    public List<Series> series() {
        return series;
    }

    @Override
    public RandomAccessibleInterval<? extends RealType<?>> region(int index, int c, int z, int t, Interval region) {
        PlaneBounds.check(series.get(index), c, z, t, region);
        return reader.read(chosen(index).planes().at(c, z, t), region);
    }

    @Override
    public Dimensions unit(int index, int c, int z, int t) {
        Series s = series.get(index);
        PlaneBounds.check(s, c, z, t, new FinalInterval(s.sizeX(), s.sizeY()));
        return chosen(index).planes().at(c, z, t).page().unit();
    }

    /** {@inheritDoc} The same list, whichever level was chosen. */
    @Override
    public List<Dimensions> levels(int index) {
        return images.get(index).levels().stream()
                .map(TiffSeries::series)
                .<Dimensions>map(s -> new FinalDimensions(s.sizeX(), s.sizeY()))
                .toList();
    }

    @Override
    public ImageFile atLevel(int index, int level) {
        if (level < 0 || level >= images.get(index).levels().size()) {
            return ImageFile.super.atLevel(index, level);
        }
        int[] chosen = levels.clone();
        chosen[index] = level;
        return new TiffImageFile(reader, formatName, remarks, images, chosen);
    }

    @Override
    public void close() {
        reader.close();
    }
}
