package io.github.imagejdiffusion.imagej.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Writes settings as a macro has them; {@link SegmentMacro} reads the same settings back. Stateless and thread-safe. */
public final class SegmentLine {

    private SegmentLine() {}

    /**
     * One option of a macro.
     *
     * @param value empty for a switch that is on
     */
    public record Option(String key, Optional<String> value) {

        /** As it stands in the line, with brackets around a value with blanks. */
        public String text() {
            return value.map(text -> key + "=" + (text.indexOf(' ') < 0 ? text : "[" + text + "]"))
                    .orElse(key);
        }
    }

    /** What the settings say, in the order of {@link SegmentKeys}; switches that are off do not appear. */
    public static List<Option> of(SegmentSettings settings) {
        List<Option> line = new ArrayList<>();
        settings.model().ifPresent(name -> add(line, SegmentKeys.MODEL, name));
        add(line, SegmentKeys.CHANNEL, settings.channel());
        add(line, SegmentKeys.DIAMETER, number(settings.diameter().orElse(0)));
        add(line, SegmentKeys.SLICES, settings.slices().toString());
        add(line, SegmentKeys.FRAMES, settings.frames().toString());
        add(line, SegmentKeys.LINK, settings.link());
        add(line, SegmentKeys.PROBABILITY, settings.outputs().probability());
        add(line, SegmentKeys.UNCERTAINTY, settings.outputs().uncertainty());
        add(line, SegmentKeys.SPREAD, settings.outputs().spread());
        add(line, SegmentKeys.OUTLINES, settings.outputs().outlines());
        add(line, SegmentKeys.TABLE, settings.outputs().table());
        add(line, SegmentKeys.STEPS, settings.sampling().steps());
        add(line, SegmentKeys.RUNS, settings.sampling().runs());
        settings.sampling().sampler().ifPresent(kind -> add(line, SegmentKeys.SAMPLER, kind.optionName()));
        add(line, SegmentKeys.SEED, Long.toString(settings.sampling().seed()));
        add(line, SegmentKeys.THRESHOLD, settings.threshold());
        add(line, SegmentKeys.MIN_SIZE, settings.minSize());
        add(line, SegmentKeys.DEVICE, settings.device().toString());
        settings.files().rois().ifPresent(path -> add(line, SegmentKeys.SAVE_ROIS, path.toString()));
        settings.files().objects().ifPresent(path -> add(line, SegmentKeys.SAVE_OBJECTS, path.toString()));
        return line;
    }

    private static void add(List<Option> line, SegmentKeys key, String value) {
        line.add(new Option(key.key(), Optional.of(value)));
    }

    private static void add(List<Option> line, SegmentKeys key, OptionalInt value) {
        value.ifPresent(number -> add(line, key, Integer.toString(number)));
    }

    private static void add(List<Option> line, SegmentKeys key, OptionalDouble value) {
        value.ifPresent(number -> add(line, key, number(number)));
    }

    private static void add(List<Option> line, SegmentKeys key, boolean on) {
        if (on) {
            line.add(new Option(key.key(), Optional.empty()));
        }
    }

    /** The shortest text that reads back as the same number. */
    private static String number(double value) {
        return Double.toString(value).replaceFirst("\\.0$", "");
    }
}
