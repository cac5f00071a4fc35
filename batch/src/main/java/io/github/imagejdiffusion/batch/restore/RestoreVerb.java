package io.github.imagejdiffusion.batch.restore;

import com.google.gson.JsonObject;
import io.github.imagejdiffusion.batch.UnsuitableImageException;
import io.github.imagejdiffusion.batch.options.PlaneOptions;
import io.github.imagejdiffusion.batch.outputs.OpenRecord;
import io.github.imagejdiffusion.batch.outputs.ResultFiles;
import io.github.imagejdiffusion.batch.progress.PaceNotice;
import io.github.imagejdiffusion.batch.run.ChannelWords;
import io.github.imagejdiffusion.batch.run.PixelRange;
import io.github.imagejdiffusion.batch.run.RestorationImages;
import io.github.imagejdiffusion.batch.run.SeriesTask;
import io.github.imagejdiffusion.batch.run.SeriesVerb;
import io.github.imagejdiffusion.diffusion.camera.NoiseEstimator;
import io.github.imagejdiffusion.diffusion.camera.NoiseModel;
import io.github.imagejdiffusion.diffusion.camera.Residual;
import io.github.imagejdiffusion.diffusion.paired.ExpectedError;
import io.github.imagejdiffusion.diffusion.paired.HyperstackRestorer;
import io.github.imagejdiffusion.diffusion.paired.PlaneRestorer;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.formats.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Restores one image of a file, measures its noise, and writes the results. */
final class RestoreVerb implements SeriesVerb {

    private final RestorePlan plan;
    private Consumer<String> notices = message -> {};

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
        int restored = PixelRange.of(task.series().pixelType())
                .storedAs(plan.pixels())
                .type()
                .bytes();
        int spread = (plan.spread() ? Float.BYTES : 0) + (plan.errorLaw().isPresent() ? Float.BYTES : 0);
        int residual = plan.residual() ? Float.BYTES : 0;
        long ofPixel = (long) plan.enlargement() * plan.enlargement() * (restored + spread) + residual;
        return task.pixels() * task.planes() * task.channels().size() * ofPixel;
    }

    @Override
    public void tellBy(Consumer<String> told) {
        notices = told;
    }

    @Override
    public Made make(SeriesTask task, ResultFiles files, OpenRecord open, ProgressListener listener) {
        List<ChannelReport> reports = new ArrayList<>();
        boolean allMeasured = true;
        for (int c = 0; c < task.channels().size(); c++) {
            NoiseModel noise = NoiseEstimator.estimate(task.firstFrame(c)).orElse(null);
            allMeasured &= noise != null;
            reports.add(report(task, c, noise));
        }
        List<String> notes = new ArrayList<>();
        if (plan.residual() && !allMeasured) {
            notes.add("no residual is written, as the noise could not be measured");
        }
        boolean errorIsKnown = reports.stream().allMatch(ChannelReport::knowsError);
        if (plan.errorLaw().isPresent() && !errorIsKnown) {
            notes.add("no expected error is written, as the noise could not be measured or structure hides it");
        }
        RestorationImages.Extras extras =
                new RestorationImages.Extras(plan.spread(), errorIsKnown, plan.residual() && allMeasured);
        try (ReferenceImages.Opened references = plan.references().open(task);
                RestoredImages images = new RestoredImages(files, task, plan, extras)) {
            restore(task, plan.restorers().apply(references.sources()), images, reports, paced(task, listener));
            notes.addAll(images.finish(open));
        }
        return new Made(new RestoreRecord(plan, task).complete(reports), words(task.channels(), reports), notes, 0);
    }

    private ProgressListener paced(SeriesTask task, ProgressListener listener) {
        long calls = plan.calls().applyAsLong(task.series());
        String name = task.file().path().getFileName().toString();
        return calls == 0
                ? listener
                : new PaceNotice(
                        listener,
                        calls * task.planes() * task.channels().size(),
                        message -> notices.accept(name + ": " + message));
    }

    private ChannelReport report(SeriesTask task, int index, NoiseModel noise) {
        PixelRange range = PixelRange.of(task.series().pixelType());
        boolean enlarges = plan.task().enlarges();
        return new ChannelReport(
                task.channels().get(index),
                noise,
                noise == null ? null : residual(noise, task.series().sizeX(), range, enlarges),
                ExpectedError.of(plan.errorLaw(), Optional.ofNullable(noise)),
                enlarges);
    }

    private static Residual residual(NoiseModel noise, int width, PixelRange range, boolean enlarges) {
        return enlarges
                ? new Residual(noise, width, range.lowest(), range.highest())
                : Residual.ofDenoised(noise, width, range.lowest(), range.highest());
    }

    private void restore(
            SeriesTask task,
            PlaneRestorer restorer,
            RestoredImages images,
            List<ChannelReport> reports,
            ProgressListener listener) {
        try {
            new HyperstackRestorer(restorer)
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

    private String words(List<Integer> channels, List<ChannelReport> reports) {
        List<String> words = reports.stream().map(ChannelReport::words).toList();
        return plan.task().done() + ", " + ChannelWords.joined(channels, words);
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
