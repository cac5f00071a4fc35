package io.github.imagejdiffusion.imagej.dialog;

import io.github.imagejdiffusion.imagej.PluginException;

/** Reads numbers from text fields. */
public final class Numbers {

    private Numbers() {}

    /** @throws PluginException naming the field, if the text is no number from min to max */
    public static double decimal(String field, String text, double min, double max) {
        double value = parse(field, text);
        if (max == Double.MAX_VALUE && !Double.isFinite(value)) {
            throw new PluginException(field + " must be a finite number.");
        }
        if (!(value >= min && value <= max)) {
            throw new PluginException(
                    field + (max == Double.MAX_VALUE ? " must be at least " + show(min) + "." : range(min, max)));
        }
        return value;
    }

    /** @throws PluginException naming the field, if the text is no whole number from min to max */
    public static int whole(String field, String text, int min, int max) {
        long value = whole(field, text);
        if (value < min || value > max) {
            throw new PluginException(
                    field + (max == Integer.MAX_VALUE ? " must be at least " + min + "." : range(min, max)));
        }
        return (int) value;
    }

    /** @throws PluginException naming the field, if the text is no whole number */
    public static long whole(String field, String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new PluginException(field + " must be a whole number.", e);
        }
    }

    /** At most one decimal, and none where it would be 0. */
    public static String show(double value) {
        double rounded = Math.rint(value * 10) / 10;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }

    private static double parse(String field, String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            // A comma that is taken for a point here would be one between thousands elsewhere: better to ask.
            boolean comma = text.strip().matches("-?\\d+,\\d+");
            String right = comma ? " with a point: " + text.strip().replace(',', '.') : "";
            throw new PluginException(field + " must be a number" + right + ".", e);
        }
    }

    private static String range(double min, double max) {
        return " must be from " + show(min) + " to " + show(max) + ".";
    }
}
