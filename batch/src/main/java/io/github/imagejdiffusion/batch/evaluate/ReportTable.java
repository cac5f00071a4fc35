package io.github.imagejdiffusion.batch.evaluate;

import java.util.Locale;
import java.util.OptionalDouble;

/** The evaluation as a table for the terminal: per score the mean, its range over images, and how many have it. */
final class ReportTable {

    private static final String LINE = "%-20s %9s %9s %9s %7s%n";

    private ReportTable() {}

    static String of(Report report) {
        StringBuilder table = new StringBuilder();
        int images = report.images().size();
        table.append(String.format(
                Locale.ROOT,
                "%s: mean over %d %s, %s against %s%n",
                report.metric(),
                images,
                images == 1 ? "image" : "images",
                report.prediction(),
                report.truth()));
        table.append(String.format(LINE, "score", "mean", "lowest", "highest", "images"));
        for (int i = 0; i < report.columns().size(); i++) {
            table.append(line(report, i));
        }
        if (!report.unmatched().isEmpty()) {
            table.append(String.format(
                    Locale.ROOT,
                    "%d prediction(s) without truth were not scored, the first is %s%n",
                    report.unmatched().size(),
                    report.unmatched().get(0)));
        }
        return table.toString();
    }

    private static String line(Report report, int index) {
        Report.Column column = report.columns().get(index);
        double[] values = report.images().stream()
                .map(image -> image.scores().get(index))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .sorted()
                .toArray();
        return String.format(
                LINE,
                column.key(),
                cell(column, report.mean().get(index)),
                values.length == 0 ? "-" : cell(column, OptionalDouble.of(values[0])),
                values.length == 0 ? "-" : cell(column, OptionalDouble.of(values[values.length - 1])),
                column.pooled() ? "pooled" : Integer.toString(values.length));
    }

    private static String cell(Report.Column column, OptionalDouble value) {
        if (value.isEmpty()) {
            return "-";
        }
        double number = value.getAsDouble();
        return Double.isInfinite(number)
                ? ReportNumber.text(number)
                : String.format(Locale.ROOT, column.format(), number);
    }
}
