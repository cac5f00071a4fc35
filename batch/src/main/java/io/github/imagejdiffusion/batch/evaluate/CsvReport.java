package io.github.imagejdiffusion.batch.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The evaluation as CSV (RFC 4180, lines end with LF): a header, one row per image, and a last row called {@code mean}
 * whose {@code truth} cell is empty. A score that does not apply is an empty cell, an infinite one is {@code inf}.
 */
final class CsvReport {

    private CsvReport() {}

    static String of(Report report) {
        List<String> rows = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("image", "truth", "prediction"));
        report.columns().forEach(column -> header.add(column.key()));
        header.add("problem");
        rows.add(row(header));
        for (Report.Image image : report.images()) {
            rows.add(row(cells(
                    image.stem(),
                    image.truth().toString(),
                    image.prediction().map(Object::toString).orElse(""),
                    image.scores(),
                    String.join(" | ", image.problems()))));
        }
        rows.add(row(cells("mean", "", "", report.mean(), "")));
        return rows.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private static List<String> cells(
            String image, String truth, String prediction, List<OptionalDouble> scores, String problem) {
        List<String> cells = new ArrayList<>(List.of(image, truth, prediction));
        for (OptionalDouble value : scores) {
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
