package io.github.imagejdiffusion.batch.superres;

import com.google.gson.JsonObject;
import io.github.imagejdiffusion.batch.UnsuitableImageException;
import io.github.imagejdiffusion.batch.options.PlaneOptions;
import io.github.imagejdiffusion.batch.outputs.OpenRecord;
import io.github.imagejdiffusion.batch.outputs.ResultFiles;
import io.github.imagejdiffusion.batch.run.ChannelWords;
import io.github.imagejdiffusion.batch.run.PixelRange;
import io.github.imagejdiffusion.batch.run.SeriesTask;
import io.github.imagejdiffusion.batch.run.SeriesVerb;
import io.github.imagejdiffusion.diffusion.camera.NoiseEstimator;
import io.github.imagejdiffusion.diffusion.camera.NoiseModel;
import io.github.imagejdiffusion.diffusion.paired.HyperstackRestorer;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.formats.Series;
import io.github.imagejdiffusion.superres.consistency.ConsistencyCheck;
import io.github.imagejdiffusion.superres.consistency.TrainedOn;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** Super-resolves one image of a file, measures its blur and noise, and writes the results. Not thread-safe. */
final class SuperresVerb implements SeriesVerb {

    private final SuperresPlan plan;
    private boolean toldOfUnknownSize;

    SuperresVerb(SuperresPlan plan) {
        this.plan = plan;
    }

    @Override
    public List<Integer> channelsOf(Series image, PlaneOptions planes) {
        // Channels of a picture for the eye are no measurements, and their noise is not each its own.
        return image.rgb() ? planes.channelsOf(image, 1, plan.model().name()) : planes.eachChannelOf(image);
    }

    @Override
    public JsonObject identity(SeriesTask task) {
        return new SuperresRecord(plan, task).identity();
    }

    @Override
    public long bytesNeeded(SeriesTask task) {
        long superres = PixelRange.of(task.series().pixelType())
                .storedAs(plan.pixels())
                .type()
                .bytes();
        long spread = plan.options().spreadIsDefined() ? Float.BYTES : 0;
        long residual = plan.residual() ? Float.BYTES : 0;
        long ofPixel = (superres + spread) * plan.factor() * plan.factor() + residual;
        return task.pixels() * task.planes() * task.channels().size() * ofPixel;
    }

    @Override
    public Made make(SeriesTask task, ResultFiles files, OpenRecord open, ProgressListener listener) {
        MemoryEstimate.of(plan, task).requireFit(Runtime.getRuntime().maxMemory());
        List<ChannelReport> reports = new ArrayList<>();
        for (int c = 0; c < task.channels().size(); c++) {
            reports.add(report(task, c));
        }
        boolean allMeasured = reports.stream().allMatch(r -> r.check().noise().isPresent());
        List<String> notes = new ArrayList<>();
        if (plan.residual() && !allMeasured) {
            notes.add("no residual is written, as the noise could not be measured");
        }
        try (FineImages images = new FineImages(files, task, plan, plan.residual() && allMeasured)) {
            superResolve(task, images, reports, listener);
            notes.addAll(images.finish(open));
        }
        notes.addAll(warnings(task.channels(), reports));
        plan.caveat(task).ifPresent(notes::add);
        if (task.calibration().pixelWidth().isEmpty() && !toldOfUnknownSize) {
            notes.add("the pixel size is not known, and stays so (--pixel-size sets it)");
            toldOfUnknownSize = true;
        }
        return new Made(new SuperresRecord(plan, task).complete(reports), words(task.channels(), reports), notes, 0);
    }

    private ChannelReport report(SeriesTask task, int index) {
        List<RandomAccessibleInterval<? extends RealType<?>>> first = task.firstFrame(index);
        NoiseModel noise = NoiseEstimator.estimate(first).orElse(null);
        PixelRange range = PixelRange.of(task.series().pixelType());
        ConsistencyCheck check = new ConsistencyCheck(
                plan.factor(),
                task.series().sizeX(),
                noise,
                range.lowest(),
                range.highest(),
                plan.options().psf());
        return new ChannelReport(
                task.channels().get(index),
                plan.superResolve().limits(first),
                check,
                new TrainedOn(plan.model().config().trainedOn()),
                plan.options().psf());
    }

    private void superResolve(
            SeriesTask task, FineImages images, List<ChannelReport> reports, ProgressListener listener) {
        try {
            new HyperstackRestorer(plan.superResolve().with(plan.options()))
                    .restore(
                            task.planeSource(),
                            task.z(),
                            task.t(),
                            listener,
                            (input, channel, z, t) -> images.plane(
                                    input,
                                    reports.get(channel),
                                    z == task.z().first() - 1 && t == task.t().first() - 1));
        } catch (IllegalArgumentException e) {
            throw new UnsuitableImageException(e.getMessage());
        }
    }

    private static List<String> warnings(List<Integer> channels, List<ChannelReport> reports) {
        String objections = ChannelWords.joined(
                channels,
                reports.stream()
                        .map(report -> String.join(", and ", report.objections()))
                        .toList());
        return objections.isEmpty()
                ? List.of()
                : List.of("warning: the image is not like those of training: " + objections);
    }

    private static String words(List<Integer> channels, List<ChannelReport> reports) {
        return "super-resolved, "
                + ChannelWords.joined(
                        channels, reports.stream().map(ChannelReport::words).toList());
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
