package io.github.imagejdiffusion.diffusion.schedule;

import java.util.Locale;

/** Where the variance of a DDPM step comes from. Other samplers ignore it and drop learned channels. */
public enum VarianceType {
    /** The posterior variance, the lower bound: {@link NoiseSchedule#posteriorVariance}. */
    FIXED_SMALL,
    /** beta_t, the upper bound: {@link NoiseSchedule#fixedLargeVariance}. SegDiff's choice. */
    FIXED_LARGE,
    /** The network's last C channels are the log variance itself. */
    LEARNED,
    /**
     * The network's last C channels v in [-1,1] blend between the bounds: log variance = f ln beta + (1-f) ln posterior
     * variance, f = (v+1)/2. Improved DDPM eq. 15.
     */
    LEARNED_RANGE;

    /** Whether the network returns twice as many channels as it is given. */
    public boolean isLearned() {
        return this == LEARNED || this == LEARNED_RANGE;
    }

    /**
     * From diffusers' {@code variance_type}; its {@code _log} variants are other arithmetic for the same values.
     *
     * @throws ScheduleException if it is not one of {@code fixed_small}, {@code fixed_large} (both also with
     *     {@code _log}), {@code learned}, {@code learned_range}
     */
    public static VarianceType parse(String name) {
        for (VarianceType type : values()) {
            String configName = type.name().toLowerCase(Locale.ROOT);
            if (configName.equals(name) || !type.isLearned() && (configName + "_log").equals(name)) {
                return type;
            }
        }
        throw new ScheduleException(
                "variance_type '" + name + "' is not one of fixed_small, fixed_large, learned, learned_range");
    }
}
