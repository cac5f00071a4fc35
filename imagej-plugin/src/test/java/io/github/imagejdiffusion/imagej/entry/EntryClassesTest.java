package io.github.imagejdiffusion.imagej.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.plugin.PlugIn;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Java 8 must be able to load the entry, and must not be asked to load anything else. */
class EntryClassesTest {

    private static final String PACKAGE = "io.github.imagejdiffusion.imagej.entry.";
    private static final int JAVA_8 = 52;

    @Test
    void areForJava8() throws Exception {
        List<Path> files = classFiles();
        assertTrue(files.size() >= 7, files::toString);
        for (Path file : files) {
            assertEquals(JAVA_8, majorVersion(file), file::toString);
        }
    }

    @Test
    void theRestIsForJava17() throws Exception {
        Path other = folder().resolveSibling("devices").resolve("DevicesAction.class");
        assertEquals(61, majorVersion(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SegmentSegDiff", "Restore", "SuperResolve", "ShowModels", "ShowDevices"})
    void oldJavaIsAskedForNothingButTheEntry(String command) throws Exception {
        RecordingLoader loader = new RecordingLoader();
        String before = System.setProperty("java.specification.version", "1.8");
        try {
            PlugIn plugin = (PlugIn)
                    loader.loadClass(PACKAGE + command).getDeclaredConstructor().newInstance();
            plugin.run("");
        } finally {
            System.setProperty("java.specification.version", before);
        }
        assertEquals(
                new TreeSet<>(List.of(PACKAGE + "ActionStarter", PACKAGE + "JavaVersion", PACKAGE + command)),
                loader.asked.stream()
                        .filter(name -> !name.startsWith("java.") && !name.startsWith("ij."))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Path folder() throws Exception {
        return Path.of(ActionStarter.class.getResource("ActionStarter.class").toURI())
                .getParent();
    }

    private static List<Path> classFiles() throws Exception {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !file.getFileName().toString().contains("Test"))
                    .collect(Collectors.toUnmodifiableList());
        }
    }

    private static int majorVersion(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            assertEquals(0xCAFEBABE, in.readInt());
            in.readUnsignedShort();
            return in.readUnsignedShort();
        }
    }

    /** Defines the entry's classes itself and notes every class that they ask for. */
    private static final class RecordingLoader extends ClassLoader {

        private final TreeSet<String> asked = new TreeSet<>();

        RecordingLoader() {
            super(EntryClassesTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            asked.add(name);
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            return name.startsWith(PACKAGE) ? define(name) : super.loadClass(name, resolve);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
