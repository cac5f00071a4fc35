package io.github.imagejdiffusion.diffusion.paired;

import io.github.imagejdiffusion.diffusion.block.BlockGrid;
import io.github.imagejdiffusion.diffusion.model.config.BlockLayout;
import io.github.imagejdiffusion.diffusion.network.Orientation;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.sampler.SamplerException;
import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import io.github.imagejdiffusion.diffusion.schedule.ScheduleException;
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

    /**
     * Finds out before any image whether a model can be asked for this.
     *
     * @throws IllegalArgumentException if steps, solver or block do not fit the model, saying what does
     */
    public void requireFit(DiffusionModel model) {
        try {
            model.sampler(solver, steps);
        } catch (SamplerException | ScheduleException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        grid(model.config().blocks(), 1, 1);
    }

    /**
     * The blocks of a plane.
     *
     * @param layout of the model
     * @param width of the plane in pixels
     * @param height likewise
     * @throws IllegalArgumentException if the block does not go with halo and stride
     */
    public BlockGrid grid(BlockLayout layout, long width, long height) {
        return new BlockGrid(width, height, block, layout.halo(), layout.stride());
    }
}
