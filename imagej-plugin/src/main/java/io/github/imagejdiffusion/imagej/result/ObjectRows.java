package io.github.imagejdiffusion.imagej.result;

import ij.measure.ResultsTable;
import io.github.imagejdiffusion.segdiff.objects.NumberedObject;
import io.github.imagejdiffusion.segdiff.objects.ObjectTable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The object table in ImageJ's Results table, with the columns of the command line. */
final class ObjectRows {

    private static final Pattern DECIMALS = Pattern.compile("%\\.(\\d)f");

    private ObjectRows() {}

    /** Adds rows below what is there, as Analyze Particles does. */
    static void append(ObjectTable table) {
        ResultsTable results = ResultsTable.getResultsTable();
        for (NumberedObject row : table.rows()) {
            results.incrementCounter();
            for (ObjectTable.Column column : table.columns()) {
                results.addValue(column.name(), column.value().apply(row).doubleValue());
            }
        }
        for (ObjectTable.Column column : table.columns()) {
            Matcher decimals = DECIMALS.matcher(column.format());
            if (decimals.matches() && results.columnExists(column.name())) {
                results.setDecimalPlaces(results.getColumnIndex(column.name()), Integer.parseInt(decimals.group(1)));
            }
        }
        results.show("Results");
    }
}
