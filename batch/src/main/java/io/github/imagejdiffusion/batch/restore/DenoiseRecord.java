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
final class DenoiseRecord {

    private final DenoisePlan plan;
    private final SeriesTask task;

    DenoiseRecord(DenoisePlan plan, SeriesTask task) {
        this.plan = plan;
        this.task = task;
    }

    /** Input, model and options. */
    JsonObject identity() {
        JsonObject json = InputRecord.identity("restore", task, plan.model());
        JsonObject options = new JsonObject();
        options.addProperty("task", "denoise");
        InputRecord.json(plan.options().record()).asMap().forEach(options::add);
        options.addProperty("residual", plan.residual());
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
        summary.addProperty("width", task.series().sizeX());
        summary.addProperty("height", task.series().sizeY());
        JsonArray channels = new JsonArray();
        reports.forEach(report -> channels.add(report.json()));
        summary.add("channels", channels);
        json.add("summary", summary);
        return json;
    }
}
