package io.github.imagejdiffusion.formats.lazy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CellCacheTest {

    private final List<Long> loaded = new ArrayList<>();

    private String load(long index) {
        loaded.add(index);
        return "cell " + index;
    }

    @Test
    void theOneNotLookedAtForLongestGoes() {
        CellCache<String> cache = new CellCache<>(3, this::load);
        LongStream.of(1, 2, 3, 1, 4, 1, 3, 2).forEach(cache::get);
        assertEquals(List.of(1L, 2L, 3L, 4L, 2L), loaded);
        assertSame(cache.get(1), cache.get(1));
    }

    @Test
    void oneCellIsEnoughToGoOn() {
        CellCache<String> cache = new CellCache<>(1, this::load);
        LongStream.of(7, 7, 8, 7).forEach(cache::get);
        assertEquals(List.of(7L, 8L, 7L), loaded);
    }

    @Test
    void failuresPassThroughAndAreNotKept() {
        IllegalStateException failure = new IllegalStateException("damaged");
        boolean[] damaged = {true};
        CellCache<String> cache = new CellCache<>(2, index -> {
            if (damaged[0]) {
                throw failure;
            }
            return load(index);
        });
        assertSame(failure, assertThrows(IllegalStateException.class, () -> cache.get(5)));
        assertSame(failure, assertThrows(IllegalStateException.class, () -> cache.get(5)));
        damaged[0] = false;
        assertEquals("cell 5", cache.get(5));
    }
}
