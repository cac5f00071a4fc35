package io.github.imagejdiffusion.batch.restore;

import com.google.gson.JsonObject;
import io.github.imagejdiffusion.batch.UnsuitableImageException;
import io.github.imagejdiffusion.batch.options.PlaneOptions;
import io.github.imagejdiffusion.batch.outputs.OpenRecord;
import io.github.imagejdiffusion.batch.outputs.ResultFiles;
import io.github.imagejdiffusion.batch.run.SeriesTask;
import io.github.imagejdiffusion.batch.run.SeriesVerb;
import io.github.imagejdiffusion.diffusion.camera.NoiseEstimator;
import io.github.imagejdiffusion.diffusion.camera.NoiseModel;
import io.github.imagejdiffusion.diffusion.camera.Residual;
import io.github.imagejdiffusion.diffusion.planes.PlaneSource;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.formats.Series;
import io.github.imagejdiffusion.restore.HyperstackRestorer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** Restores one image of a file, measures its noise, and writes the results. */
final class RestoreVerb implements SeriesVerb {

    private final RestorePlan plan;

    RestoreVerb(RestorePlan plan) {
        this.plan = plan;
    }

    @Override
    public List<Integer> channelsOf(Series image, PlaneOptions planes) {
        return planes.eachChannelOf(image);
    }

    @Override
    public JsonObject identity(SeriesTask task) {
        return new RestoreRecord(plan, task).identity();
    }

    @Override
    public long bytesNeeded(SeriesTask task) {
        int restored = PixelRange.of(task.series().pixelType()).type().bytes();
        int spread = plan.spread() ? Float.BYTES : 0;
        int residual = plan.residual() ? Float.BYTES : 0;
        long ofPixel = (long) plan.enlargement() * plan.enlargement() * (restored + spread) + residual;
        return task.pixels() * task.planes() * task.channels().size() * ofPixel;
    }

    @Override
    public Made make(SeriesTask task, ResultFiles files, OpenRecord open, ProgressListener listener) {
        List<ChannelReport> reports = new ArrayList<>();
        boolean allMeasured = true;
        for (int c = 0; c < task.channels().size(); c++) {
            NoiseModel noise = NoiseEstimator.estimate(firstFrame(task, c)).orElse(null);
            allMeasured &= noise != null;
            reports.add(report(task, c, noise));
        }
        List<String> notes = new ArrayList<>();
        if (plan.residual() && !allMeasured) {
            notes.add("no residual is written, as the noise could not be measured");
        }
        try (RestoredImages images = new RestoredImages(files, task, plan, plan.residual() && allMeasured)) {
            restore(task, images, reports, listener);
            notes.addAll(images.finish(open));
        }
        return new Made(new RestoreRecord(plan, task).complete(reports), words(reports), notes, 0);
    }

    private ChannelReport report(SeriesTask task, int index, NoiseModel noise) {
        PixelRange range = PixelRange.of(task.series().pixelType());
        Residual residual =
                noise == null ? null : new Residual(noise, task.series().sizeX(), range.lowest(), range.highest());
        return new ChannelReport(
                task.channels().get(index), noise, residual, plan.task().enlarges());
    }

    /** The camera does not change its noise from frame to frame: one is enough, and the first bleached least. */
    private static List<RandomAccessibleInterval<? extends RealType<?>>> firstFrame(SeriesTask task, int channel) {
        PlaneSource source = task.planeSource();
        List<RandomAccessibleInterval<? extends RealType<?>>> planes = new ArrayList<>();
        for (int z = task.z().first() - 1; z < task.z().last(); z++) {
            planes.add(source.plane(z, task.t().first() - 1).get(channel));
        }
        return planes;
    }

    private void restore(
            SeriesTask task, RestoredImages images, List<ChannelReport> reports, ProgressListener listener) {
        try {
            new HyperstackRestorer(plan.restorer())
                    .restore(
                            task.planeSource(),
                            task.z(),
                            task.t(),
                            listener,
                            (input, channel, z, t) -> images.plane(input, reports.get(channel)));
        } catch (IllegalArgumentException e) {
            throw new UnsuitableImageException(e.getMessage());
        }
    }

    private String words(List<ChannelReport> reports) {
        return reports.stream()
                .map(ChannelReport::words)
                .distinct()
                .collect(Collectors.joining("; ", plan.task().done() + ", ", ""));
    }

    @Override
    public String tally(long objects) {
        return "";
    }

    @Override
    public double networkSeconds() {
        return plan.model().networkSeconds();
    }
}
