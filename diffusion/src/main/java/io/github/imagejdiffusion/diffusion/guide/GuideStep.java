package io.github.imagejdiffusion.diffusion.guide;

import io.github.imagejdiffusion.diffusion.noise.NoiseSource;
import io.github.imagejdiffusion.diffusion.schedule.NoiseLevel;

/**
 * Where in the chain a guide is called.
 *
 * @param index steps done before this one, 0 .. count-1
 * @param count steps in all
 * @param from level of x_t, which the network saw
 * @param to level of the next x; {@link NoiseLevel#CLEAN} on the last step unless the sampler ends at timestep 0
 * @param noise where a guide takes its own noise: use {@link #call()} and a stream of its own
 */
public record GuideStep(int index, int count, NoiseLevel from, NoiseLevel to, NoiseSource noise) {

    /** Number of this step's network call, from 1: part of the address of noise. */
    public int call() {
        return index + 1;
    }

    /** Steps still to come after this one; the index of this step in a respaced chain, as ILVR counts. */
    public int remaining() {
        return count - 1 - index;
    }

    /** Whether the chain ends with this step. */
    public boolean isLast() {
        return index == count - 1;
    }
}
