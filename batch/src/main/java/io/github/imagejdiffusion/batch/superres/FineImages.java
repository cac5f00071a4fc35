package io.github.imagejdiffusion.batch.superres;

import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.RESIDUAL;
import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.SPREAD;
import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.SUPERRES;

import io.github.imagejdiffusion.batch.outputs.OpenRecord;
import io.github.imagejdiffusion.batch.outputs.ResultFiles;
import io.github.imagejdiffusion.batch.run.ImageSet;
import io.github.imagejdiffusion.batch.run.PixelRange;
import io.github.imagejdiffusion.batch.run.SeriesTask;
import io.github.imagejdiffusion.diffusion.paired.RestorationSink;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.write.HyperstackWriter;
import io.github.imagejdiffusion.formats.write.RowWriter;
import io.github.imagejdiffusion.superres.consistency.PlaneCheck;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** Writes the images of one super-resolution as they are made, on the axes of the input. */
final class FineImages implements AutoCloseable {

    /** In units of the noise, of which 99.7 % lies within three. */
    private static final double SHOWN_RESIDUAL = 3;

    private final SeriesTask task;
    private final ImageSet images;
    private final PixelRange range;
    private final int factor;
    private final RowWriter superres;
    private final RowWriter spread;
    private final RowWriter residual;

    /**
     * @param withResidual only where the noise of every channel is known
     * @throws io.github.imagejdiffusion.formats.FormatsException if the files cannot be begun
     */
    FineImages(ResultFiles files, SeriesTask task, SuperresPlan plan, boolean withResidual) {
        int channels = task.channels().size();
        this.task = task;
        this.images = new ImageSet(files, task, plan.format());
        this.range = PixelRange.of(task.series().pixelType());
        this.factor = plan.factor();
        try {
            superres = begin(
                    SUPERRES, images.builder(SUPERRES, range.type(), factor).channels(channels));
            spread = plan.options().spreadIsDefined()
                    ? begin(
                            SPREAD,
                            images.builder(SPREAD, PixelType.FLOAT, factor).channels(channels))
                    : null;
            residual = withResidual
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

    private RowWriter begin(String suffix, HyperstackWriter.Builder builder) {
        return images.begin(suffix, builder, task.channelNames());
    }

    /**
     * Takes the next plane.
     *
     * @param isFirst of its channel; resolution and blur are measured on that
     */
    RestorationSink plane(
            RandomAccessibleInterval<? extends RealType<?>> input, ChannelReport report, boolean isFirst) {
        PlaneCheck check = report.check().plane(input, report.limits(), rows -> {
            if (residual != null) {
                residual.writeRows(rows);
            }
        });
        CentralCrop crop = isFirst ? new CentralCrop(input, factor) : null;
        long[] left = {input.dimension(0) * factor * input.dimension(1) * factor};
        return rows -> {
            superres.writeRows(range.fitted(rows.values()));
            if (spread != null) {
                spread.writeRows(rows.spread());
            }
            check.rows(rows.values());
            left[0] -= rows.values().length;
            if (crop != null) {
                crop.rows(rows.values());
                if (left[0] == 0) {
                    report.measure(crop);
                }
            }
        };
    }

    /** Gives the images their names. @return what the user should know */
    List<String> finish(OpenRecord open) {
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
