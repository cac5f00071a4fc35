package io.github.imagejdiffusion.diffusion.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElementLoopTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1 << 16, (1 << 16) + 1, Integer.MAX_VALUE - 8, Integer.MAX_VALUE})
    void everyElementIsDoneOnce(int size) {
        AtomicLong count = new AtomicLong();
        AtomicLong sum = new AtomicLong();
        ElementLoop.over(size, (from, to) -> {
            count.addAndGet(to - from);
            sum.addAndGet((long) (to - from) * ((long) from + to - 1) / 2);
        });
        assertEquals(size, count.get());
        assertEquals((long) size * (size - 1L) / 2, sum.get());
    }
}
