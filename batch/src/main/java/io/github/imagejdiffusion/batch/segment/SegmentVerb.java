package io.github.imagejdiffusion.batch.segment;

import com.google.gson.JsonObject;
import io.github.imagejdiffusion.batch.UnsuitableImageException;
import io.github.imagejdiffusion.batch.options.PlaneOptions;
import io.github.imagejdiffusion.batch.outputs.OpenRecord;
import io.github.imagejdiffusion.batch.outputs.ResultFiles;
import io.github.imagejdiffusion.batch.run.SeriesTask;
import io.github.imagejdiffusion.batch.run.SeriesVerb;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.formats.Series;
import io.github.imagejdiffusion.segdiff.DiameterEstimator;
import io.github.imagejdiffusion.segdiff.DiameterEstimator.Estimate;
import io.github.imagejdiffusion.segdiff.FrameLimits;
import io.github.imagejdiffusion.segdiff.HyperstackSegmenter;
import io.github.imagejdiffusion.segdiff.objects.LinkSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Segments one image of a file and writes its results. */
final class SegmentVerb implements SeriesVerb {

    private final SegmentPlan plan;

    SegmentVerb(SegmentPlan plan) {
        this.plan = plan;
    }

    @Override
    public List<Integer> channelsOf(Series image, PlaneOptions planes) {
        return planes.channelsOf(
                image, plan.model().config().imageChannels(), plan.model().name());
    }

    @Override
    public JsonObject identity(SeriesTask task) {
        return new SegmentRecord(plan, task).identity();
    }

    @Override
    public long bytesNeeded(SeriesTask task) {
        int maps = plan.options().spreadIsDefined() ? 3 : 2;
        long pixels = task.pixels() * task.planes();
        return pixels * (ResultImages.mostBytesOfLabel(pixels) + maps * Float.BYTES) + LabelStore.scratchBytes(pixels);
    }

    @Override
    public Made make(SeriesTask task, ResultFiles files, OpenRecord open, ProgressListener listener) {
        SegmentSummary summary;
        FrameLimits whole = new FrameLimits(plan.segDiff(), task.planeSource());
        Optional<Estimate> size = plan.atDiameter().isPresent() ? measured(task, whole, listener) : Optional.empty();
        SegmentPlan ofImage = size.map(plan::at).orElse(plan);
        try (SegmentWriter writer = new SegmentWriter(files, task, ofImage)) {
            segment(task, whole, ofImage, writer, listener);
            summary = writer.finish(open);
        }
        List<String> notes = new ArrayList<>();
        if (plan.atDiameter().isPresent() && size.isEmpty()) {
            notes.add("no objects of a size that the model knows were found to measure; the image was taken as it is");
        }
        if (isWider(plan.options().diameter(), task.series())) {
            notes.add("the diameter asked for is larger than the image; it is in pixels");
        }
        if (!summary.links().isEmpty()) {
            notes.add(LinkSummary.text(summary.links()));
        }
        notes.addAll(summary.notices());
        return new Made(
                new SegmentRecord(plan, task).complete(summary, size),
                summary.objects() + (summary.objects() == 1 ? " object" : " objects"),
                notes,
                summary.objects());
    }

    private static boolean isWider(OptionalDouble diameter, Series image) {
        return diameter.isPresent() && diameter.getAsDouble() > Math.max(image.sizeX(), image.sizeY());
    }

    /** Of an image's objects. Takes a small part of the time, so there is no progress but the chance to cancel. */
    private Optional<Estimate> measured(SeriesTask task, FrameLimits whole, ProgressListener listener) {
        return new DiameterEstimator(plan.segDiff())
                .estimate(whole, task.planeSource(), task.z(), task.t(), (done, total) -> listener.progressed(0, 1));
    }

    private static void segment(
            SeriesTask task, FrameLimits whole, SegmentPlan plan, SegmentWriter writer, ProgressListener listener) {
        try {
            new HyperstackSegmenter(plan.segDiff(), plan.options())
                    .segment(whole, task.z(), task.t(), listener, writer::nextPlane);
        } catch (IllegalArgumentException e) {
            throw new UnsuitableImageException(e.getMessage());
        }
    }

    @Override
    public String tally(long objects) {
        return " (" + objects + " objects)";
    }

    @Override
    public double networkSeconds() {
        return plan.model().networkSeconds();
    }
}
