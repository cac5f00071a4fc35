package io.github.imagejdiffusion.batch.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/** Where {@code --report FILE} goes: {@code .csv} and {@code .json} name the format, any other name gets both. */
final class ReportFiles {

    private static final String CSV = ".csv";
    private static final String JSON = ".json";

    private ReportFiles() {}

    /**
     * The files that a report will consist of.
     *
     * @throws EvaluationException if one of them is a folder
     */
    static List<Path> of(Path report) {
        String name = report.toString();
        List<Path> files = isCsv(report) || name.toLowerCase(Locale.ROOT).endsWith(JSON)
                ? List.of(report)
                : List.of(Path.of(name + CSV), Path.of(name + JSON));
        for (Path file : files) {
            if (Files.isDirectory(file)) {
                throw new EvaluationException("--report " + file + " is a folder; name a file");
            }
        }
        return files;
    }

    /** Writes a report file whole or not at all; makes its folder where that is missing. */
    static void write(Path file, Evaluation evaluation) throws IOException {
        Path target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        Path temporary = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.writeString(temporary, isCsv(file) ? CsvReport.of(evaluation) : JsonReport.of(evaluation));
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static boolean isCsv(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(CSV);
    }
}
