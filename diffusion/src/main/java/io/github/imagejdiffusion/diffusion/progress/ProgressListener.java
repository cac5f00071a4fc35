package io.github.imagejdiffusion.diffusion.progress;

/**
 * Told after every network call. It is called on the thread that works, so it must be quick.
 *
 * <p>To cancel, throw {@link java.util.concurrent.CancellationException}: it reaches the caller within one network
 * call, and nothing half-done is returned.
 */
@FunctionalInterface
public interface ProgressListener {

    /** Does nothing. */
    ProgressListener NONE = (done, total) -> {};

    /**
     * Work went on.
     *
     * @param done finished units of work, from 0 (before the first) to {@code total}
     * @param total units of work, constant during one task
     * @throws java.util.concurrent.CancellationException to cancel
     */
    void progressed(long done, long total);
}
