package io.github.imagejdiffusion.diffusion.paired;

/**
 * Takes the result of one plane as it is made, from the top, without gaps, so that the whole need not be in memory. Calls
 * come from the thread that restores; what a sink throws ends the work and reaches the caller.
 */
@FunctionalInterface
public interface RestorationSink {

    /** The next rows. */
    void rows(RestoredRows rows);
}
