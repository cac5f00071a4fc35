package io.github.imagejdiffusion.batch.restore;

import io.github.imagejdiffusion.batch.outputs.OpenRecord;
import io.github.imagejdiffusion.batch.outputs.OutputSuffixes;
import io.github.imagejdiffusion.batch.outputs.ResultFiles;
import io.github.imagejdiffusion.batch.run.RestorationImages;
import io.github.imagejdiffusion.batch.run.SeriesTask;
import io.github.imagejdiffusion.diffusion.block.PlaneReader;
import io.github.imagejdiffusion.diffusion.camera.PixelBinning;
import io.github.imagejdiffusion.diffusion.paired.RestorationSink;
import java.util.List;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * The images of one restoration, compared with the input as they are made: by the values that were computed, before any are
 * rounded and cut off for the file.
 */
final class RestoredImages implements AutoCloseable {

    private final RestorationImages images;
    private final int enlargement;
    private final boolean withError;

    /**
     * @param extras what else is written
     * @throws io.github.imagejdiffusion.formats.FormatsException if the files cannot be begun
     */
    RestoredImages(ResultFiles files, SeriesTask task, RestorePlan plan, RestorationImages.Extras extras) {
        this.enlargement = plan.enlargement();
        this.withError = extras.error();
        this.images = new RestorationImages(
                files, task, plan.format(), OutputSuffixes.RESTORED, plan.pixels(), enlargement, extras);
    }

    /** Takes the next plane. */
    RestorationSink plane(RandomAccessibleInterval<? extends RealType<?>> input, ChannelReport report) {
        report.beginPlane();
        PixelBinning camera = new PixelBinning((int) input.dimension(0), enlargement);
        long[] done = {0};
        return rows -> {
            images.rows(rows);
            if (withError) {
                images.error(report.expectedError(rows));
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
            images.residual(report.add(seen, measured));
        }
        return end;
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
