package io.github.imagejdiffusion.diffusion.model.rdf;

import io.github.imagejdiffusion.diffusion.model.yaml.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads one axis of a tensor. */
final class AxisReader {

    private static final Pattern ID = Pattern.compile("[a-z_][a-z0-9_]{0,15}");
    private static final Map<String, String> LEGACY_IDS =
            Map.of("b", "batch", "t", "time", "i", "index", "c", "channel");
    private static final double SMALLEST_SCALE = 1e-30;

    private AxisReader() {}

    static Axis read(Fields fields, boolean input) {
        AxisType type = fields.choice("type", AxisType.class);
        boolean measured = type == AxisType.TIME || type == AxisType.SPACE;
        List<String> channelNames = type == AxisType.CHANNEL ? channelNames(fields) : List.of();
        AxisSize size = size(fields, type, input, channelNames);
        int halo = fields.whole("halo", 1, Integer.MAX_VALUE, 0);
        if (halo > 0 && !(size instanceof AxisSize.Reference)) {
            throw fields.error("halo", "needs a size that refers to another axis");
        }
        return new Axis(
                type,
                id(fields, type),
                fields.text("description", ""),
                size,
                measured ? fields.optionalText("unit") : Optional.empty(),
                measured ? fields.number("scale", SMALLEST_SCALE, Double.MAX_VALUE, 1) : 1,
                input && fields.flag("concatenable", false),
                halo,
                channelNames);
    }

    private static String id(Fields fields, AxisType type) {
        String written = fields.text("id", type.defaultId());
        String id = LEGACY_IDS.getOrDefault(written, written);
        if (!ID.matcher(id).matches()) {
            throw fields.error("id", "must be lower-case letters, digits and '_', at most 16, but is '" + id + "'");
        }
        if ((type == AxisType.BATCH) != id.equals("batch")) {
            throw fields.error("id", "'" + id + "' does not fit an axis of type " + fields.text("type"));
        }
        return id;
    }

    private static List<String> channelNames(Fields fields) {
        List<String> names = fields.texts("channel_names");
        if (names.isEmpty()) {
            throw fields.error("channel_names", "must name at least one channel");
        }
        return names;
    }

    private static AxisSize size(Fields fields, AxisType type, boolean input, List<String> channelNames) {
        if (type == AxisType.CHANNEL) {
            return new AxisSize.Fixed(channelNames.size());
        }
        if (type == AxisType.BATCH) {
            return fields.has("size") ? new AxisSize.Fixed(fields.whole("size", 1, 1)) : new AxisSize.Free();
        }
        if (!(fields.value("size") instanceof Map)) {
            return new AxisSize.Fixed(fields.whole("size", 1, Integer.MAX_VALUE));
        }
        Fields size = fields.section("size");
        if (size.has("tensor_id") || size.has("axis_id")) {
            String axisId = size.text("axis_id");
            return new AxisSize.Reference(
                    size.text("tensor_id"),
                    LEGACY_IDS.getOrDefault(axisId, axisId),
                    size.whole("offset", Integer.MIN_VALUE, Integer.MAX_VALUE, 0));
        }
        if (type == AxisType.INDEX && !input && !size.has("step")) {
            return dataDependent(size);
        }
        return new AxisSize.Stepped(size.whole("min", 1, Integer.MAX_VALUE), size.whole("step", 1, Integer.MAX_VALUE));
    }

    private static AxisSize dataDependent(Fields size) {
        int min = size.whole("min", 1, Integer.MAX_VALUE, 1);
        OptionalInt max = OptionalInt.empty();
        if (size.has("max")) {
            max = OptionalInt.of(size.whole("max", 2, Integer.MAX_VALUE));
            if (max.getAsInt() <= min) {
                throw size.error("max", "must be above min (" + min + "), but is '" + max.getAsInt() + "'");
            }
        }
        return new AxisSize.DataDependent(min, max);
    }
}
