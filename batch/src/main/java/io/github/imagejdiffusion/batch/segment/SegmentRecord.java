package io.github.imagejdiffusion.batch.segment;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.pipeline.Provenance;
import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.Series;
import io.github.imagejdiffusion.formats.write.StackFormat;
import io.github.imagejdiffusion.segdiff.SegDiffOptions;
import io.github.imagejdiffusion.segdiff.objects.LinkSummary;
import io.github.imagejdiffusion.segdiff.objects.SliceLinker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What made a result, as JSON. {@code made_from} decides the pixels; {@code made_by} tells on what they were computed;
 * {@code summary} what came out. No time of day: equal work gives equal records.
 */
final class SegmentRecord {

    private final DiffusionModel model;
    private final SegDiffOptions options;
    private final boolean linkZ;
    private final boolean rois;
    private final StackFormat format;
    private final SeriesTask task;

    SegmentRecord(SegmentPlan plan, SeriesTask task) {
        this.model = plan.model();
        this.options = plan.options();
        this.linkZ = plan.linkZ();
        this.rois = plan.rois();
        this.format = plan.format();
        this.task = task;
    }

    /** Input, model and options. */
    JsonObject identity() {
        JsonObject json = new JsonObject();
        json.addProperty("command", "segment");
        json.add("input", input());
        json.add("model", json(Provenance.model(model)));
        json.add("options", options());
        return json;
    }

    JsonObject complete(SegmentSummary result) {
        JsonObject json = new JsonObject();
        json.add("made_from", identity());
        json.add("made_by", json(Provenance.madeBy(model)));
        JsonObject summary = new JsonObject();
        summary.addProperty("objects", result.objects());
        summary.addProperty("planes", result.planes());
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
            json.addProperty("refused", frame.refused());
            links.add(json);
        }
        return links;
    }

    private JsonObject input() {
        Path file = task.file().path();
        JsonObject json = new JsonObject();
        json.addProperty("file", file.getFileName().toString());
        try {
            json.addProperty("bytes", Files.size(file));
            json.addProperty("modified", Files.getLastModifiedTime(file).toMillis());
        } catch (IOException e) {
            throw FormatsException.reading(file, e);
        }
        Series series = task.series();
        json.addProperty("format", task.file().formatName());
        json.addProperty("series", task.index() + 1);
        json.addProperty("pixel_type", series.pixelType().name().toLowerCase(Locale.ROOT));
        JsonArray channels = new JsonArray();
        task.channels().forEach(c -> channels.add(c + 1));
        json.add("channels", channels);
        json.addProperty("z", task.z().toString());
        json.addProperty("t", task.t().toString());
        task.calibration().pixelWidth().ifPresent(w -> json.addProperty("pixel_width_um", w));
        task.calibration().pixelHeight().ifPresent(h -> json.addProperty("pixel_height_um", h));
        return json;
    }

    private static JsonObject json(Map<String, Object> record) {
        return new Gson().toJsonTree(record).getAsJsonObject();
    }

    private JsonObject options() {
        JsonObject json = json(options.record());
        if (linkZ) {
            json.addProperty("link_z", SliceLinker.DEFAULT_MIN_OVERLAP);
        }
        json.addProperty("rois", rois);
        json.addProperty("format", format.optionName());
        return json;
    }
}
