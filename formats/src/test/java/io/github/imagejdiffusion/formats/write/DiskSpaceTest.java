package io.github.imagejdiffusion.formats.write;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.formats.FormatsException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskSpaceTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "10737418240, 3435973837, 10.0, 3.2",
        // Rounded apart.
        "1073741825, 1073741824, 1.1, 1.0",
        "10000000000, 9999999999, 9.4, 9.3",
        "1, 0, 0.1, 0.0",
        "9223372036854775807, 9223372036854775806, 8589934592.0, 8589934592.0",
    })
    void saysWhatIsNeededAndFree(long bytes, long free, String needed, String there) {
        String message = assertThrows(FormatsException.class, () -> DiskSpace.require(folder, bytes, free))
                .getMessage();
        assertEquals(
                folder + ": needs " + needed + " GB of disk space and has " + there
                        + " GB free; free some disk space or choose a folder on another disk",
                message);
    }

    @Test
    void enoughIsEnough() {
        assertDoesNotThrow(() -> DiskSpace.require(folder, 5, 5));
        assertDoesNotThrow(() -> DiskSpace.require(folder, 0, 0));
    }

    @Test
    void asksTheDiskOfAFolderThatIsStillToBeMade() {
        for (Path at : new Path[] {folder, folder.resolve("not/yet/made"), Path.of("relative")}) {
            assertDoesNotThrow(() -> DiskSpace.require(at, 1));
            FormatsException e = assertThrows(FormatsException.class, () -> DiskSpace.require(at, Long.MAX_VALUE));
            assertTrue(e.getMessage().startsWith(at + ": needs 8589934592.0 GB"), e.getMessage());
        }
    }
}
