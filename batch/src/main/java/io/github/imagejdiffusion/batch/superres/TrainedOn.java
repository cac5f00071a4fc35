package io.github.imagejdiffusion.batch.superres;

import io.github.imagejdiffusion.diffusion.model.config.TrainedRange;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Compares an image with what the model was trained on. Photons are known to a fifth and blur to a tenth of a pixel at
 * best, so that only what lies clearly outside counts. More photons than in training are never outside: that is less
 * noise.
 *
 * @param range as the package says
 */
record TrainedOn(TrainedRange range) {

    private static final double PHOTONS_KNOWN_TO = 0.8;
    private static final double BLUR_KNOWN_TO = 0.1;

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
    Optional<String> objectionToBlur(double sigma) {
        return range.blur()
                .filter(r -> sigma < r.low() - BLUR_KNOWN_TO || sigma > r.high() + BLUR_KNOWN_TO)
                .map(r -> String.format(
                        Locale.ROOT,
                        "a blur of about %.2f pixels, but the model was trained on %.2f to %.2f",
                        sigma,
                        r.low(),
                        r.high()));
    }
}
