package io.github.imagejdiffusion.formats.raster;

import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.PlaneBounds;
import io.github.imagejdiffusion.formats.Series;
import io.github.imagejdiffusion.formats.pixels.PlaneBuffer;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.nio.file.Path;
import java.util.List;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** An opened PNG or JPEG file: one picture, one or three channels. */
final class RasterImageFile implements ImageFile {

    private final Path file;
    private final String formatName;
    private final Series series;
    private final Values values;
    private final List<String> notices;
    private final RasterDecoder decoder;
    private boolean open = true;

    /**
     * What the numbers in the file stand for.
     *
     * @param palette whether they are places in a palette
     * @param greyFactor brings grey values of less than 8 bits to 0..255
     */
    record Values(boolean palette, int greyFactor) {

        static final Values AS_THEY_ARE = new Values(false, 1);
    }

    RasterImageFile(
            Path file, String formatName, Series series, Values values, List<String> notices, RasterDecoder decoder) {
        this.file = file;
        this.formatName = formatName;
        this.series = series;
        this.values = values;
        this.notices = notices;
        this.decoder = decoder;
    }

    @Override
    public Path path() {
        return file;
    }

    @Override
    public String formatName() {
        return formatName;
    }

    @Override
    public List<String> notices() {
        return notices;
    }

    @Override
    public List<Series> series() {
        return List.of(series);
    }

    @Override
    public RandomAccessibleInterval<? extends RealType<?>> region(int index, int c, int z, int t, Interval region) {
        PlaneBounds.check(series().get(index), c, z, t, region);
        if (!open) {
            throw new FormatsException(file, "was closed", "open it again");
        }
        PlaneBuffer buffer = PlaneBuffer.allocate(series.pixelType(), region, file);
        BufferedImage image = decoder.decode(
                new Rectangle((int) region.min(0), (int) region.min(1), buffer.width(), buffer.height()));
        boolean palette = values.palette() && image.getColorModel() instanceof IndexColorModel;
        int band = palette ? 0 : c;
        for (int y = 0; y < buffer.height(); y++) {
            buffer.putRow(0, y, buffer.width(), image.getRaster(), 0, y, band);
        }
        if (palette) {
            int[] table = colours((IndexColorModel) image.getColorModel(), c);
            buffer.map(i -> table[Math.min(i, table.length - 1)]);
        } else if (values.greyFactor() != 1) {
            buffer.map(v -> v * values.greyFactor());
        }
        return buffer.image();
    }

    private static int[] colours(IndexColorModel palette, int channel) {
        int[] table = new int[palette.getMapSize()];
        for (int i = 0; i < table.length; i++) {
            table[i] = palette.getRGB(i) >> 16 - 8 * channel & 0xff;
        }
        return table;
    }

    @Override
    public void close() {
        open = false;
        decoder.forget();
    }
}
