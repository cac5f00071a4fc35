package io.github.imagejdiffusion.imagej.segment.dialog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The pages behind the Help buttons; they come with the plugin, so that help needs no network. */
enum HelpText {
    SEGMENT("segment.html"),
    ADVANCED("advanced.html");

    private final String file;

    HelpText(String file) {
        this.file = file;
    }

    /** A whole page that begins with the tag html, which is how ImageJ tells a page from an address. */
    String html() {
        try (InputStream in = HelpText.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the help page " + file + " cannot be read", e);
        }
    }
}
