package io.github.imagejdiffusion.diffusion.tensor;

import java.util.stream.IntStream;

/**
 * Runs loops over the elements of a tensor, large ones on several threads of the common pool. Only for bodies whose
 * elements do not depend on each other: the result is the same for any number of threads.
 */
public final class ElementLoop {

    private static final int PARALLEL_FROM = 1 << 16;

    /** So few that several arrays of them stay in a processor's own cache. */
    private static final int CHUNK = 1 << 14;

    private ElementLoop() {}

    /** Does the elements from {@code from} to before {@code to}. */
    @FunctionalInterface
    public interface Body {
        void run(int from, int to);
    }

    /**
     * Runs the body over 0 .. size - 1, cut into parts.
     *
     * @param size number of elements
     * @param body called with parts that do not overlap, on any thread
     */
    public static void over(int size, Body body) {
        if (size <= PARALLEL_FROM) {
            body.run(0, size);
            return;
        }
        int chunks = (size - 1) / CHUNK + 1;
        IntStream.range(0, chunks)
                .parallel()
                .forEach(chunk -> body.run(chunk * CHUNK, (int) Math.min(size, (chunk + 1L) * CHUNK)));
    }
}
