package io.github.imagejdiffusion.formats;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Names of units of length and time, as microscopy files spell them. */
public final class PhysicalUnits {

    private static final Map<String, Double> MICROMETRES = Map.ofEntries(
            Map.entry("micron", 1.0),
            Map.entry("microns", 1.0),
            Map.entry("micrometer", 1.0),
            Map.entry("micrometers", 1.0),
            Map.entry("micrometre", 1.0),
            Map.entry("micrometres", 1.0),
            Map.entry("um", 1.0),
            Map.entry("\u00b5m", 1.0),
            Map.entry("\u03bcm", 1.0),
            Map.entry("nm", 1e-3),
            Map.entry("nanometer", 1e-3),
            Map.entry("nanometre", 1e-3),
            Map.entry("pm", 1e-6),
            Map.entry("picometer", 1e-6),
            Map.entry("a", 1e-4),
            Map.entry("\u00e5", 1e-4),
            Map.entry("angstrom", 1e-4),
            Map.entry("mm", 1e3),
            Map.entry("millimeter", 1e3),
            Map.entry("millimetre", 1e3),
            Map.entry("cm", 1e4),
            Map.entry("centimeter", 1e4),
            Map.entry("dm", 1e5),
            Map.entry("decimeter", 1e5),
            Map.entry("kilometer", 1e9),
            Map.entry("foot", 304_800.0),
            Map.entry("yard", 914_400.0),
            Map.entry("m", 1e6),
            Map.entry("meter", 1e6),
            Map.entry("metre", 1e6),
            Map.entry("in", 25400.0),
            Map.entry("inch", 25400.0),
            Map.entry("inches", 25400.0));

    private static final Map<String, Double> SECONDS = Map.ofEntries(
            Map.entry("s", 1.0),
            Map.entry("sec", 1.0),
            Map.entry("second", 1.0),
            Map.entry("seconds", 1.0),
            Map.entry("ms", 1e-3),
            Map.entry("msec", 1e-3),
            Map.entry("millisecond", 1e-3),
            Map.entry("\u00b5s", 1e-6),
            Map.entry("us", 1e-6),
            Map.entry("microsecond", 1e-6),
            Map.entry("ns", 1e-9),
            Map.entry("nanosecond", 1e-9),
            Map.entry("min", 60.0),
            Map.entry("minute", 60.0),
            Map.entry("minutes", 60.0),
            Map.entry("h", 3600.0),
            Map.entry("hr", 3600.0),
            Map.entry("hrs", 3600.0),
            Map.entry("hour", 3600.0),
            Map.entry("hours", 3600.0),
            Map.entry("d", 86400.0),
            Map.entry("day", 86400.0));

    /** Longest symbol of a unit, in characters; longer names are words. */
    private static final int SYMBOL = 3;

    private PhysicalUnits() {}

    /** Micrometres in one {@code unit}; empty for "pixel", "reference frame" and anything unknown. */
    public static OptionalDouble micrometres(String unit) {
        return factor(MICROMETRES, unit);
    }

    /** Seconds in one {@code unit}; empty for anything unknown. */
    public static OptionalDouble seconds(String unit) {
        return factor(SECONDS, unit);
    }

    private static OptionalDouble factor(Map<String, Double> table, String unit) {
        String name = unit.strip().toLowerCase(Locale.ROOT);
        // Of words alone: "ms" is no plural.
        boolean plural = name.length() > SYMBOL && name.endsWith("s") && !table.containsKey(name);
        Double factor = table.get(plural ? name.substring(0, name.length() - 1) : name);
        return factor == null ? OptionalDouble.empty() : OptionalDouble.of(factor);
    }
}
