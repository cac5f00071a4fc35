package io.github.imagejdiffusion.batch.run;

import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.ERROR;
import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.RESIDUAL;
import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.SPREAD;

import io.github.imagejdiffusion.batch.outputs.OpenRecord;
import io.github.imagejdiffusion.batch.outputs.ResultFiles;
import io.github.imagejdiffusion.diffusion.paired.RestoredRows;
import io.github.imagejdiffusion.diffusion.paired.ResultPixels;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.write.HyperstackBuilder;
import io.github.imagejdiffusion.formats.write.RowWriter;
import io.github.imagejdiffusion.formats.write.StackFormat;
import java.util.List;
import java.util.Optional;

/**
 * Writes what a restoration gives as it is made, on the axes of the input: the image as floats or in the input's pixel
 * type, and where wanted the spread, the expected error, and the residual, which is on the input's grid: floats. Where the
 * input has a calibration function, which there are none of for floats, an image of floats has what this gives, one in the
 * input's pixel type has the function; spread and expected error are those of stored values. Not thread-safe.
 */
public final class RestorationImages implements AutoCloseable {

    /** In units of the noise, of which 99.7 % lies within three. */
    private static final double SHOWN_RESIDUAL = 3;

    private final SeriesTask task;
    private final ImageSet images;
    private final PixelRange stored;
    private final RowWriter image;
    private Optional<ShownImage> shown = Optional.empty();
    private final RowWriter spread;
    private final RowWriter error;
    private final RowWriter residual;

    /**
     * What is written beside the image.
     *
     * @param spread only where it is defined
     * @param error only with a spread, and where the noise of every channel is known
     * @param residual only where the noise of every channel is known
     */
    public record Extras(boolean spread, boolean error, boolean residual) {}

    /**
     * @param suffix of the image
     * @param pixels of the image
     * @param factor by which it is wider and higher than the input
     * @throws io.github.imagejdiffusion.formats.FormatsException if the files cannot be begun
     */
    public RestorationImages(
            ResultFiles files,
            SeriesTask task,
            StackFormat format,
            String suffix,
            ResultPixels pixels,
            int factor,
            Extras extras) {
        int channels = task.channels().size();
        this.task = task;
        this.images = new ImageSet(files, task, format);
        this.stored = PixelRange.of(task.series().pixelType()).storedAs(pixels);
        try {
            image = image(suffix, factor, channels);
            spread = extras.spread() ? map(SPREAD, factor, channels) : null;
            error = extras.error() ? map(ERROR, factor, channels) : null;
            residual = extras.residual()
                    ? begin(
                            RESIDUAL,
                            images.builder(RESIDUAL, PixelType.FLOAT)
                                    .channels(channels)
                                    .displayRange(-SHOWN_RESIDUAL, SHOWN_RESIDUAL))
                    : null;
        } catch (RuntimeException | OutOfMemoryError e) {
            images.close();
            throw e;
        }
    }

    private RowWriter image(String suffix, int factor, int channels) {
        HyperstackBuilder builder =
                images.builder(suffix, stored.type(), factor).channels(channels);
        if (stored.isWhole()) {
            task.file().calibrationFunction().ifPresent(builder::calibrationFunction);
        }
        if (images.isFolder() || stored.isWhole()) {
            return begin(suffix, builder);
        }
        ShownImage floats = new ShownImage(
                images.begin(builder.channelNames(task.channelNames())),
                Math.multiplyExact(factor, task.series().sizeX()),
                Math.multiplyExact(factor, task.series().sizeY()),
                channels,
                task.planes());
        shown = Optional.of(floats);
        return floats;
    }

    private RowWriter map(String suffix, int factor, int channels) {
        return begin(suffix, images.builder(suffix, PixelType.FLOAT, factor).channels(channels));
    }

    private RowWriter begin(String suffix, HyperstackBuilder builder) {
        return images.begin(suffix, builder, task.channelNames());
    }

    /** Takes the next rows of the image and its spread, neither rounded nor cut off: that is done here where it must be. */
    public void rows(RestoredRows rows) {
        image.writeRows(
                stored.isWhole() ? stored.fitted(rows.values()) : task.file().intensitiesOf(rows.values()));
        if (spread != null) {
            spread.writeRows(rows.spread());
        }
    }

    /** Takes the next rows of the expected error, in the units of stored values. */
    public void error(float[] rows) {
        error.writeRows(rows);
    }

    /** Takes the next rows of the residual, in units of the noise; they are forgotten where it is not wanted. */
    public void residual(float[] rows) {
        if (residual != null) {
            residual.writeRows(rows);
        }
    }

    /** Gives the images their names. @return what the user should know */
    public List<String> finish(OpenRecord open) {
        shown.ifPresent(ShownImage::choose);
        images.complete();
        open.replaceOld();
        images.finish();
        return images.notices();
    }

    /** Deletes what has no name yet. */
    @Override
    public void close() {
        images.close();
    }
}
