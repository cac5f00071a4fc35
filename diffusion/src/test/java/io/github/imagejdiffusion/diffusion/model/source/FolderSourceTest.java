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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTest {

    @TempDir
    Path temp;

    private Path folder;
    private PackageSource source;

    @BeforeEach
    void write() throws IOException {
        folder = Files.createDirectories(temp.resolve("nuclei"));
        Files.write(folder.resolve("rdf.yaml"), new byte[] {1, 2, 3});
        Files.write(temp.resolve("secret"), new byte[] {9});
        source = PackageSources.open(folder);
    }

    @Test
    void readsFilesInside() {
        assertEquals("nuclei", source.name());
        assertEquals(folder.resolve("rdf.yaml").toString(), source.describe("./rdf.yaml"));
        assertArrayEquals(new byte[] {1, 2, 3}, source.read("rdf.yaml", 3));
    }

    @Test
    void refusesMoreBytesThanAllowed() {
        assertFails(folder.resolve("rdf.yaml") + ": is larger than the 2 bytes", () -> source.read("rdf.yaml", 2));
    }

    @Test
    void refusesPathsOutside() {
        assertFalse(source.contains("../secret"));
        assertFails("leads out of the package", () -> source.open("../secret", 10));
        assertFails(
                "is an absolute path", () -> source.open(temp.resolve("secret").toString(), 10));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "making links needs a privilege there")
    void refusesLinksThatLeadOutButFollowsThoseInside() throws IOException {
        Files.createSymbolicLink(folder.resolve("out"), temp.resolve("secret"));
        Files.createSymbolicLink(folder.resolve("up"), temp);
        Files.createSymbolicLink(folder.resolve("inside"), Path.of("rdf.yaml"));
        assertFails("is a link that leads out of the package", () -> source.open("out", 10));
        assertFails("is a link that leads out of the package", () -> source.open("up/secret", 10));
        assertArrayEquals(new byte[] {1, 2, 3}, source.read("inside", 3));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "making links needs a privilege there")
    void opensAFolderThatIsItselfALink() throws IOException {
        Path link = Files.createSymbolicLink(temp.resolve("link"), folder);
        assertArrayEquals(new byte[] {1, 2, 3}, PackageSources.open(link).read("rdf.yaml", 3));
    }

    @Test
    void namesWhatIsNotThere() throws IOException {
        Files.createDirectory(folder.resolve("sub"));
        assertFails(folder.resolve("no.onnx") + ": there is no such file", () -> source.open("no.onnx", 10));
        assertFails(folder.resolve("sub") + ": there is no such file", () -> source.open("sub", 10));
        assertFails(
                temp.resolve("gone") + ": there is no such file or folder",
                () -> PackageSources.open(temp.resolve("gone")));
        assertFails("is not a model package; give a folder", () -> PackageSources.open(temp.resolve("secret")));
    }

    private static void assertFails(String message, Executable action) {
        String actual = assertThrows(ModelPackageException.class, action).getMessage();
        assertTrue(actual.contains(message), actual);
    }
}
