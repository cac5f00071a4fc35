package io.github.imagejdiffusion.diffusion.camera;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Poisson-Gaussian noise: variance = gain * value + {@code intercept} (Foi et al. 2008, eq. 1), in grey values squared.
 *
 * @param gain grey values per photon, at least 0; 0 also where the image has too few different intensities to tell
 * @param intercept variance at grey value 0: that of the read noise, less gain * black level
 * @param floor smallest variance that was measured: none lower is believed, nor one below that of rounding
 * @param correlationX of the noise of neighbours side by side, -1..1
 * @param correlationY of the noise of neighbours one below the other
 * @param tiles that were measured; the more, the surer
 * @param detail mean square of the image's own detail, of about two pixels, in units of the noise's; 1 if it is all noise
 */
public record NoiseModel(
        double gain,
        double intercept,
        double floor,
        double correlationX,
        double correlationY,
        int tiles,
        double detail) {

    /** Mean squares of detail from which the noise is no more than a guess. */
    private static final double HIDING = 4;

    /** Likewise from which structure has more of the detail than noise has. */
    private static final double OUTWEIGHING = 2;

    /** Whether there is more structure than noise in the finest detail: then the noise is known roughly. */
    public boolean isOutweighed() {
        return detail > OUTWEIGHING;
    }

    /** The same with other detail. */
    NoiseModel withDetail(double value) {
        return new NoiseModel(gain, intercept, floor, correlationX, correlationY, tiles, value);
    }

    /**
     * Whether there is so little noise that structure hides it: then it is known to the order of magnitude only, and may be
     * structure itself.
     */
    public boolean isHidden() {
        return detail > HIDING;
    }

    /** Variance of a pixel whose true value is given; never below the floor. */
    public double variance(double value) {
        return Math.max(floor, gain * value + intercept);
    }

    /** Standard deviation of a pixel whose true value is given, in grey values. */
    public double sigma(double value) {
        return Math.sqrt(variance(value));
    }

    /**
     * Standard deviation of the read noise in grey values, if black is 0; empty where the fit shows that it is not:
     * then the camera adds a black level that hides the read noise.
     */
    public OptionalDouble readNoise() {
        return intercept >= 0 ? OptionalDouble.of(Math.sqrt(intercept)) : OptionalDouble.empty();
    }

    /** Names and values in a fixed order; what a provenance record says. */
    public Map<String, Object> record() {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("gain", gain);
        record.put("variance_at_zero", intercept);
        readNoise().ifPresent(sigma -> record.put("read_noise", sigma));
        record.put("correlation_x", correlationX);
        record.put("correlation_y", correlationY);
        record.put("tiles", tiles);
        record.put("detail", detail);
        record.put("hidden_by_structure", isHidden());
        return record;
    }
}
