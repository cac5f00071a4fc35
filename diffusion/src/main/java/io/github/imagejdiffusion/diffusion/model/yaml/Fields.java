package io.github.imagejdiffusion.diffusion.model.yaml;

import io.github.imagejdiffusion.diffusion.ModelPackageException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Typed access to one map of a YAML document, whose errors name the file and the full path of the key.
 *
 * <p>A key whose value is null counts as missing; keys nobody asks for are ignored. Immutable.
 */
public final class Fields {

    private static final int MAX_MESSAGE = 1000;

    private final String file;
    private final String path;
    private final Map<String, Object> values;

    private Fields(String file, String path, Map<String, Object> values) {
        this.file = file;
        this.path = path;
        this.values = values;
    }

    /** The whole document. */
    public static Fields of(String file, Map<String, Object> values) {
        return new Fields(file, "", values);
    }

    /** The values themselves. */
    public Map<String, Object> values() {
        return values;
    }

    /** Full path of a key, for example {@code inputs[0].axes[2].size}. */
    public String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** An error that names the file and the key. */
    public ModelPackageException error(String key, String problem) {
        return new ModelPackageException(Shown.oneLine(file + ": " + pathOf(key) + ": " + problem, MAX_MESSAGE));
    }

    /** The error of a missing key. */
    public ModelPackageException missing(String key) {
        return error(key, "is missing, but required");
    }

    /** Whether the key is there, with any value but null. */
    public boolean has(String key) {
        return values.get(key) != null;
    }

    /** The untyped value. @throws ModelPackageException if it is missing */
    public Object value(String key) {
        Object value = values.get(key);
        if (value == null) {
            throw missing(key);
        }
        return value;
    }

    /** Text. @throws ModelPackageException if it is missing, not text, or blank */
    public String text(String key) {
        Object value = value(key);
        if (!(value instanceof String) || ((String) value).isBlank()) {
            throw wrong(key, "text", value);
        }
        return (String) value;
    }

    /** The text, or the fallback if the key is missing. */
    public String text(String key, String fallback) {
        // An empty text is what exporters write for "none".
        return has(key) && !"".equals(value(key)) ? text(key) : fallback;
    }

    /** The text, or empty if the key is missing. */
    public Optional<String> optionalText(String key) {
        return Optional.ofNullable(text(key, null));
    }

    /** Text or a number as written, for example a version {@code 1.10}. */
    public Optional<String> optionalScalar(String key) {
        if (!has(key)) {
            return Optional.empty();
        }
        Object value = value(key);
        if (value instanceof Map || value instanceof List) {
            throw wrong(key, "text or a number", value);
        }
        return Optional.of(value.toString()).filter(text -> !text.isBlank());
    }

    /** A whole number of the given range. @throws ModelPackageException if it is missing or anything else */
    public int whole(String key, int min, int max) {
        Object value = value(key);
        if (value instanceof Long && (Long) value >= min && (Long) value <= max) {
            return ((Long) value).intValue();
        }
        throw wrong(key, "a whole number " + range(min, max, Integer.MIN_VALUE, Integer.MAX_VALUE), value);
    }

    /** The whole number, or the fallback if the key is missing. */
    public int whole(String key, int min, int max, int fallback) {
        return has(key) ? whole(key, min, max) : fallback;
    }

    /** A finite number of the given range, bounds included. @throws ModelPackageException if it is anything else */
    public double number(String key, double min, double max) {
        return number(key, value(key), min, max);
    }

    /** The number, or the fallback if the key is missing. */
    public double number(String key, double min, double max, double fallback) {
        return has(key) ? number(key, min, max) : fallback;
    }

    private double number(String key, Object value, double min, double max) {
        if (value instanceof Number) {
            double number = ((Number) value).doubleValue();
            if (Double.isFinite(number) && number >= min && number <= max) {
                return number;
            }
        }
        throw wrong(key, "a number " + range(min, max, -Double.MAX_VALUE, Double.MAX_VALUE), value);
    }

    /** Numbers of the given range. @throws ModelPackageException if one is anything else, naming it */
    public List<Double> numbers(String key, double min, double max) {
        List<?> items = list(key);
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            numbers.add(number(key + "[" + i + "]", items.get(i), min, max));
        }
        return List.copyOf(numbers);
    }

    /** True or false, or the fallback if the key is missing. */
    public boolean flag(String key, boolean fallback) {
        if (!has(key)) {
            return fallback;
        }
        Object value = value(key);
        if (!(value instanceof Boolean)) {
            throw wrong(key, "true or false", value);
        }
        return (Boolean) value;
    }

    /** One of the constants of an enum, by its lower-case name. @throws ModelPackageException if it is none */
    public <E extends Enum<E>> E choice(String key, Class<E> type) {
        Object value = value(key);
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String name = constant.name().toLowerCase(Locale.ROOT);
            if (name.equals(value)) {
                return constant;
            }
            names.add(name);
        }
        throw wrong(key, "one of " + String.join(", ", names), value);
    }

    /** The choice, or the fallback if the key is missing. */
    public <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
        return has(key) ? choice(key, type) : fallback;
    }

    /** A list, empty if missing. @throws ModelPackageException if it is something else */
    public List<?> list(String key) {
        if (!has(key)) {
            return List.of();
        }
        Object value = value(key);
        if (!(value instanceof List)) {
            throw wrong(key, "a list", value);
        }
        return (List<?>) value;
    }

    /** A list of texts or numbers, as written; empty if missing. */
    public List<String> texts(String key) {
        List<?> items = list(key);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Object item = items.get(i);
            if (item == null || item instanceof Map || item instanceof List) {
                throw wrong(key + "[" + i + "]", "text", item);
            }
            texts.add(item.toString());
        }
        return List.copyOf(texts);
    }

    /** A map. @throws ModelPackageException if it is missing or something else */
    public Fields section(String key) {
        return section(key, value(key));
    }

    /** The section, or empty if the key is missing. */
    public Optional<Fields> optionalSection(String key) {
        return has(key) ? Optional.of(section(key)) : Optional.empty();
    }

    /** A list of maps, empty if missing. */
    public List<Fields> sections(String key) {
        List<?> items = list(key);
        List<Fields> sections = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            sections.add(section(key + "[" + i + "]", items.get(i)));
        }
        return List.copyOf(sections);
    }

    /** One map of a list. */
    public Fields item(String key, int index) {
        return section(key + "[" + index + "]", list(key).get(index));
    }

    @SuppressWarnings("unchecked") // YamlReader makes every map with String keys
    private Fields section(String key, Object value) {
        if (!(value instanceof Map)) {
            throw wrong(key, "a map of fields", value);
        }
        return new Fields(file, pathOf(key), (Map<String, Object>) value);
    }

    private ModelPackageException wrong(String key, String expected, Object value) {
        return error(key, "must be " + expected + ", but is " + describe(value));
    }

    private static String describe(Object value) {
        if (value instanceof Map) {
            return "a map";
        } else if (value instanceof List) {
            return "a list";
        } else if (value == null) {
            return "empty";
        }
        return "'" + Shown.oneLine(value, 60) + "'";
    }

    private static String range(Number min, Number max, Number lowest, Number highest) {
        boolean below = !min.equals(lowest);
        boolean above = !max.equals(highest);
        if (below && above) {
            return "from " + shown(min) + " to " + shown(max);
        }
        return below ? ">= " + shown(min) : above ? "<= " + shown(max) : "in the range of its type";
    }

    private static String shown(Number bound) {
        return new BigDecimal(bound.toString()).stripTrailingZeros().toPlainString();
    }
}
