package io.github.imagejdiffusion.diffusion.model.config;

import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a model uses where the user says nothing.
 *
 * @param steps network calls per run, 1 .. T
 * @param runs independent samples that are averaged, at least 1
 * @param orientations of the image in which each run is done, 1, 2, 4 or 8; 1 in packages that say nothing
 * @param threshold foreground probability in 0 .. 1; present for segmentation models
 * @param seedHeight h of the h-maxima that become seeds, in units of the distance channel, which spans -1 .. 1
 * @param minConfidence mean foreground probability below which an object is dropped, 0 .. 1
 * @param minSize area in pixels at the model's scale below which an object is dropped
 */
public record SamplingDefaults(
        SolverKind sampler,
        int steps,
        int runs,
        int orientations,
        OptionalDouble threshold,
        OptionalDouble seedHeight,
        OptionalDouble minConfidence,
        OptionalInt minSize) {}
