package io.github.imagejdiffusion.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packages of {@code models/} say what the configs of {@code training/} say of which they were exported. */
class PackagesOfRecipesTest {

    private static final Path MODELS = Path.of("..", "models");
    private static final Path CONFIGS = Path.of("..", "training", "configs");
    private static final long MOST_BYTES = 32_000_000;
    private static final long MOST_BYTES_OF_ONE = 6_000_000;

    static List<Path> packages() throws IOException {
        try (Stream<Path> folders = Files.list(MODELS)) {
            return folders.filter(folder -> Files.exists(folder.resolve("rdf.yaml")))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("packages")
    void versionBlocksAndCardAreThoseOfTheConfig(Path folder) throws IOException {
        String name = folder.getFileName().toString();
        String description = Files.readString(folder.resolve("rdf.yaml"));
        String config = Files.readString(CONFIGS.resolve(name + ".yaml"));
        for (String key : List.of("version", "block", "halo")) {
            assertEquals(value(config, key), value(description, key), key);
        }
        assertEquals(
                Files.readString(CONFIGS.resolve(name + ".md")), Files.readString(folder.resolve("README.md")), "card");
    }

    @ParameterizedTest
    @MethodSource("packages")
    void eachIsSmall(Path folder) throws IOException {
        long bytes = bytes(folder);
        assertTrue(bytes <= MOST_BYTES_OF_ONE, bytes + " bytes");
    }

    @Test
    void theyAreAllThereAndSmallTogether() throws IOException {
        assertEquals(7, packages().size());
        long bytes = 0;
        for (Path folder : packages()) {
            bytes += bytes(folder);
        }
        assertTrue(bytes <= MOST_BYTES, bytes + " bytes");
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            long bytes = 0;
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }

    /** Of the first line with this key; comments do not count. */
    private static String value(String yaml, String key) {
        Matcher line = Pattern.compile("(?m)^ *" + key + ": *([^ #\\n]+)").matcher(yaml);
        assertTrue(line.find(), key);
        return line.group(1);
    }
}
