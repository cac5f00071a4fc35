package io.github.imagejdiffusion.imagej.dialog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The pages behind Help buttons; they come with the plugin, so that help needs no network. */
public final class HelpPage {

    private HelpPage() {}

    /**
     * A whole page that begins with the tag html, which is how ImageJ tells a page from an address.
     *
     * @param beside class whose package holds the page
     * @param file its name
     */
    public static String html(Class<?> beside, String file) {
        try (InputStream in = beside.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the help page " + file + " cannot be read", e);
        }
    }
}
