package io.github.imagejdiffusion.batch.evaluate;

import io.github.imagejdiffusion.batch.Failure;
import io.github.imagejdiffusion.batch.evaluate.metric.ObjectValues;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The object table beside a label image. Its first fault is put into the list of problems and it is given up, like a
 * {@link CompanionMap}. A table without uncertainties counts as none.
 */
final class CompanionTable {

    private final Optional<Path> file;
    private final List<String> problems;
    private Optional<ObjectRows> rows = Optional.empty();

    private CompanionTable(Optional<Path> file, List<String> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Reads the table, if there is one. */
    static CompanionTable open(Optional<Path> file, List<String> problems) {
        CompanionTable table = new CompanionTable(file, problems);
        if (file.isPresent()) {
            try {
                table.rows = ObjectRows.read(file.get());
            } catch (IOException e) {
                table.giveUp(Failure.reason(e));
            }
        }
        return table;
    }

    /** Whether the table has uncertainties and has had no fault so far. */
    boolean usable() {
        return rows.isPresent();
    }

    /** Hands on the values of the next plane, unless the table is missing or given up. */
    void withNextPlane(Consumer<ObjectValues> use) {
        try {
            rows.ifPresent(use);
        } catch (IllegalArgumentException e) {
            giveUp(Failure.reason(e));
        }
    }

    private void giveUp(String fault) {
        problems.add("table " + file.orElseThrow() + " cannot be used: " + fault
                + "; labels are scored without it; run segment again");
        rows = Optional.empty();
    }
}
