package io.github.imagejdiffusion.diffusion.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the name a user perhaps meant. */
final class NearestName {

    private NearestName() {}

    /** The nearest of the names by edit distance, or one that contains the text; empty if none is near. */
    static Optional<String> of(String text, List<String> names) {
        String wanted = text.toLowerCase(Locale.ROOT);
        Optional<String> nearest = Optional.empty();
        int limit = Math.max(2, wanted.length() / 3) + 1;
        for (String name : names) {
            int distance = distance(wanted, name.toLowerCase(Locale.ROOT));
            if (distance < limit) {
                limit = distance;
                nearest = Optional.of(name);
            }
        }
        return nearest.or(() -> names.stream()
                .filter(name ->
                        wanted.length() > 2 && name.toLowerCase(Locale.ROOT).contains(wanted))
                .findFirst());
    }

    /** Levenshtein distance: insertions, deletions and replacements from one text to the other. */
    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
