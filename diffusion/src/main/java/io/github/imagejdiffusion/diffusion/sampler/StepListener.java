package io.github.imagejdiffusion.diffusion.sampler;

/** Called after every step, on the sampling thread: progress, preview and cancellation. */
@FunctionalInterface
public interface StepListener {

    /** Does nothing. */
    StepListener NONE = step -> {};

    /**
     * One step is done.
     *
     * @throws java.util.concurrent.CancellationException to stop sampling; it reaches the caller of
     *     {@link DiffusionSampler#sample}
     */
    void onStep(StepInfo step);
}
