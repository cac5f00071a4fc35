package io.github.imagejdiffusion.diffusion.sampler;

import io.github.imagejdiffusion.diffusion.noise.NoiseStream;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;

/** The noise a stochastic solver adds; its memory is taken on first use and reused. */
final class StepNoise {

    private Tensor field;

    /** Fresh noise of this step's network call, of x's shape; valid until the next call. */
    float[] draw(StepState state) {
        if (field == null) {
            field = state.x().zerosLike();
        }
        state.step().noise().fill(field, state.step().call(), NoiseStream.STEP);
        return field.data();
    }
}
