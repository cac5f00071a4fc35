package io.github.imagejdiffusion.batch.restore;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.imagejdiffusion.batch.run.InputRecord;
import io.github.imagejdiffusion.batch.run.SeriesTask;
import io.github.imagejdiffusion.diffusion.pipeline.Provenance;
import java.util.List;

/**
 * What made a restored image, as JSON. {@code made_from} decides the pixels; {@code made_by} tells on what they were
 * computed; {@code summary} what came out. No time of day: equal work gives equal records.
 */
final class RestoreRecord {

    private final RestorePlan plan;
    private final SeriesTask task;

    RestoreRecord(RestorePlan plan, SeriesTask task) {
        this.plan = plan;
        this.task = task;
    }

    /** Input, model and options. */
    JsonObject identity() {
        JsonObject json = InputRecord.identity("restore", task, plan.model());
        JsonObject options = new JsonObject();
        options.addProperty("task", plan.task().task());
        options.addProperty("method", plan.task().method());
        InputRecord.json(plan.options()).asMap().forEach(options::add);
        options.addProperty("residual", plan.residual());
        InputRecord.addPixels(options, task, plan.pixels());
        options.addProperty("format", plan.format().optionName());
        json.add("options", options);
        if (plan.references().count() > 0) {
            json.add("references", plan.references().record(task));
        }
        return json;
    }

    JsonObject complete(List<ChannelReport> reports) {
        JsonObject json = new JsonObject();
        json.add("made_from", identity());
        json.add("made_by", InputRecord.json(Provenance.madeBy(plan.model())));
        JsonObject summary = new JsonObject();
        summary.addProperty("planes", task.planes() * reports.size());
        summary.addProperty("width", plan.enlargement() * task.series().sizeX());
        summary.addProperty("height", plan.enlargement() * task.series().sizeY());
        plan.caveat().ifPresent(caveat -> summary.addProperty("caveat", caveat));
        JsonArray channels = new JsonArray();
        reports.forEach(report -> channels.add(report.json()));
        summary.add("channels", channels);
        json.add("summary", summary);
        return json;
    }
}
