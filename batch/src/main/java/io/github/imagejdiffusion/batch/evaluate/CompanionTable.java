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
 * {@link CompanionMap}. A table without uncertainties and spreads counts as none.
 */
final class CompanionTable {

    private final Optional<Path> file;
    private final List<String> problems;
    private Optional<ObjectRows> uncertainty = Optional.empty();
    private Optional<ObjectRows> spread = Optional.empty();

    private CompanionTable(Optional<Path> file, List<String> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Reads the table, if there is one. */
    static CompanionTable open(Optional<Path> file, List<String> problems) {
        CompanionTable table = new CompanionTable(file, problems);
        if (file.isPresent()) {
            try {
                table.uncertainty = ObjectRows.read(file.get(), "uncertainty");
                table.spread = ObjectRows.read(file.get(), "spread");
            } catch (IOException e) {
                table.giveUp(Failure.reason(e));
            }
        }
        return table;
    }

    /** Whether the table has uncertainties and has had no fault so far. */
    boolean hasUncertainty() {
        return uncertainty.isPresent();
    }

    /** Whether the table has spreads and has had no fault so far. */
    boolean hasSpread() {
        return spread.isPresent();
    }

    /** Hands on the values of the next plane that there are, unless the table is missing or given up. */
    void withNextPlane(Consumer<ObjectValues> ofUncertainty, Consumer<ObjectValues> ofSpread) {
        try {
            uncertainty.ifPresent(ofUncertainty);
            spread.ifPresent(ofSpread);
        } catch (IllegalArgumentException e) {
            giveUp(Failure.reason(e));
        }
    }

    private void giveUp(String fault) {
        problems.add("table " + file.orElseThrow() + " cannot be used: " + fault
                + "; labels are scored without it; run segment again");
        uncertainty = Optional.empty();
        spread = Optional.empty();
    }
}
