package io.github.imagejdiffusion.batch.superres;

import io.github.imagejdiffusion.diffusion.model.config.TrainedRange;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Compares an image with what the model was trained on. Fine structure passes for noise in part, and objects that are
 * smooth by themselves count as blurred, so that only what lies clearly outside counts. More photons than in training are
 * never outside: that is less noise.
 *
 * @param range as the package says
 */
record TrainedOn(TrainedRange range) {

    private static final double PHOTONS_KNOWN_TO = 0.6;
    private static final double SMOOTHNESS = 0.25;

    /** One sentence if the image has more noise. */
    Optional<String> objectionTo(OptionalDouble photons) {
        return range.photons()
                .filter(r -> photons.isPresent() && photons.getAsDouble() < PHOTONS_KNOWN_TO * r.low())
                .map(r -> String.format(
                        Locale.ROOT,
                        "about %.0f photons at the brightest, but the model was trained on %.0f to %.0f",
                        photons.getAsDouble(),
                        r.low(),
                        r.high()));
    }

    /** One sentence if the image is sharper or more blurred. @param sigma in pixels of the image */
    Optional<String> objectionToBlur(OptionalDouble sigma) {
        return range.blur()
                .filter(r -> sigma.isPresent()
                        && (sigma.getAsDouble() < r.low() || sigma.getAsDouble() > r.high() + SMOOTHNESS))
                .map(r -> String.format(
                        Locale.ROOT,
                        "a blur of about %.2f pixels, but the model was trained on %.2f to %.2f",
                        sigma.getAsDouble(),
                        r.low(),
                        r.high()));
    }
}
