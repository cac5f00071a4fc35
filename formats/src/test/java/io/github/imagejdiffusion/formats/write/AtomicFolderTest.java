package io.github.imagejdiffusion.formats.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.formats.FormatsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder is there as a whole, or not at all; and only what is its own is removed. */
class AtomicFolderTest {

    @TempDir
    Path temp;

    private Path target;

    @BeforeEach
    void chooseTarget() {
        target = temp.resolve("a.zarr");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(temp)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void appearsWhenCommitted() throws IOException {
        try (AtomicFolder folder = AtomicFolder.create(target)) {
            Files.writeString(Files.createDirectory(folder.part().resolve("0")).resolve("x"), "1");
            assertEquals(target, folder.target());
            assertFalse(Files.exists(target));
            folder.commit();
        }
        assertEquals(List.of("a.zarr"), names());
        assertEquals("1", Files.readString(target.resolve("0/x")));
    }

    @Test
    void isGoneUnlessCommitted() throws IOException {
        try (AtomicFolder folder = AtomicFolder.create(target)) {
            Files.writeString(folder.part().resolve("x"), "1");
        }
        assertEquals(List.of(), names());
    }

    @Test
    void takesThePlaceOfLeftoversButOfNothingElse() throws IOException {
        Files.writeString(Files.createDirectory(temp.resolve(".a.zarr.part")).resolve("old"), "1");
        try (AtomicFolder folder = AtomicFolder.create(target)) {
            assertFalse(Files.exists(folder.part().resolve("old")));
            Files.createDirectory(target);
            String message =
                    assertThrows(FormatsException.class, folder::commit).getMessage();
            assertTrue(message.contains("is there already"), message);
        }
        assertEquals(List.of("a.zarr"), names());
        assertThrows(FormatsException.class, () -> AtomicFolder.create(temp.resolve("none/a.zarr")));
    }

    @Test
    void removesALinkAndNotWhatItLeadsTo() throws IOException {
        Path precious = Files.createDirectory(temp.resolve("precious"));
        Files.writeString(precious.resolve("x"), "1");
        Files.createDirectory(target);
        Files.createSymbolicLink(target.resolve("inner"), precious);
        AtomicFolder.remove(target);
        Files.createSymbolicLink(target, precious);
        AtomicFolder.remove(target);
        AtomicFolder.remove(target);
        assertEquals(List.of("precious"), names());
        assertEquals("1", Files.readString(precious.resolve("x")));
    }
}
