package io.github.imagejdiffusion.batch.evaluate;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.imagejdiffusion.batch.evaluate.metric.ObjectSample;
import io.github.imagejdiffusion.batch.evaluate.metric.Score;
import io.github.imagejdiffusion.batch.evaluate.metric.Scores;
import java.util.List;
import java.util.OptionalDouble;

/** The evaluation as JSON: the mean over images, the numbers of ranked objects, and every image; null if not defined. */
final class JsonReport {

    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .serializeNulls()
            .disableHtmlEscaping()
            .create();

    private JsonReport() {}

    static String of(Evaluation evaluation) {
        JsonObject report = new JsonObject();
        report.addProperty("metric", "segmentation");
        report.addProperty("truth", evaluation.truth().toString());
        report.addProperty("prediction", evaluation.prediction().toString());
        report.addProperty("images", evaluation.images().size());
        report.addProperty("problems", evaluation.problems().size());
        report.add("mean", scores(evaluation.mean()));
        JsonObject ranked = new JsonObject();
        ranked.add(
                "uncertainty",
                objects(evaluation.images().stream()
                        .map(PairResult::uncertainty)
                        .toList()));
        ranked.add(
                "spread",
                objects(evaluation.images().stream().map(PairResult::spread).toList()));
        ranked.add(
                "object",
                objects(evaluation.images().stream().map(PairResult::objects).toList()));
        report.add("ranked_objects", ranked);
        JsonArray images = new JsonArray();
        evaluation.images().forEach(image -> images.add(image(image)));
        report.add("per_image", images);
        report.add("predictions_without_truth", GSON.toJsonTree(evaluation.unmatched()));
        return GSON.toJson(report) + "\n";
    }

    private static JsonObject image(PairResult image) {
        JsonObject json = new JsonObject();
        json.addProperty("image", image.pair().stem());
        json.addProperty("truth", image.pair().truth().toString());
        json.addProperty(
                "prediction", image.pair().prediction().map(Object::toString).orElse(null));
        json.add("scores", scores(image.scores()));
        json.add("problems", GSON.toJsonTree(image.problems()));
        return json;
    }

    private static JsonObject scores(Scores scores) {
        JsonObject json = new JsonObject();
        for (Score score : Score.values()) {
            json.add(score.key(), number(scores.get(score)));
        }
        return json;
    }

    private static JsonElement number(OptionalDouble value) {
        return value.isPresent() ? new JsonPrimitive(ReportNumber.exact(value.getAsDouble())) : JsonNull.INSTANCE;
    }

    private static JsonObject objects(List<List<ObjectSample>> samples) {
        JsonObject json = new JsonObject();
        json.addProperty("objects", samples.stream().mapToLong(List::size).sum());
        json.addProperty(
                "iou_below_half",
                samples.stream()
                        .flatMap(List::stream)
                        .filter(ObjectSample::poor)
                        .count());
        return json;
    }
}
