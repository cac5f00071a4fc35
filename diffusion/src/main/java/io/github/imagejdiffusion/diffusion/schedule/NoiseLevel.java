package io.github.imagejdiffusion.diffusion.schedule;

/**
 * One point of the noising process: how much signal is left at a timestep.
 *
 * @param timestep training timestep 0 .. T-1 as the network knows it; -1 for the clean end of the chain
 * @param alphaBar remaining signal power, 0 (pure noise) to 1 (clean)
 */
public record NoiseLevel(int timestep, double alphaBar) {

    /** The end of the chain: no noise, timestep -1. */
    public static final NoiseLevel CLEAN = new NoiseLevel(-1, 1.0);

    public NoiseLevel {
        if (!(alphaBar >= 0 && alphaBar <= 1)) {
            throw new ScheduleException(
                    "alpha-bar of timestep " + timestep + " is " + alphaBar + ", not within 0 to 1");
        }
    }

    /** Factor of the clean sample, sqrt(alphaBar). */
    public double alpha() {
        return Math.sqrt(alphaBar);
    }

    /** Standard deviation of the noise, sqrt(1 - alphaBar). */
    public double sigma() {
        return Math.sqrt(1 - alphaBar);
    }

    /** ln(alpha / sigma); infinite at both ends. */
    public double lambda() {
        return Math.log(alpha()) - Math.log(sigma());
    }

    /** Whether there is no noise: alpha-bar is 1. */
    public boolean isClean() {
        return alphaBar == 1;
    }
}
