package io.github.imagejdiffusion.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.plugin.PlugIn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The menu. */
class PluginsConfigTest {

    private static final Pattern LINE = Pattern.compile("Plugins>Diffusion, \"([^\"]+)\", ([\\w.]+)");

    @Test
    void everyLineIsACommandThatExists() throws Exception {
        List<String> labels = new ArrayList<>();
        for (String line : lines()) {
            Matcher entry = LINE.matcher(line);
            assertTrue(entry.matches(), line);
            labels.add(entry.group(1));
            assertTrue(PlugIn.class.isInstance(
                    Class.forName(entry.group(2)).getConstructor().newInstance()));
        }
        assertEquals(
                List.of("Segment (SegDiff)...", "Restore (ILVR)...", "Super-resolve...", "Models...", "Devices..."),
                labels);
    }

    private static List<String> lines() throws IOException {
        try (InputStream in = PluginsConfigTest.class.getResourceAsStream("/plugins.config")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }
}
