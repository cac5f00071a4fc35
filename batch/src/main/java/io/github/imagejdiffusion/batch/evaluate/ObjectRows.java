package io.github.imagejdiffusion.batch.evaluate;

import io.github.imagejdiffusion.batch.evaluate.metric.ObjectValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * One column of an object table, to be asked for plane by plane in order: where an object goes through several slices
 * under one id, it has one row in each. Not thread-safe.
 */
final class ObjectRows implements ObjectValues {

    private record Row(int id, int slice, int frame, double value) {}

    private final Map<Integer, Queue<Row>> rowsOfId = new HashMap<>();

    private ObjectRows(List<Row> rows) {
        rows.sort(Comparator.comparingInt(Row::frame).thenComparingInt(Row::slice));
        for (Row row : rows) {
            rowsOfId.computeIfAbsent(row.id(), id -> new ArrayDeque<>()).add(row);
        }
    }

    /**
     * Reads a column.
     *
     * @return empty if there is none of this name, as in tables of other tools and older versions
     * @throws IOException if the table cannot be read, lacks another column, or holds something else than numbers
     */
    static Optional<ObjectRows> read(Path file, String column) throws IOException {
        // Every byte is a character of this charset, so a table with odd text fails where it matters.
        List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        List<String> header = lines.isEmpty() ? List.of() : cells(lines.get(0));
        if (!header.contains(column)) {
            return Optional.empty();
        }
        int[] columns = new int[3];
        String[] names = {"id", "slice", "frame"};
        for (int i = 0; i < names.length; i++) {
            columns[i] = header.indexOf(names[i]);
            if (columns[i] < 0) {
                throw new IOException("it has no column " + names[i]);
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int n = 1; n < lines.size(); n++) {
            List<String> cells = cells(lines.get(n));
            try {
                int[] whole = Arrays.stream(columns)
                        .map(i -> Integer.parseInt(cells.get(i)))
                        .toArray();
                double value = Double.parseDouble(cells.get(header.indexOf(column)));
                if (Double.isNaN(value)) {
                    throw new NumberFormatException("NaN");
                }
                rows.add(new Row(whole[0], whole[1], whole[2], value));
            } catch (NumberFormatException | IndexOutOfBoundsException e) {
                throw new IOException("line " + (n + 1) + " does not hold the numbers that its header names", e);
            }
        }
        return Optional.of(new ObjectRows(rows));
    }

    private static List<String> cells(String line) {
        return List.of(line.split(",", -1));
    }

    /** @throws IllegalArgumentException if there is no further row for the object */
    @Override
    public double of(int label) {
        Queue<Row> rows = rowsOfId.get(label);
        if (rows == null || rows.isEmpty()) {
            throw new IllegalArgumentException("object " + label + " has no row");
        }
        return rows.poll().value();
    }
}
