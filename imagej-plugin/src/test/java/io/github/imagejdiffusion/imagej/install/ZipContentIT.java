package io.github.imagejdiffusion.imagej.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the zips and what must not be. */
class ZipContentIT {

    private static final Set<String> FOR_FIJI = Set.of(
            "Diffusion",
            "imagej-diffusion-diffusion",
            "imagej-diffusion-segdiff",
            "imagej-diffusion-restore",
            "imagej-diffusion-superres",
            "imagej-diffusion-formats",
            "imagej-diffusion-models",
            "api",
            "onnxruntime-engine",
            "onnxruntime");

    @Test
    void fijiGetsOnlyWhatItLacks() throws IOException {
        Set<String> names = jarNames("zip.fiji").stream()
                .map(name -> name.equals("onnxruntime_gpu") ? "onnxruntime" : name)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(FOR_FIJI), names);
    }

    @Test
    void plainImagejGetsTheRestToo() throws IOException {
        Set<String> names = jarNames("zip.imagej");
        assertTrue(names.containsAll(jarNames("zip.fiji")), names::toString);
        assertTrue(
                names.containsAll(Set.of("imglib2", "gson", "jna", "slf4j-api", "slf4j-nop", "snakeyaml")),
                names::toString);
        assertFalse(names.contains("ij"), names::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip.fiji", "zip.imagej"})
    void nobodyBringsProtobuf(String zip) throws IOException {
        try (ZipFile file = open(zip)) {
            for (ZipEntry jar : jars(file)) {
                try (ZipInputStream in = new ZipInputStream(file.getInputStream(jar))) {
                    for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                        assertFalse(entry.getName().startsWith("com/google/protobuf/"), jar.getName());
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip.fiji", "zip.imagej"})
    void licenceOfEveryJarIsNamed(String zip) throws IOException {
        try (ZipFile file = open(zip);
                InputStream in = file.getInputStream(file.getEntry("licenses/imagej-diffusion/README.txt"))) {
            String licences = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String jar : jarNames(zip)) {
                String listed = jar.startsWith("imagej-diffusion-") ? "imagej-diffusion-*" : jar;
                assertTrue(
                        Pattern.compile("^  " + Pattern.quote(listed) + "_? ", Pattern.MULTILINE)
                                .matcher(licences)
                                .find(),
                        jar);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip.fiji", "zip.imagej"})
    void timesDoNotDependOnTheBuild(String zip) throws IOException {
        try (ZipFile file = open(zip)) {
            Set<Long> times = file.stream().map(ZipEntry::getTime).collect(Collectors.toUnmodifiableSet());
            assertEquals(1, times.size());
        }
    }

    private static Set<String> jarNames(String zip) throws IOException {
        try (ZipFile file = open(zip)) {
            return jars(file).stream()
                    .map(entry -> new File(entry.getName()).getName().replaceFirst("[-_]+\\d.*", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static List<ZipEntry> jars(ZipFile file) {
        return file.stream().filter(entry -> entry.getName().endsWith(".jar")).collect(Collectors.toUnmodifiableList());
    }

    private static ZipFile open(String property) throws IOException {
        return new ZipFile(System.getProperty(property));
    }
}
