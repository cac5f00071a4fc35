package io.github.imagejdiffusion.batch.evaluate;

import io.github.imagejdiffusion.batch.evaluate.metric.FloatMap;
import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.Series;
import java.io.IOException;
import java.util.OptionalDouble;

/** The planes of an image file that holds exactly one series, of any number of channels. */
final class SeriesImagePlanes implements ImagePlanes {

    private static final double STEPS_OF_8_BIT = 255;

    /** Files round pixel sizes; sides that differ by less are those of a square. */
    private static final double SQUARE_WITHIN = 1e-3;

    private final ImageFile file;
    private final Series series;

    private SeriesImagePlanes(ImageFile file) {
        this.file = file;
        this.series = file.series().get(0);
    }

    /**
     * Takes over an open file; closes it if it does not fit.
     *
     * @throws IOException if the file has several series
     */
    static SeriesImagePlanes of(ImageFile file) throws IOException {
        int series = file.series().size();
        if (series == 1) {
            return new SeriesImagePlanes(file);
        }
        file.close();
        throw new IOException(file.path() + ": holds " + series + " images; save one image per file");
    }

    @Override
    public int count() {
        return Math.toIntExact(series.planes());
    }

    @Override
    public int slices() {
        return series.sizeZ();
    }

    @Override
    public int channels() {
        return series.sizeC();
    }

    /** {@inheritDoc} None with a calibration function, whose values may have any range. */
    @Override
    public OptionalDouble typeRange() {
        return series.pixelType().bytes() == 1 && file.calibrationFunction().isEmpty()
                ? OptionalDouble.of(STEPS_OF_8_BIT)
                : OptionalDouble.empty();
    }

    @Override
    public OptionalDouble pixelSize() {
        Calibration calibration = series.calibration();
        OptionalDouble width = calibration.pixelWidth();
        OptionalDouble height = calibration.pixelHeight();
        boolean square = width.isPresent()
                && height.isPresent()
                && Math.abs(width.getAsDouble() / height.getAsDouble() - 1) < SQUARE_WITHIN;
        return square ? width : OptionalDouble.empty();
    }

    @Override
    public FloatMap plane(int index) throws IOException {
        int c = index % series.sizeC();
        int zt = index / series.sizeC();
        try {
            FloatMap stored = PlanePixels.map(file.plane(0, c, zt % series.sizeZ(), zt / series.sizeZ()));
            return new FloatMap(stored.width(), stored.height(), file.intensitiesOf(stored.values()));
        } catch (FormatsException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
