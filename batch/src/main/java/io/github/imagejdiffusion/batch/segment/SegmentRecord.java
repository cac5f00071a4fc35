package io.github.imagejdiffusion.batch.segment;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.imagejdiffusion.batch.run.InputRecord;
import io.github.imagejdiffusion.batch.run.SeriesTask;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.pipeline.Provenance;
import io.github.imagejdiffusion.formats.write.StackFormat;
import io.github.imagejdiffusion.segdiff.DiameterChoice;
import io.github.imagejdiffusion.segdiff.DiameterEstimator.Estimate;
import io.github.imagejdiffusion.segdiff.SegDiffOptions;
import io.github.imagejdiffusion.segdiff.objects.LinkSummary;
import io.github.imagejdiffusion.segdiff.objects.SliceLinker;
import java.util.List;
import java.util.Optional;

/**
 * What made a result, as JSON. {@code made_from} decides the pixels; {@code made_by} tells on what they were computed;
 * {@code summary} what came out. No time of day: equal work gives equal records.
 */
final class SegmentRecord {

    private final DiffusionModel model;
    private final SegDiffOptions options;
    private final boolean measured;
    private final boolean linkZ;
    private final boolean rois;
    private final StackFormat format;
    private final SeriesTask task;

    SegmentRecord(SegmentPlan plan, SeriesTask task) {
        this.model = plan.model();
        this.options = plan.options();
        this.measured = plan.atDiameter().isPresent();
        this.linkZ = plan.linkZ();
        this.rois = plan.rois();
        this.format = plan.format();
        this.task = task;
    }

    /** Input, model and options. */
    JsonObject identity() {
        JsonObject json = InputRecord.identity("segment", task, model);
        json.add("options", options());
        return json;
    }

    /** @param size of the objects, where it was measured */
    JsonObject complete(SegmentSummary result, Optional<Estimate> size) {
        JsonObject json = new JsonObject();
        json.add("made_from", identity());
        json.add("made_by", InputRecord.json(Provenance.madeBy(model)));
        JsonObject summary = new JsonObject();
        summary.addProperty("objects", result.objects());
        summary.addProperty("planes", result.planes());
        size.ifPresent(found -> {
            summary.addProperty("diameter", found.diameter());
            summary.addProperty("diameter_measured_on", found.objects());
        });
        summary.addProperty("scale", result.scale());
        summary.addProperty("width", task.series().sizeX());
        summary.addProperty("height", task.series().sizeY());
        if (!result.links().isEmpty()) {
            summary.add("links", links(result.links()));
        }
        json.add("summary", summary);
        return json;
    }

    /** What linking through z did, for each frame. */
    private static JsonArray links(List<LinkSummary> frames) {
        JsonArray links = new JsonArray();
        for (LinkSummary frame : frames) {
            JsonObject json = new JsonObject();
            json.addProperty("slices", frame.slices());
            json.addProperty("objects_in_slices", frame.objects());
            json.addProperty("volumes", frame.volumes());
            json.addProperty("links", frame.links());
            json.addProperty("longest", frame.longest());
            json.addProperty("bridged", frame.bridged());
            json.addProperty("refused", frame.refused());
            json.addProperty("cut", frame.cut());
            links.add(json);
        }
        return links;
    }

    private JsonObject options() {
        JsonObject json = InputRecord.json(options.record());
        if (measured) {
            json.addProperty("diameter", DiameterChoice.AUTO_NAME);
        }
        if (linkZ) {
            json.addProperty("link_z", SliceLinker.DEFAULT_MIN_OVERLAP);
            json.addProperty("link_z_missed", SliceLinker.MOST_MISSED);
            json.addProperty("link_z_dim", SliceLinker.DIM);
        }
        json.addProperty("rois", rois);
        json.addProperty("format", format.optionName());
        return json;
    }
}
