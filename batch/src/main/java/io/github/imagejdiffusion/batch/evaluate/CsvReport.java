package io.github.imagejdiffusion.batch.evaluate;

import io.github.imagejdiffusion.batch.evaluate.metric.Score;
import io.github.imagejdiffusion.batch.evaluate.metric.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The evaluation as CSV (RFC 4180, lines end with LF): a header, one row per image, and a last row called {@code mean}
 * whose {@code truth} cell is empty. A score that does not apply is an empty cell.
 */
final class CsvReport {

    private CsvReport() {}

    static String of(Evaluation evaluation) {
        List<String> rows = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("image", "truth", "prediction"));
        for (Score score : Score.values()) {
            header.add(score.key());
        }
        header.add("problem");
        rows.add(row(header));
        for (PairResult image : evaluation.images()) {
            ImagePair pair = image.pair();
            rows.add(row(cells(
                    pair.stem(),
                    pair.truth().toString(),
                    pair.prediction().map(Object::toString).orElse(""),
                    image.scores(),
                    String.join(" | ", image.problems()))));
        }
        rows.add(row(cells("mean", "", "", evaluation.mean(), "")));
        return rows.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private static List<String> cells(String image, String truth, String prediction, Scores scores, String problem) {
        List<String> cells = new ArrayList<>(List.of(image, truth, prediction));
        for (Score score : Score.values()) {
            OptionalDouble value = scores.get(score);
            cells.add(value.isPresent() ? ReportNumber.text(value.getAsDouble()) : "");
        }
        cells.add(problem);
        return cells;
    }

    private static String row(List<String> cells) {
        return cells.stream().map(CsvReport::quoted).collect(Collectors.joining(","));
    }

    private static String quoted(String cell) {
        boolean special = cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return special ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
