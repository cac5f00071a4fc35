package io.github.imagejdiffusion.imagej.settings;

import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import java.util.Optional;
import java.util.OptionalInt;

/** How a model is sampled; what is empty is the model's own default. */
public record Sampling(OptionalInt steps, OptionalInt runs, Optional<SolverKind> sampler, long seed) {}
