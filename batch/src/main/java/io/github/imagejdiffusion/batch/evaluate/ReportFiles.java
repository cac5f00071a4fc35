package io.github.imagejdiffusion.batch.evaluate;

import io.github.imagejdiffusion.batch.Failure;
import io.github.imagejdiffusion.batch.UsageException;
import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.write.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
     * @throws UsageException if one of them is a folder
     */
    static List<Path> of(Path report) {
        String name = report.toString();
        List<Path> files = isCsv(report) || name.toLowerCase(Locale.ROOT).endsWith(JSON)
                ? List.of(report)
                : List.of(Path.of(name + CSV), Path.of(name + JSON));
        for (Path file : files) {
            if (Files.isDirectory(file)) {
                throw new UsageException("--report " + file + " is a folder; name a file");
            }
        }
        return files;
    }

    /**
     * Writes a report file whole or not at all; makes its folder where that is missing.
     *
     * @throws FormatsException if it cannot be written
     */
    static void write(Path file, Report report) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new FormatsException(
                    file, "its folder cannot be made (" + Failure.reason(e) + ")", "name a file in another folder", e);
        }
        AtomicFile.writeText(file, isCsv(file) ? CsvReport.of(report) : JsonReport.of(report));
    }

    private static boolean isCsv(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(CSV);
    }
}
