package io.github.imagejdiffusion.batch.evaluate;

import java.io.Closeable;
import java.io.IOException;

/**
 * The 2-D planes of one open file, read one at a time so that a long stack never has to fit in memory.
 *
 * <p>Not thread-safe. Close it when done.
 *
 * @param <T> what a plane is read as
 */
public interface Planes<T> extends Closeable {

    /** The number of planes; at least 1. Plane t * Z + z holds slice z of frame t. */
    int count();

    /** The number Z of slices of a frame; the number of planes is a multiple of it. */
    int slices();

    /**
     * Reads one plane.
     *
     * @param index 0 to count - 1
     * @throws IOException if the plane cannot be read or its values do not fit the type; the message is one line
     */
    T plane(int index) throws IOException;
}
