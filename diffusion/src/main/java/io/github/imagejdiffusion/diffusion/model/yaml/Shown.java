package io.github.imagejdiffusion.diffusion.model.yaml;

/** How untrusted text appears in a message: on one line, without control characters, and not too long. */
public final class Shown {

    private Shown() {}

    /** At most {@code limit} characters of the value's text. */
    public static String oneLine(Object value, int limit) {
        // Cut before replacing: the text may be a megabyte long.
        String text = String.valueOf(value);
        String cut = text.length() <= limit ? text : text.substring(0, limit) + "...";
        return cut.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ").strip();
    }
}
