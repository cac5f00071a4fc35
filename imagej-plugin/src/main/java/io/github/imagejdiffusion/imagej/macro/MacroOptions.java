package io.github.imagejdiffusion.imagej.macro;

import ij.macro.Interpreter;
import io.github.imagejdiffusion.imagej.PluginException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The options of a macro's {@code run("Command", "key=value key=[value with blanks] flag")}. Stricter than ImageJ, where
 * a misspelt key is ignored and an unknown choice becomes the first one.
 *
 * <p>Values that begin with {@code &} are names of macro variables, as in ImageJ. Immutable.
 */
public final class MacroOptions {

    private static final String ON = "true";

    /** Of keys that stand alone, none. */
    private final Map<String, Optional<String>> values;

    private MacroOptions(Map<String, Optional<String>> values) {
        this.values = values;
    }

    /**
     * Reads options.
     *
     * @param text as {@link ij.Macro#getOptions} gives it; null counts as empty
     * @param known all keys that there are
     * @throws PluginException naming a key that is not known or given twice, or a value without an end
     */
    public static MacroOptions parse(String text, Collection<String> known) {
        Map<String, Optional<String>> values = new LinkedHashMap<>();
        OptionScanner scanner = new OptionScanner(text == null ? "" : text);
        while (scanner.hasNext()) {
            OptionScanner.Option option = scanner.next();
            String key = option.key().toLowerCase(Locale.ROOT);
            if (key.isEmpty()) {
                throw new PluginException("A = has no key before it: there must be no blanks around the =.");
            }
            if (!known.contains(key)) {
                throw new PluginException("Unknown key '" + option.key() + "'. Known keys: " + String.join(", ", known)
                        + ". (Values with blanks need brackets: key=[two words].)");
            }
            if (values.putIfAbsent(key, Optional.ofNullable(option.value()).map(MacroOptions::variable)) != null) {
                throw new PluginException("The key '" + key + "' is given twice.");
            }
        }
        return new MacroOptions(values);
    }

    private static String variable(String value) {
        Interpreter interpreter = value.startsWith("&") ? Interpreter.getInstance() : null;
        String ofMacro = interpreter == null ? null : interpreter.getVariableAsString(value.substring(1));
        return ofMacro == null ? value : ofMacro;
    }

    /** The value as it stands. @throws PluginException if the key is there and nothing follows it */
    public Optional<String> text(String key) {
        if (!values.containsKey(key)) {
            return Optional.empty();
        }
        Optional<String> value = values.get(key);
        if (value.filter(text -> !text.isBlank()).isEmpty()) {
            throw bad(key, "has no value; leave it out to have the default");
        }
        return value;
    }

    /** Whether the flag is there; {@code flag=false} counts as left out. @throws PluginException for other values */
    public boolean flag(String key) {
        String value = values.containsKey(key) ? values.get(key).orElse(ON).toLowerCase(Locale.ROOT) : "false";
        if (!value.equals(ON) && !value.equals("false")) {
            throw bad(key, "is a switch: write " + key + " alone, or leave it out");
        }
        return value.equals(ON);
    }

    /** A whole number. @throws PluginException if it is none, or outside of min..max */
    public OptionalInt integer(String key, int min, int max) {
        OptionalLong value = whole(key);
        if (value.isPresent() && (value.getAsLong() < min || value.getAsLong() > max)) {
            boolean noLimit = max == Integer.MAX_VALUE && value.getAsLong() < min;
            throw bad(key, noLimit ? "must be at least " + min : "must be from " + min + " to " + max);
        }
        return value.isPresent() ? OptionalInt.of((int) value.getAsLong()) : OptionalInt.empty();
    }

    /** A whole number of any size. @throws PluginException if it is none */
    public OptionalLong whole(String key) {
        if (text(key).isEmpty()) {
            return OptionalLong.empty();
        }
        String value = text(key).get();
        try {
            // ImageJ's macro language turns numbers into text such as 7.0000.
            return OptionalLong.of(Long.parseLong(value.replaceFirst("\\.0+$", "")));
        } catch (NumberFormatException e) {
            throw bad(key, "must be a whole number");
        }
    }

    /** A number. @param max Double.MAX_VALUE for no limit @throws PluginException if it is none, or outside of min..max */
    public OptionalDouble number(String key, double min, double max) {
        if (text(key).isEmpty()) {
            return OptionalDouble.empty();
        }
        double value;
        try {
            value = Double.parseDouble(text(key).get());
        } catch (NumberFormatException e) {
            throw bad(key, "must be a number");
        }
        if (max == Double.MAX_VALUE && !Double.isFinite(value)) {
            throw bad(key, "must be a finite number");
        }
        if (!(value >= min && value <= max)) {
            throw bad(
                    key,
                    max == Double.MAX_VALUE
                            ? "must be at least " + plain(min)
                            : "must be from " + plain(min) + " to " + plain(max));
        }
        return OptionalDouble.of(value);
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    /** An exception that names key and value. */
    public PluginException bad(String key, String rule) {
        return new PluginException("The key '" + key + "' " + rule + ", but the macro says " + key
                + values.getOrDefault(key, Optional.of(""))
                        .map(value -> "=" + value)
                        .orElse("") + ".");
    }
}
