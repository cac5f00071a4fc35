package io.github.imagejdiffusion.batch.options;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads numbers as users write them, and speaks of what is none in their words, not in those of Java's types. NaN and
 * infinity are passed on in any spelling: the option that does not take them says what it takes.
 */
public final class NumberConverters {

    private static final Map<String, Double> NAMED = Map.of(
            "nan", Double.NaN,
            "inf", Double.POSITIVE_INFINITY,
            "infinity", Double.POSITIVE_INFINITY);

    private NumberConverters() {}

    /** For all options of a command and its verbs. */
    public static void install(CommandLine command) {
        ITypeConverter<Double> decimal = text -> parsed(text, NumberConverters::decimal, "a number such as 0.5");
        ITypeConverter<Integer> whole = text -> parsed(text, Integer::valueOf, "a whole number such as 4");
        ITypeConverter<Long> large = text -> parsed(text, Long::valueOf, "a whole number such as 4");
        command.registerConverter(Double.class, decimal);
        command.registerConverter(double.class, decimal);
        command.registerConverter(Integer.class, whole);
        command.registerConverter(int.class, whole);
        command.registerConverter(Long.class, large);
        command.registerConverter(long.class, large);
    }

    private static Double decimal(String text) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        Double named = NAMED.get((signed ? text.substring(1) : text).toLowerCase(Locale.ROOT));
        if (named == null) {
            // Turns the negative zero into the usual one.
            return Double.parseDouble(text) + 0.0;
        }
        return text.startsWith("-") ? -named : named;
    }

    private static <T> T parsed(String text, Function<String, T> parser, String wanted) {
        try {
            return parser.apply(text.strip());
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not " + wanted);
        }
    }
}
