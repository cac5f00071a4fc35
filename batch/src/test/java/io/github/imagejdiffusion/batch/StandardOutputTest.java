package io.github.imagejdiffusion.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.imagejdiffusion.formats.PixelType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was asked for and could not be printed is a failure. */
class StandardOutputTest {

    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"models", "models nuclei-fluorescence", "devices", "--help", "segment --help", "--version"})
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsAFailure(String arguments) throws Exception {
        assertFull(ExitCodes.SOME_FAILED, (Object[]) arguments.split(" "));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsAFailureForFilesThatAreReadWell() throws Exception {
        Path image = SampleImages.plane(folder.resolve("a.tif"), 40, 40, PixelType.UINT8, SampleImages.disc());
        assertFull(ExitCodes.SOME_FAILED, "info", image);
        assertFull(ExitCodes.SOME_FAILED, "info", image, "--json");
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.copy(image, other.resolve("a.tif"));
        Path truth = Files.createDirectory(folder.resolve("truth"));
        Files.copy(image, truth.resolve("a.tif"));
        assertFull(ExitCodes.SOME_FAILED, "evaluate", "--truth", truth, "--prediction", other, "--metric", "image");
    }

    /** As by {@code imagej-diffusion models | head -n 1}: the reader had enough. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aReaderThatLeavesIsNoFailure() throws Exception {
        Path code = folder.resolve("code.txt");
        List<String> launcher = List.of("sh", "-c", "{ \"$@\"; echo $? > '" + code + "'; } | true", "sh");
        try (CommandProcess process = CommandProcess.start(folder, launcher, "models", "nuclei-fluorescence")) {
            assertEquals(List.of(), process.awaitEnd().errors());
            process.awaitFile(code);
        }
        assertEquals("0", Files.readString(code).strip());
    }

    @Test
    void theFirstFailureIsKept() throws IOException {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        try (StandardOutput output = new StandardOutput(full)) {
            assertTrue(output.problem().isEmpty());
            assertThrows(IOException.class, () -> output.write(new byte[] {1, 2}, 0, 2));
            assertEquals("No space left on device", output.problem().orElseThrow());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (StandardOutput output = new StandardOutput(bytes)) {
            output.write(7);
            output.write(new byte[] {8, 9});
            assertTrue(output.problem().isEmpty());
        }
        assertEquals("[7, 8, 9]", Arrays.toString(bytes.toByteArray()));
    }

    private void assertFull(int exitCode, Object... arguments) throws Exception {
        assumeTrue(Files.exists(FULL), "no device that is always full");
        List<String> launcher = List.of("sh", "-c", "exec \"$@\" > " + FULL, "sh");
        try (CommandProcess process = CommandProcess.start(folder, launcher, arguments)) {
            process.awaitEnd().assertOneError(exitCode, "standard output", "No space left on device");
        }
    }
}
