package io.github.imagejdiffusion.diffusion.model.config;

/**
 * How large the error of a restoration is where its draws differ by so much and the noise is so strong, one of
 * {@code expected_error}: factor * spread^share * noise^(1 - share), fitted to simulated exposures whose truth is known.
 * Draws alone tell where errors are but not how large: they differ too little.
 *
 * @param steps of the draws that it was fitted to, at least 2: with fewer, draws differ less
 * @param factor above 0
 * @param share of the spread, 0..1; the rest is the noise's
 */
public record ErrorLaw(int steps, double factor, double share) {

    /**
     * Standard deviation of the error, in the units of both arguments.
     *
     * @param spread standard deviation of the draws, at least 0
     * @param noise standard deviation of the noise of the measured pixel, above 0
     */
    public double error(double spread, double noise) {
        return factor * Math.pow(spread, share) * Math.pow(noise, 1 - share);
    }
}
