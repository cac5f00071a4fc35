package io.github.imagejdiffusion.diffusion.camera;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Poisson-Gaussian noise: variance = gain * value + {@code intercept} (Foi et al. 2008, eq. 1), in grey values squared.
 *
 * @param gain grey values per photon, at least 0; 0 also where the image has too few different intensities to tell
 * @param intercept variance at grey value 0: that of the read noise, less gain * black level
 * @param floor smallest variance that was measured: none lower is believed
 * @param correlationX of the noise of neighbours side by side, -1..1
 * @param correlationY of the noise of neighbours one below the other
 * @param tiles that were measured; the more, the surer
 */
public record NoiseModel(
        double gain, double intercept, double floor, double correlationX, double correlationY, int tiles) {

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
        return record;
    }
}
