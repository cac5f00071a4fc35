package io.github.imagejdiffusion.diffusion.paired;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * In which type of pixels a restored image is kept. Restorers compute floats; whole numbers are what is made of them at
 * last, and nothing is judged or measured by these.
 */
public enum ResultPixels {
    /**
     * 32-bit floats, as they were computed: neither rounded nor cut off. A mean of what the image may be is no whole
     * number: where pixels count a few photons, rounding it takes away whole grounds. Values may lie somewhat outside of
     * the range of the image's own type, as cutting them off would shift means near its ends.
     */
    FLOAT,
    /**
     * The type of the image: values of 8 and 16 bits are rounded half to even, and cut off at the ends of what these can
     * hold. Other types become floats all the same.
     */
    INPUT;

    /** The name that {@link #parse} takes: {@code float} or {@code input}. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * From the name users type.
     *
     * @throws IllegalArgumentException naming those that there are
     */
    public static ResultPixels parse(String name) {
        return Arrays.stream(values())
                .filter(pixels -> pixels.optionName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is not a pixel type of results; use "
                        + Arrays.stream(values()).map(ResultPixels::optionName).collect(Collectors.joining(" or "))));
    }
}
