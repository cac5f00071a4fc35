package io.github.imagejdiffusion.diffusion.onnx;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Keeps what is native from being freed under a call: closing waits for the calls under way, and later ones are refused.
 * ONNX Runtime itself would read freed memory, and the process would crash. Thread-safe.
 */
final class CloseGuard {

    private final String model;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    /** @param model its name, for the message */
    CloseGuard(String model) {
        this.model = model;
    }

    /** Does something with what must not be freed meanwhile. @throws IllegalStateException if it was freed */
    <T> T call(Supplier<T> call) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException(
                        "model " + model + " was closed; keep it open until all of its results have been read");
            }
            return call.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Frees a part, which has gone with the whole where that was freed first. */
    void release(Runnable part) {
        lock.readLock().lock();
        try {
            if (!closed) {
                part.run();
            }
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Frees the whole, once. */
    void close(Runnable whole) {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                whole.run();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
