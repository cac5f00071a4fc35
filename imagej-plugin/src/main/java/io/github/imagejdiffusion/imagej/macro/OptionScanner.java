package io.github.imagejdiffusion.imagej.macro;

import io.github.imagejdiffusion.imagej.PluginException;

/** Cuts the text of macro options into keys and values. Not thread-safe. */
final class OptionScanner {

    private final String text;
    private int at;

    OptionScanner(String text) {
        this.text = text;
        skipBlanks();
    }

    /** @param value null for a key that stands alone */
    record Option(String key, String value) {}

    boolean hasNext() {
        return at < text.length();
    }

    /** @throws PluginException if a bracket is not closed */
    Option next() {
        int start = at;
        while (hasNext() && text.charAt(at) != '=' && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        String key = text.substring(start, at);
        String value = null;
        if (hasNext() && text.charAt(at) == '=') {
            at++;
            value = hasNext() && text.charAt(at) == '[' ? bracketed(key) : word();
        }
        skipBlanks();
        return new Option(key, value);
    }

    private String bracketed(String key) {
        int end = closing();
        if (end < 0) {
            throw new PluginException("The value of '" + key + "' begins with [ but does not end with ].");
        }
        String value = text.substring(at + 1, end);
        at = end + 1;
        return value;
    }

    /** As in ImageJ, brackets may stand in a value if they come in pairs. -1 if there is none. */
    private int closing() {
        int open = 0;
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            open += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (open == 0) {
                return i;
            }
        }
        return -1;
    }

    private String word() {
        int start = at;
        while (hasNext() && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private void skipBlanks() {
        while (hasNext() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
