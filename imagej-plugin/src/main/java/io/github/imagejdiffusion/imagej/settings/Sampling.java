package io.github.imagejdiffusion.imagej.settings;

import io.github.imagejdiffusion.diffusion.paired.Draws;
import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import java.util.Optional;
import java.util.OptionalInt;

/** How a model is sampled; what is empty is the model's own default. */
public record Sampling(
        OptionalInt steps, OptionalInt runs, OptionalInt orientations, Optional<SolverKind> sampler, long seed) {

    /** Nothing is left out. */
    public static Sampling of(Draws draws) {
        return new Sampling(
                OptionalInt.of(draws.steps()),
                OptionalInt.of(draws.runs()),
                OptionalInt.of(draws.orientations()),
                Optional.of(draws.solver()),
                draws.seed());
    }

    /** For a dialog, as far as it is known. */
    public String summary() {
        return sampler.map(kind -> kind.optionName() + ", ").orElse("")
                + (steps.isPresent() ? "steps " + steps.getAsInt() + ", " : "")
                + (runs.isPresent() ? "runs " + runs.getAsInt() + ", " : "")
                + (orientations.orElse(1) > 1 ? "orientations " + orientations.getAsInt() + ", " : "")
                + "seed " + seed;
    }
}
