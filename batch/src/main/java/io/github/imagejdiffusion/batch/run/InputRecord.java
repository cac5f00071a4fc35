package io.github.imagejdiffusion.batch.run;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.imagejdiffusion.batch.inputs.PathText;
import io.github.imagejdiffusion.diffusion.paired.ResultPixels;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.pipeline.Provenance;
import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** The part of a record that all verbs have: command, input and model. */
public final class InputRecord {

    private InputRecord() {}

    /** The beginning of an identity, to which a verb adds its options. */
    public static JsonObject identity(String command, SeriesTask task, DiffusionModel model) {
        JsonObject json = new JsonObject();
        json.addProperty("command", command);
        json.add("input", input(task));
        json.add("model", json(Provenance.model(model)));
        return json;
    }

    /** What decides the values of a restored image: their type, and what was done with a calibration function. */
    public static void addPixels(JsonObject options, SeriesTask task, ResultPixels pixels) {
        options.addProperty("pixel_type", pixels.optionName());
        // Without a function, nothing is said: records from before these were heeded stay valid.
        if (task.file().calibrationFunction().isPresent()) {
            options.addProperty("calibration_function", pixels == ResultPixels.FLOAT ? "applied" : "kept");
        }
    }

    /** Names and values as JSON. */
    public static JsonObject json(Map<String, Object> record) {
        return new Gson().toJsonTree(record).getAsJsonObject();
    }

    /** What is known of a file without reading its pixels. */
    public static JsonObject input(SeriesTask task) {
        Path file = task.file().path();
        JsonObject json = new JsonObject();
        json.addProperty("file", PathText.nameOf(file));
        try {
            long bytes = 0;
            long modified = 0;
            for (Path part : task.file().stateFiles()) {
                bytes += Files.size(part);
                modified = Math.max(modified, Files.getLastModifiedTime(part).toMillis());
            }
            json.addProperty("bytes", bytes);
            json.addProperty("modified", modified);
        } catch (IOException e) {
            throw FormatsException.reading(file, e);
        }
        Series series = task.series();
        json.addProperty("format", task.file().formatName());
        json.addProperty("series", task.index() + 1);
        // Full size goes without saying: records from before there were levels stay valid.
        if (task.level() != 0) {
            json.addProperty("level", task.level());
        }
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
}
