package io.github.imagejdiffusion.imagej.macro;

import java.util.Optional;

/**
 * One option of a macro.
 *
 * @param value empty for a switch that is on
 */
public record MacroOption(String key, Optional<String> value) {

    /** As it stands in the line, with brackets around a value with blanks. */
    public String text() {
        return value.map(text -> key + "=" + (text.indexOf(' ') < 0 ? text : "[" + text + "]"))
                .orElse(key);
    }
}
