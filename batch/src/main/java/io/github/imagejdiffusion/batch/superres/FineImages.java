package io.github.imagejdiffusion.batch.superres;

import io.github.imagejdiffusion.batch.outputs.OpenRecord;
import io.github.imagejdiffusion.batch.outputs.OutputSuffixes;
import io.github.imagejdiffusion.batch.outputs.ResultFiles;
import io.github.imagejdiffusion.batch.run.PixelRange;
import io.github.imagejdiffusion.batch.run.RestorationImages;
import io.github.imagejdiffusion.batch.run.SeriesTask;
import io.github.imagejdiffusion.diffusion.paired.RestorationSink;
import io.github.imagejdiffusion.superres.consistency.PlaneCheck;
import io.github.imagejdiffusion.superres.consistency.WholeBlockRows;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * The images of one super-resolution, compared with the input as they are made: by the values that were computed, before any
 * are rounded and cut off for the file. Only what is rounded block by block is compared as it is written.
 */
final class FineImages implements AutoCloseable {

    private final RestorationImages images;
    private final int factor;
    private final boolean consistent;
    private final PixelRange stored;

    /**
     * @param withResidual only where the noise of every channel is known
     * @throws io.github.imagejdiffusion.formats.FormatsException if the files cannot be begun
     */
    FineImages(ResultFiles files, SeriesTask task, SuperresPlan plan, boolean withResidual) {
        this.factor = plan.factor();
        this.consistent = plan.options().consistent();
        this.stored = PixelRange.of(task.series().pixelType()).storedAs(plan.pixels());
        this.images = new RestorationImages(
                files,
                task,
                plan.format(),
                OutputSuffixes.SUPERRES,
                plan.pixels(),
                factor,
                new RestorationImages.Extras(plan.options().spreadIsDefined(), false, withResidual));
    }

    /**
     * Takes the next plane.
     *
     * @param isFirst of its channel; resolution and blur are measured on that
     */
    RestorationSink plane(
            RandomAccessibleInterval<? extends RealType<?>> input, ChannelReport report, boolean isFirst) {
        PlaneCheck check = report.check().plane(input, report.limits(), images::residual);
        CentralCrop crop = isFirst ? new CentralCrop(input, factor) : null;
        long[] left = {input.dimension(0) * factor * input.dimension(1) * factor};
        RestorationSink sink = rows -> {
            images.rows(rows);
            check.rows(rows.values());
            left[0] -= rows.values().length;
            if (crop != null) {
                crop.rows(rows.values());
                if (left[0] == 0) {
                    report.measure(crop);
                }
            }
        };
        return consistent && stored.isWhole()
                ? new WholeBlockRows(input, factor, stored.lowest(), stored.highest(), sink)
                : sink;
    }

    /** Gives the images their names. @return what the user should know */
    List<String> finish(OpenRecord open) {
        return images.finish(open);
    }

    /** Deletes what has no name yet. */
    @Override
    public void close() {
        images.close();
    }
}
