package io.github.imagejdiffusion.formats;

import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Palettes without colour: values are the greys that a viewer shows, whatever the numbers are that the file holds. */
public final class GreyPalette {

    /** A notice about files in which light pixels have low numbers. */
    public static final String FALLING =
            "its greys are those of a palette that falls, and are taken as they look; ImageJ"
                    + " opens such a file as numbers with a lookup table, the lightest being 0";

    private GreyPalette() {}

    /**
     * What a user should know.
     *
     * @param entries number of greys
     * @param grey of an entry, from 0
     */
    public static List<String> notices(int entries, IntUnaryOperator grey) {
        boolean falls = entries > 1 && grey.applyAsInt(entries - 1) < grey.applyAsInt(0);
        return falls && IntStream.range(1, entries).allMatch(i -> grey.applyAsInt(i) <= grey.applyAsInt(i - 1))
                ? List.of(FALLING)
                : List.of();
    }
}
