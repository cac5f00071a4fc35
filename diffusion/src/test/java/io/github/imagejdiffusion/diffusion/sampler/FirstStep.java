package io.github.imagejdiffusion.diffusion.sampler;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagejdiffusion.diffusion.guide.Guides;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.concurrent.CancellationException;

/** One step of a sampler on given numbers: x0 and x as the listener saw them before it cancelled. */
record FirstStep(Tensor x0, Tensor x) {

    static FirstStep of(DiffusionSampler sampler, Tensor start, Tensor output, Tensor noise, Guides guides) {
        FirstStep[] seen = new FirstStep[1];
        assertThrows(
                CancellationException.class,
                () -> sampler.sample(
                        (x, timestep) -> output.copy(),
                        start,
                        (target, call, stream) ->
                                System.arraycopy(noise.data(), 0, target.data(), 0, target.data().length),
                        guides,
                        step -> {
                            seen[0] = new FirstStep(step.x0().copy(), step.x().copy());
                            throw new CancellationException("one step is enough");
                        }));
        return seen[0];
    }

    /** The tail of a chain of timesteps, from the given one down. */
    static int[] tail(int[] ascending, int from) {
        int[] descending = new int[from + 1];
        for (int k = 0; k <= from; k++) {
            descending[from - k] = ascending[k];
        }
        return descending;
    }

    static int[] allDown(int from) {
        int[] descending = new int[from + 1];
        for (int k = 0; k <= from; k++) {
            descending[k] = from - k;
        }
        return descending;
    }
}
