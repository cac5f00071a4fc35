package io.github.imagejdiffusion.segdiff.objects;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The object table: one row per object. Positions and areas are in pixels, and where the pixel size is known also in
 * micrometres. {@code mean_uncertainty} is the mean of the uncertainty map, 0..0.5; {@code uncertainty}, 0..1, is how far
 * the object contradicts the network's maps: sort by it to see what to check first. {@code spread}, 0..1, where there are
 * several draws, is how far they differ from each other within the object.
 *
 * <p>Not thread-safe.
 *
 * @see ObjectUncertainty
 */
public final class ObjectTable {

    private final List<Column> columns = new ArrayList<>();
    private final List<NumberedObject> rows = new ArrayList<>();

    /**
     * An empty table.
     *
     * @param pixelWidth in micrometres
     * @param pixelHeight in micrometres; without either there are no calibrated columns
     * @param withSpread whether there is a column {@code spread}; every object must then have one
     */
    public ObjectTable(OptionalDouble pixelWidth, OptionalDouble pixelHeight, boolean withSpread) {
        add("id", "%d", row -> measured(row).id());
        add("slice", "%d", NumberedObject::slice);
        add("frame", "%d", NumberedObject::frame);
        add("x_px", "%.3f", row -> measured(row).centroidX());
        add("y_px", "%.3f", row -> measured(row).centroidY());
        add("area_px", "%d", row -> measured(row).area());
        add("mean_intensity", "%.6g", row -> measured(row).meanIntensity());
        add("mean_probability", "%.4f", row -> measured(row).meanProbability());
        add("mean_uncertainty", "%.4f", row -> measured(row).meanUncertainty());
        add("uncertainty", "%.4f", row -> measured(row).uncertainty());
        if (withSpread) {
            add("spread", "%.4f", row -> measured(row).spread().orElseThrow());
        }
        if (pixelWidth.isPresent() && pixelHeight.isPresent()) {
            double w = pixelWidth.getAsDouble();
            double h = pixelHeight.getAsDouble();
            add("x_um", "%.6g", row -> measured(row).centroidX() * w);
            add("y_um", "%.6g", row -> measured(row).centroidY() * h);
            add("area_um2", "%.6g", row -> measured(row).area() * w * h);
        }
    }

    /**
     * One column.
     *
     * @param name as in the header
     * @param format of one value, for {@link String#format}
     * @param value of a row: an Integer, a Long or a Double
     */
    public record Column(String name, String format, Function<NumberedObject, Number> value) {

        /** The value as the table shows it. */
        public String text(NumberedObject row) {
            return String.format(Locale.ROOT, format, value.apply(row));
        }
    }

    /** Adds rows. */
    public void add(List<NumberedObject> objects) {
        rows.addAll(objects);
    }

    public List<Column> columns() {
        return List.copyOf(columns);
    }

    public List<NumberedObject> rows() {
        return List.copyOf(rows);
    }

    /** As comma-separated values with a header, lines ended by a line feed. */
    public String csv() {
        StringBuilder text = new StringBuilder();
        csv(text::append);
        return text.toString();
    }

    /** As {@link #csv()}, line by line: of millions of objects, the text is larger than the table. */
    public void csv(Consumer<String> lines) {
        lines.accept(columns.stream().map(Column::name).collect(Collectors.joining(",", "", "\n")));
        for (NumberedObject row : rows) {
            lines.accept(columns.stream().map(c -> c.text(row)).collect(Collectors.joining(",", "", "\n")));
        }
    }

    private void add(String name, String format, Function<NumberedObject, Number> value) {
        columns.add(new Column(name, format, value));
    }

    private static SegmentedObject measured(NumberedObject row) {
        return row.object().measured();
    }
}
