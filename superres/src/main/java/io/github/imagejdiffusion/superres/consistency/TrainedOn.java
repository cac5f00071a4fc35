package io.github.imagejdiffusion.superres.consistency;

import io.github.imagejdiffusion.diffusion.camera.NoiseModel;
import io.github.imagejdiffusion.diffusion.model.config.TrainedRange;
import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import java.util.ArrayList;
import java.util.List;
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
public record TrainedOn(TrainedRange range) {

    private static final double PHOTONS_KNOWN_TO = 0.6;
    private static final double SMOOTHNESS = 0.25;

    /**
     * Photons of the brightest pixels, by the gain; empty if there is none to see. Where the camera adds a black level,
     * the line through its variances crosses zero at it.
     *
     * @param noise if it could be measured
     * @param limits of the normalisation
     */
    public static OptionalDouble photons(Optional<NoiseModel> noise, PercentileLimits limits) {
        if (noise.isEmpty() || noise.get().gain() <= 0) {
            return OptionalDouble.empty();
        }
        double gain = noise.get().gain();
        double black = Math.max(0, -noise.get().intercept() / gain);
        return OptionalDouble.of(Math.max(0, limits.high() - black) / gain);
    }

    /**
     * In what an image is not like those that the model was trained on, each in a few words.
     *
     * @param photons at the brightest, see {@link #photons}
     * @param blur deviation of a Gaussian point spread function in pixels of the image, as measured; empty if it was not
     * @param psf counts in place of it if it is given
     */
    public List<String> objections(OptionalDouble photons, OptionalDouble blur, Psf psf) {
        List<String> objections = new ArrayList<>();
        objectionTo(photons).ifPresent(objections::add);
        (psf.isGiven() ? objectionToPsf(psf.sigma()) : objectionToBlur(blur)).ifPresent(objections::add);
        return objections;
    }

    /** One sentence if the image has more noise. */
    private Optional<String> objectionTo(OptionalDouble photons) {
        return range.photons()
                .filter(r -> photons.isPresent() && photons.getAsDouble() < PHOTONS_KNOWN_TO * r.low())
                .map(r -> String.format(
                        Locale.ROOT,
                        "about %.0f photons at the brightest, but the model was trained on %.0f to %.0f",
                        photons.getAsDouble(),
                        r.low(),
                        r.high()));
    }

    /** One sentence if it is narrower or wider. */
    private Optional<String> objectionToPsf(double sigma) {
        return range.blur()
                .filter(r -> sigma < r.low() || sigma > r.high())
                .map(r -> String.format(
                        Locale.ROOT,
                        "a PSF of %.2f pixels is given, but the model was trained on %.2f to %.2f",
                        sigma,
                        r.low(),
                        r.high()));
    }

    /** One sentence if the image is sharper or more blurred. */
    private Optional<String> objectionToBlur(OptionalDouble sigma) {
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
