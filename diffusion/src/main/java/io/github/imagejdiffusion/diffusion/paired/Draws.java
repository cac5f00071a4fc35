package io.github.imagejdiffusion.diffusion.paired;

import io.github.imagejdiffusion.diffusion.network.Orientation;
import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import java.util.Objects;

/**
 * What a conditional model is asked for: how many images, and how they are drawn.
 *
 * @param solver that takes noise to an image
 * @param steps network calls per run, at least 1
 * @param runs draws that are averaged, at least 1
 * @param orientations in which each run is done, 1, 2, 4 or 8, see {@link Orientation#first}
 * @param seed of the noise that draws start from
 * @param block side of a block's core in pixels
 */
public record Draws(SolverKind solver, int steps, int runs, int orientations, long seed, int block) {

    /** @throws IllegalArgumentException if there is no step or no run, or for another number of orientations */
    public Draws {
        Objects.requireNonNull(solver, "solver");
        if (runs < 1) {
            throw new IllegalArgumentException("runs must be at least 1, but is " + runs);
        }
        if (steps < 1) {
            throw new IllegalArgumentException("steps must be at least 1, but is " + steps);
        }
        Orientation.first(orientations);
    }

    /** Spread over runs says something only for several draws that are more than one call deep. */
    public boolean spreadIsDefined() {
        return runs >= 4 && steps >= 2;
    }
}
