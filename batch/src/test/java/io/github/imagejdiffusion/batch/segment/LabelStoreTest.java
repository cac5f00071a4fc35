package io.github.imagejdiffusion.batch.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagejdiffusion.batch.Folders;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelStoreTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {6, 5})
    void givesBackWhatWasAddedFromMemoryAndFromAFile(long mostInMemory) {
        try (LabelStore store = new LabelStore(folder.resolve("a_labels.ids"), 6, mostInMemory)) {
            store.add(new int[] {1, 2});
            store.add(new int[] {70_000, 0, Integer.MAX_VALUE, 5});
            int[] all = new int[6];
            store.read(0, all);
            assertArrayEquals(new int[] {1, 2, 70_000, 0, Integer.MAX_VALUE, 5}, all);
            int[] part = new int[3];
            store.read(1, part);
            assertArrayEquals(new int[] {2, 70_000, 0}, part);
            assertEquals(mostInMemory < 6 ? 1 : 0, Folders.names(folder).size());
        }
        assertEquals(List.of(), Folders.names(folder));
    }

    @Test
    void manyPixelsNeedDisk() {
        assertEquals(0, LabelStore.scratchBytes(1 << 20));
        assertEquals(10_000_000_000L, LabelStore.scratchBytes(2_500_000_000L));
    }
}
