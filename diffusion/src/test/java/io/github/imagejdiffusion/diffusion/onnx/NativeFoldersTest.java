package io.github.imagejdiffusion.diffusion.onnx;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class NativeFoldersTest {

    private static final Path CACHE = Path.of("cache");
    private static final Path TEMPORARY = Path.of("temporary");

    @Test
    void aFullTemporaryFolderIsNamedWithWhatItLacks() {
        long bytes = 28_000_000;
        assertDoesNotThrow(() -> NativeFolders.requireRoom(CACHE, TEMPORARY, bytes, bytes));
        DeviceUnusableException error = assertThrows(
                DeviceUnusableException.class, () -> NativeFolders.requireRoom(CACHE, TEMPORARY, bytes, bytes - 1));
        assertEquals(
                "ONNX Runtime's native libraries need 27 MB in cache, which cannot be written, or in the temporary folder"
                        + " temporary, which has 26 MB free; free some space, or name another folder with"
                        + " IMAGEJ_DIFFUSION_CACHE",
                error.getMessage());
    }

    @Test
    void aFolderThatDoesNotExistIsNotAskedForRoom() {
        assertDoesNotThrow(() -> NativeFolders.requireRoom(CACHE, Path.of("no such folder"), Long.MAX_VALUE));
    }

    @Test
    void theLibrariesHaveASize() {
        assertTrue(NativeLibraries.bytes() > 1 << 20, "the real library");
    }

    @Test
    void librariesThatMayNotRunAreNotToBeDeleted() {
        String advice = NativeFolders.advice("/a/libonnxruntime.so: failed to map segment from shared object");
        assertTrue(advice.contains("noexec") && advice.contains("IMAGEJ_DIFFUSION_CACHE"), advice);
        assertTrue(NativeFolders.advice("/a/libonnxruntime.so: file too short").contains("delete that folder"));
    }
}
