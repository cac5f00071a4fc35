package io.github.imagejdiffusion.diffusion.model.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.ModelPackageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZipSourceTest {

    private static final byte[] CONTENT = {1, 2, 3};

    @TempDir
    Path folder;

    private Path zip;

    @BeforeEach
    void name() {
        zip = folder.resolve("model.zip");
    }

    @Test
    void readsFilesInPlace() throws IOException {
        PackageSource source = open(Map.of("rdf.yaml", CONTENT, "sub/weights.onnx", new byte[] {4}));
        assertEquals("model", source.name());
        assertEquals(zip.toString(), source.location());
        assertEquals(zip + "!/rdf.yaml", source.describe("rdf.yaml"));
        assertArrayEquals(CONTENT, source.read("rdf.yaml", 3));
        assertArrayEquals(new byte[] {4}, source.read("./sub/weights.onnx", 3));
        assertFalse(source.contains("weights.onnx"));
        assertEquals(1, Files.list(folder).count());
    }

    @Test
    void readsAZippedFolder() throws IOException {
        PackageSource source = open(Map.of("x/rdf.yaml", CONTENT, "x/w.onnx", CONTENT, "__MACOSX/._x", CONTENT));
        assertTrue(source.contains("rdf.yaml"));
        assertArrayEquals(CONTENT, source.read("w.onnx", 3));
        assertFalse(source.contains("x/w.onnx"));
    }

    @Test
    void takesNoSideWhenTwoFoldersHoldPackages() throws IOException {
        PackageSource source = open(Map.of("x/rdf.yaml", CONTENT, "y/rdf.yaml", CONTENT));
        assertFalse(source.contains("rdf.yaml"));
    }

    @ParameterizedTest
    @CsvSource({
        "../../evil.so, leads out of the package",
        "a/../../evil, leads out of the package",
        "/etc/passwd, is an absolute path",
        "C:/evil.dll, is an absolute path",
        "..\\evil.dll, contains a backslash",
        "a//b, leads out of the package",
    })
    void refusesAnEntryThatLeadsOut(String name, String reason) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("rdf.yaml", CONTENT);
        entries.put(name, CONTENT);
        assertRefused(entries, zip + ": the entry '" + name + "' " + reason);
    }

    @Test
    void refusesTwoEntriesOfOneName() throws IOException {
        Zips.write(zip, new LinkedHashMap<>(Map.of("weights.onnx", CONTENT, "weightz.onnx", new byte[] {9})));
        Zips.rename(zip, "weightz.onnx", "weights.onnx");
        assertFails(zip + ": has two entries named 'weights.onnx'", () -> PackageSources.open(zip));
    }

    @Test
    void refusesOneFileSpelledTwoWays() throws IOException {
        assertRefused(Map.of("rdf.yaml", CONTENT, "./rdf.yaml", CONTENT), "has two entries named 'rdf.yaml'");
    }

    @Test
    void refusesATruncatedZip() throws IOException {
        Zips.write(zip, Map.of("rdf.yaml", new byte[5000]));
        byte[] bytes = Files.readAllBytes(zip);
        Files.write(zip, Arrays.copyOf(bytes, bytes.length - 30));
        assertFails(zip + ": is not a whole zip file", () -> PackageSources.open(zip));
        Files.write(zip, new byte[0]);
        assertFails(zip + ": is not a whole zip file", () -> PackageSources.open(zip));
    }

    @Test
    void refusesTooManyEntries() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i <= 10_000; i++) {
            entries.put("f" + i, new byte[0]);
        }
        assertRefused(entries, "has more than the 10000 entries allowed");
    }

    @Test
    void stopsReadingABombThatDeclaresASmallSize() throws IOException {
        Zips.write(zip, Map.of("rdf.yaml", new byte[3 << 20]));
        Zips.declareSize(zip, 100);
        PackageSource source = PackageSources.open(zip);
        assertFails(zip + "!/rdf.yaml: is larger than the 1 MB allowed", () -> source.read("rdf.yaml", 1 << 20));
    }

    @Test
    void namesTheFileWhoseDataIsDamaged() throws IOException {
        byte[] content = new byte[2000];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * i);
        }
        PackageSource source = open(Map.of("rdf.yaml", content));
        byte[] bytes = Files.readAllBytes(zip);
        Arrays.fill(bytes, 45, 90, (byte) 0xff);
        Files.write(zip, bytes);
        assertFails(zip + "!/rdf.yaml: cannot be read", () -> source.read("rdf.yaml", 1 << 20));
    }

    @Test
    void namesAMissingFileAndRefusesAnUnsafePath() throws IOException {
        PackageSource source = open(Map.of("rdf.yaml", CONTENT));
        assertFails(zip + "!/no.onnx: there is no such file", () -> source.open("no.onnx", 1));
        assertFails("leads out of the package", () -> source.open("../rdf.yaml", 1));
    }

    private PackageSource open(Map<String, byte[]> entries) throws IOException {
        return PackageSources.open(Zips.write(zip, entries));
    }

    private void assertRefused(Map<String, byte[]> entries, String message) throws IOException {
        Zips.write(zip, entries);
        assertFails(message, () -> PackageSources.open(zip));
    }

    private static void assertFails(String message, org.junit.jupiter.api.function.Executable action) {
        String actual = assertThrows(ModelPackageException.class, action).getMessage();
        assertTrue(actual.contains(message), actual);
    }
}
