package io.github.imagejdiffusion.diffusion.model.rdf;

import io.github.imagejdiffusion.diffusion.model.yaml.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Reads what a tensor's values are. */
final class DataReader {

    private static final Set<String> TYPES = Set.of(
            "float32", "float64", "uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64", "bool");

    /** How exporters write a bound that is not there. */
    private static final Set<Object> UNBOUNDED =
            Set.of("inf", "-inf", ".inf", "-.inf", Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    private DataReader() {}

    /** Reads {@code data}: one map, a list with one map per channel, or nothing, which means float32. */
    static List<DataDescription> read(Fields tensor, List<Axis> axes) {
        if (!tensor.has("data")) {
            return List.of(interval("float32", OptionalDouble.empty(), OptionalDouble.empty()));
        }
        if (tensor.value("data") instanceof Map) {
            return List.of(read(tensor.section("data")));
        }
        List<DataDescription> data = new ArrayList<>();
        for (Fields fields : tensor.sections("data")) {
            data.add(read(fields));
        }
        if (data.stream().map(DataDescription::type).distinct().count() != 1) {
            throw tensor.error("data", "all channels must have one type");
        }
        Optional<Axis> channels =
                axes.stream().filter(axis -> axis.type() == AxisType.CHANNEL).findFirst();
        if (channels.isPresent() && channels.get().channelNames().size() != data.size()) {
            throw tensor.error(
                    "data",
                    "describes " + data.size() + " channels, but there are "
                            + channels.get().channelNames().size());
        }
        return data;
    }

    private static DataDescription read(Fields fields) {
        boolean nominal = fields.has("values");
        String type = fields.text("type", nominal ? "uint8" : "float32");
        if (!TYPES.contains(type)) {
            throw fields.error("type", "must be a bool, (u)int or float type, but is '" + type + "'");
        }
        if (nominal) {
            return nominal(fields, type);
        }
        List<?> range = fields.list("range");
        if (!range.isEmpty() && range.size() != 2) {
            throw fields.error("range", "must be two values, lowest and highest, but has " + range.size());
        }
        DataDescription bounds = range.isEmpty()
                ? interval(type, OptionalDouble.empty(), OptionalDouble.empty())
                : interval(type, bound(fields, range.get(0)), bound(fields, range.get(1)));
        return new DataDescription(
                type,
                bounds.min(),
                bounds.max(),
                fields.optionalText("unit"),
                fields.number("scale", -Double.MAX_VALUE, Double.MAX_VALUE, 1),
                fields.has("offset")
                        ? OptionalDouble.of(fields.number("offset", -Double.MAX_VALUE, Double.MAX_VALUE))
                        : OptionalDouble.empty(),
                List.of());
    }

    private static DataDescription nominal(Fields fields, String type) {
        List<?> values = fields.list("values");
        if (values.isEmpty() || values.stream().anyMatch(Objects::isNull)) {
            throw fields.error("values", "must be a list of values without gaps");
        }
        return new DataDescription(
                type,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                fields.optionalText("unit"),
                1,
                OptionalDouble.empty(),
                List.copyOf(values));
    }

    private static DataDescription interval(String type, OptionalDouble min, OptionalDouble max) {
        return new DataDescription(type, min, max, Optional.of("arbitrary unit"), 1, OptionalDouble.empty(), List.of());
    }

    private static OptionalDouble bound(Fields fields, Object value) {
        if (value == null || UNBOUNDED.contains(value)) {
            return OptionalDouble.empty();
        }
        if (!(value instanceof Number)) {
            throw fields.error("range", "must be two numbers, or null for no bound");
        }
        return OptionalDouble.of(((Number) value).doubleValue());
    }
}
