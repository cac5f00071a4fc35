package io.github.imagejdiffusion.batch.evaluate;

import io.github.imagejdiffusion.batch.evaluate.metric.Score;
import io.github.imagejdiffusion.batch.evaluate.metric.Scores;
import java.util.Locale;
import java.util.OptionalDouble;

/** The evaluation as a table for the terminal: per score the mean, its range over images, and how many have it. */
final class ReportTable {

    private static final String LINE = "%-18s %9s %9s %9s %7s%n";

    private ReportTable() {}

    static String of(Evaluation evaluation) {
        StringBuilder table = new StringBuilder();
        int images = evaluation.images().size();
        table.append(String.format(
                Locale.ROOT,
                "segmentation: mean over %d %s, %s against %s%n",
                images,
                images == 1 ? "image" : "images",
                evaluation.prediction(),
                evaluation.truth()));
        table.append(String.format(LINE, "score", "mean", "lowest", "highest", "images"));
        Scores mean = evaluation.mean();
        for (Score score : Score.values()) {
            table.append(line(score, mean.get(score), evaluation));
        }
        if (!evaluation.unmatched().isEmpty()) {
            table.append(String.format(
                    Locale.ROOT,
                    "%d label image(s) without truth were not scored, the first is %s%n",
                    evaluation.unmatched().size(),
                    evaluation.unmatched().get(0)));
        }
        return table.toString();
    }

    private static String line(Score score, OptionalDouble mean, Evaluation evaluation) {
        double[] values = evaluation.images().stream()
                .map(image -> image.scores().get(score))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .sorted()
                .toArray();
        boolean pooled = score.kind() == Score.Kind.POOLED;
        return String.format(
                LINE,
                score.key(),
                cell(score, mean),
                values.length == 0 ? "-" : cell(score, OptionalDouble.of(values[0])),
                values.length == 0 ? "-" : cell(score, OptionalDouble.of(values[values.length - 1])),
                pooled ? "pooled" : Integer.toString(values.length));
    }

    private static String cell(Score score, OptionalDouble value) {
        if (value.isEmpty()) {
            return "-";
        }
        String format = score.kind() == Score.Kind.COUNT ? "%.1f" : "%.4f";
        return String.format(Locale.ROOT, format, value.getAsDouble());
    }
}
