package io.github.imagejdiffusion.diffusion.paired;

import io.github.imagejdiffusion.diffusion.camera.NoiseModel;
import io.github.imagejdiffusion.diffusion.model.config.ErrorLaw;
import io.github.imagejdiffusion.diffusion.tensor.ElementLoop;
import java.util.Optional;

/**
 * How far a restored pixel may be from the truth: one standard deviation, by the law that its model was calibrated with on
 * simulated exposures. What those do not have, such as structures of a kind that the model has never seen, it does not
 * know of.
 *
 * <p>Immutable and thread-safe; deterministic.
 */
public final class ExpectedError {

    private final ErrorLaw law;
    private final NoiseModel noise;

    private ExpectedError(ErrorLaw law, NoiseModel noise) {
        this.law = law;
        this.noise = noise;
    }

    /**
     * Of one channel.
     *
     * @param law of the model; empty if it was not calibrated
     * @param noise of the channel; empty if it could not be measured
     * @return empty also if structure hides the noise, which then is no more than a guess
     */
    public static Optional<ExpectedError> of(Optional<ErrorLaw> law, Optional<NoiseModel> noise) {
        return noise.filter(model -> !model.isHidden())
                .flatMap(model -> law.map(known -> new ExpectedError(known, model)));
    }

    /**
     * Of restored pixels.
     *
     * @param restored in the units of the image
     * @param spread of the draws, in the same units, as many; not modified, as the other
     * @return in the same units, a new array
     */
    public float[] of(float[] restored, float[] spread) {
        float[] error = new float[restored.length];
        ElementLoop.over(error.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                error[i] = (float) law.error(spread[i], noise.sigma(restored[i]));
            }
        });
        return error;
    }
}
