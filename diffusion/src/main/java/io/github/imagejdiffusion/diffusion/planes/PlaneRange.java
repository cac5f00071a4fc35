package io.github.imagejdiffusion.diffusion.planes;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of planes as users count them, from 1, both ends included.
 *
 * @param first from 1
 * @param last at least {@code first}
 */
public record PlaneRange(int first, int last) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    /** @throws IllegalArgumentException if it is none */
    public PlaneRange {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException(
                    "a range counts from 1 and does not end before it begins, but this is " + first + "-" + last);
        }
    }

    /** Everything of a dimension. @throws IllegalArgumentException if its size is below 1 */
    public static PlaneRange all(int size) {
        return new PlaneRange(1, size);
    }

    /** Reads {@code 3} or {@code 2-5}; empty if the text is neither. */
    public static Optional<PlaneRange> parse(String text) {
        Matcher m = TEXT.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        int first = Integer.parseInt(m.group(1));
        int last = m.group(2) == null ? first : Integer.parseInt(m.group(2));
        return first < 1 || last < first ? Optional.empty() : Optional.of(new PlaneRange(first, last));
    }

    /**
     * Refuses what an image does not have.
     *
     * @param size of the image along this dimension
     * @param what planes are called along it
     * @throws IllegalArgumentException if this range goes further
     */
    public void requireWithin(int size, String what) {
        if (last > size) {
            throw new IllegalArgumentException(what + " " + this + " were asked for, but there are " + size);
        }
    }

    /** How many planes. */
    public int size() {
        return last - first + 1;
    }

    /** As users write it: {@code 3} or {@code 2-5}. */
    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
