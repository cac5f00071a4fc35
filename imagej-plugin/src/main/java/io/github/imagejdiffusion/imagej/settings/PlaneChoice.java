package io.github.imagejdiffusion.imagej.settings;

import io.github.imagejdiffusion.diffusion.planes.PlaneRange;
import java.util.Locale;
import java.util.Optional;

/**
 * Which slices or frames are meant.
 *
 * @param kind all, the current one, or a range
 * @param range only for kind RANGE, else null
 */
public record PlaneChoice(Kind kind, PlaneRange range) {

    /** How planes are chosen. */
    public enum Kind {
        ALL,
        CURRENT,
        RANGE
    }

    public static final PlaneChoice ALL = new PlaneChoice(Kind.ALL, null);
    public static final PlaneChoice CURRENT = new PlaneChoice(Kind.CURRENT, null);

    /** Reads {@code all}, {@code current}, {@code 3} or {@code 2-5}; empty if the text is none of them. */
    public static Optional<PlaneChoice> parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "all" -> Optional.of(ALL);
            case "current" -> Optional.of(CURRENT);
            default -> PlaneRange.parse(text.strip()).map(range -> new PlaneChoice(Kind.RANGE, range));
        };
    }

    /**
     * The planes of an image. A range that reaches beyond it is not cut.
     *
     * @param size how many there are
     * @param current the one that is shown, from 1
     */
    public PlaneRange of(int size, int current) {
        return switch (kind) {
            case ALL -> PlaneRange.all(size);
            case CURRENT -> new PlaneRange(current, current);
            case RANGE -> range;
        };
    }

    /** As macros write it. */
    @Override
    public String toString() {
        return kind == Kind.RANGE ? range.toString() : kind.name().toLowerCase(Locale.ROOT);
    }
}
