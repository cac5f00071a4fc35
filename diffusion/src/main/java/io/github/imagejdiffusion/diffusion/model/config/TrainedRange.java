package io.github.imagejdiffusion.diffusion.model.config;

import java.util.Optional;

/**
 * The images that a model of microscopes was trained on, {@code trained_on}: outside of it, results are guesses.
 *
 * @param blur standard deviation of the point spread function in pixels of the coarse image; empty if not said
 * @param photons at the brightest structures of one pixel of the image; empty if not said
 */
public record TrainedRange(Optional<Range> blur, Optional<Range> photons) {

    /** Nothing is said. */
    public static final TrainedRange UNKNOWN = new TrainedRange(Optional.empty(), Optional.empty());

    /** Both ends included, {@code low <= high}. */
    public record Range(double low, double high) {}
}
