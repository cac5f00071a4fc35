package io.github.imagejdiffusion.batch.superres;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.imagejdiffusion.batch.run.InputRecord;
import io.github.imagejdiffusion.batch.run.SeriesTask;
import io.github.imagejdiffusion.diffusion.pipeline.Provenance;
import java.util.List;

/**
 * What made a super-resolved image, as JSON. {@code made_from} decides the pixels; {@code made_by} tells on what they were
 * computed; {@code summary} what came out. No time of day: equal work gives equal records.
 */
final class SuperresRecord {

    private final SuperresPlan plan;
    private final SeriesTask task;

    SuperresRecord(SuperresPlan plan, SeriesTask task) {
        this.plan = plan;
        this.task = task;
    }

    /** Input, model and options. */
    JsonObject identity() {
        JsonObject json = InputRecord.identity("superres", task, plan.model());
        JsonObject options = new JsonObject();
        options.addProperty("factor", plan.factor());
        InputRecord.json(plan.options().record()).asMap().forEach(options::add);
        options.addProperty("residual", plan.residual());
        InputRecord.addPixels(options, task, plan.pixels());
        options.addProperty("format", plan.format().optionName());
        json.add("options", options);
        return json;
    }

    JsonObject complete(List<ChannelReport> reports) {
        JsonObject json = new JsonObject();
        json.add("made_from", identity());
        json.add("made_by", InputRecord.json(Provenance.madeBy(plan.model())));
        JsonObject summary = new JsonObject();
        summary.addProperty("planes", task.planes() * reports.size());
        summary.addProperty("width", task.series().sizeX() * plan.factor());
        summary.addProperty("height", task.series().sizeY() * plan.factor());
        task.calibration().pixelWidth().ifPresent(w -> summary.addProperty("pixel_width_um", w / plan.factor()));
        task.calibration().pixelHeight().ifPresent(h -> summary.addProperty("pixel_height_um", h / plan.factor()));
        plan.caveat(task).ifPresent(caveat -> summary.addProperty("caveat", caveat));
        JsonArray channels = new JsonArray();
        reports.forEach(report -> channels.add(report.json(task.calibration())));
        summary.add("channels", channels);
        json.add("summary", summary);
        return json;
    }
}
