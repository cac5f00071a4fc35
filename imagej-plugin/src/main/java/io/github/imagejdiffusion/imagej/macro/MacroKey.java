package io.github.imagejdiffusion.imagej.macro;

import java.util.Arrays;
import java.util.List;

/** A key of a command's macro options. A public contract: once released, it is never renamed and keeps its meaning. */
public interface MacroKey {

    /** What is written of it. */
    KeyText text();

    /** As macros write it. */
    default String key() {
        return text().key();
    }

    /** For the documentation. */
    default String meaning() {
        return text().meaning();
    }

    /** What a macro gets that leaves the key out; never what a person last chose. */
    default String defaultValue() {
        return text().defaultValue();
    }

    /** As macros write them. */
    static List<String> names(MacroKey... keys) {
        return Arrays.stream(keys).map(MacroKey::key).toList();
    }
}
