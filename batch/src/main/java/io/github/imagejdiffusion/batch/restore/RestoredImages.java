package io.github.imagejdiffusion.batch.restore;

import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.RESIDUAL;
import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.RESTORED;
import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.SPREAD;

import io.github.imagejdiffusion.batch.outputs.OpenRecord;
import io.github.imagejdiffusion.batch.outputs.ResultFiles;
import io.github.imagejdiffusion.batch.run.ImageSet;
import io.github.imagejdiffusion.batch.run.PixelRange;
import io.github.imagejdiffusion.batch.run.SeriesTask;
import io.github.imagejdiffusion.diffusion.block.PlaneReader;
import io.github.imagejdiffusion.diffusion.camera.PixelBinning;
import io.github.imagejdiffusion.diffusion.paired.RestorationSink;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.write.HyperstackWriter;
import io.github.imagejdiffusion.formats.write.RowWriter;
import java.util.List;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** Writes the images of one restoration as they are made, on the axes of the input. The residual is on its grid, too. */
final class RestoredImages implements AutoCloseable {

    /** In units of the noise, of which 99.7 % lies within three. */
    private static final double SHOWN_RESIDUAL = 3;

    private final SeriesTask task;
    private final ImageSet images;
    private final PixelRange range;
    private final int enlargement;
    private final RowWriter restored;
    private final RowWriter spread;
    private final RowWriter residual;

    /**
     * @param withResidual only where the noise of every channel is known
     * @throws io.github.imagejdiffusion.formats.FormatsException if the files cannot be begun
     */
    RestoredImages(ResultFiles files, SeriesTask task, RestorePlan plan, boolean withResidual) {
        int channels = task.channels().size();
        this.task = task;
        this.images = new ImageSet(files, task, plan.format());
        this.enlargement = plan.enlargement();
        this.range = PixelRange.of(task.series().pixelType());
        try {
            restored = begin(
                    RESTORED,
                    images.builder(RESTORED, range.type(), enlargement).channels(channels));
            spread = plan.spread()
                    ? begin(
                            SPREAD,
                            images.builder(SPREAD, PixelType.FLOAT, enlargement).channels(channels))
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

    /** Takes the next plane. */
    RestorationSink plane(RandomAccessibleInterval<? extends RealType<?>> input, ChannelReport report) {
        report.beginPlane();
        PixelBinning camera = new PixelBinning((int) input.dimension(0), enlargement);
        long[] done = {0};
        return rows -> {
            restored.writeRows(range.fitted(rows.values()));
            if (spread != null) {
                spread.writeRows(rows.spread());
            }
            done[0] = compare(camera.add(rows.values()), input, done[0], report);
        };
    }

    /** @return the first row that is not compared yet */
    private long compare(
            float[] seen, RandomAccessibleInterval<? extends RealType<?>> input, long top, ChannelReport report) {
        long width = input.dimension(0);
        long end = top + seen.length / width;
        if (end > top) {
            float[] measured = PlaneReader.read(input, FinalInterval.createMinMax(0, top, width - 1, end - 1));
            float[] departure = report.add(seen, measured);
            if (residual != null) {
                residual.writeRows(departure);
            }
        }
        return end;
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
