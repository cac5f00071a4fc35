package io.github.imagejdiffusion.imagej.macro;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Writes options as {@link MacroOptions} reads them. Not thread-safe. */
public final class OptionLine {

    private final List<MacroOption> options = new ArrayList<>();

    public OptionLine add(MacroKey key, String value) {
        options.add(new MacroOption(key.key(), Optional.of(value)));
        return this;
    }

    /** Nothing if it is empty. */
    public OptionLine add(MacroKey key, Optional<String> value) {
        value.ifPresent(text -> add(key, text));
        return this;
    }

    /** Nothing if it is empty. */
    public OptionLine add(MacroKey key, OptionalInt value) {
        value.ifPresent(number -> add(key, Integer.toString(number)));
        return this;
    }

    /** The shortest text that reads back as the same number; nothing if it is empty. */
    public OptionLine add(MacroKey key, OptionalDouble value) {
        value.ifPresent(number -> add(key, shortest(number)));
        return this;
    }

    /** The shortest text that reads back as the same number. */
    public static String shortest(double number) {
        return Double.toString(number).replaceFirst("\\.0$", "");
    }

    /** A switch; nothing if it is off. */
    public OptionLine add(MacroKey key, boolean on) {
        if (on) {
            options.add(new MacroOption(key.key(), Optional.empty()));
        }
        return this;
    }

    /** What was added, in order. */
    public List<MacroOption> options() {
        return List.copyOf(options);
    }
}
