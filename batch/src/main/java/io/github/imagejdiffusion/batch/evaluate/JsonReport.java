package io.github.imagejdiffusion.batch.evaluate;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The evaluation as JSON: the mean over images, details of the metric, and every image. A score that is not defined is
 * null; an infinite one, which JSON has no number for, is the text {@code "inf"}.
 */
final class JsonReport {

    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .serializeNulls()
            .disableHtmlEscaping()
            .create();

    private JsonReport() {}

    static String of(Report report) {
        JsonObject json = new JsonObject();
        json.addProperty("metric", report.metric());
        json.addProperty("truth", report.truth().toString());
        json.addProperty("prediction", report.prediction().toString());
        json.addProperty("images", report.images().size());
        json.addProperty("problems", report.problems().size());
        json.add("mean", scores(report.columns(), report.mean()));
        report.details().forEach((name, detail) -> json.add(name, GSON.toJsonTree(detail)));
        JsonArray images = new JsonArray();
        report.images().forEach(image -> images.add(image(report.columns(), image)));
        json.add("per_image", images);
        json.add("predictions_without_truth", GSON.toJsonTree(report.unmatched()));
        return GSON.toJson(json) + "\n";
    }

    private static JsonObject image(List<Report.Column> columns, Report.Image image) {
        JsonObject json = new JsonObject();
        json.addProperty("image", image.stem());
        json.addProperty("truth", image.truth().toString());
        json.addProperty("prediction", image.prediction().map(Object::toString).orElse(null));
        json.add("scores", scores(columns, image.scores()));
        json.add("problems", GSON.toJsonTree(image.problems()));
        return json;
    }

    private static JsonObject scores(List<Report.Column> columns, List<OptionalDouble> scores) {
        JsonObject json = new JsonObject();
        for (int i = 0; i < columns.size(); i++) {
            json.add(columns.get(i).key(), number(scores.get(i)));
        }
        return json;
    }

    private static JsonElement number(OptionalDouble value) {
        if (value.isEmpty()) {
            return JsonNull.INSTANCE;
        }
        double number = value.getAsDouble();
        return Double.isFinite(number)
                ? new JsonPrimitive(ReportNumber.exact(number))
                : new JsonPrimitive(ReportNumber.text(number));
    }
}
