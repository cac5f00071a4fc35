package io.github.imagejdiffusion.batch.evaluate;

import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.Series;
import java.io.IOException;
import java.util.Optional;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** The planes of one channel of an image file that holds exactly one series. */
final class SeriesPlanes<T> implements Planes<T> {

    /** Turns the pixels of a plane into what is wanted of them. */
    interface Conversion<T> {
        T of(RandomAccessibleInterval<? extends RealType<?>> plane) throws IOException;
    }

    private final ImageFile file;
    private final Series series;
    private final int channel;
    private final Conversion<T> conversion;

    private SeriesPlanes(ImageFile file, int channel, Conversion<T> conversion) {
        this.file = file;
        this.series = file.series().get(0);
        this.channel = channel;
        this.conversion = conversion;
    }

    /**
     * Takes over an open file; closes it if it does not fit.
     *
     * @throws IOException if the file has several series or channels
     */
    static <T> SeriesPlanes<T> of(ImageFile file, Conversion<T> conversion) throws IOException {
        int series = file.series().size();
        int channels = file.series().get(0).sizeC();
        if (series == 1 && channels == 1) {
            return new SeriesPlanes<>(file, 0, conversion);
        }
        file.close();
        String found = series > 1 ? series + " images" : channels + " channels";
        throw new IOException(file.path() + ": holds " + found + "; save one image of one channel");
    }

    /**
     * Takes over an open file; closes it if it does not fit.
     *
     * @param name of a channel
     * @return empty if there is no such channel
     * @throws IOException if the file has several series
     */
    static <T> Optional<Planes<T>> ofChannel(ImageFile file, String name, Conversion<T> conversion) throws IOException {
        int series = file.series().size();
        int channel = file.series().get(0).channelNames().indexOf(name);
        if (series == 1 && channel >= 0) {
            return Optional.of(new SeriesPlanes<>(file, channel, conversion));
        }
        file.close();
        if (series > 1) {
            throw new IOException(file.path() + ": holds " + series + " images; save one image per file");
        }
        return Optional.empty();
    }

    @Override
    public int count() {
        return Math.multiplyExact(series.sizeZ(), series.sizeT());
    }

    @Override
    public int slices() {
        return series.sizeZ();
    }

    @Override
    public T plane(int index) throws IOException {
        try {
            return conversion.of(file.plane(0, channel, index % series.sizeZ(), index / series.sizeZ()));
        } catch (FormatsException e) {
            throw new IOException(e.getMessage(), e);
        } catch (IOException e) {
            throw new IOException(file.path() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
