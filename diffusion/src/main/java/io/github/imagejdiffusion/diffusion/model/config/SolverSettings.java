package io.github.imagejdiffusion.diffusion.model.config;

import io.github.imagejdiffusion.diffusion.sampler.MultistepRule;
import io.github.imagejdiffusion.diffusion.schedule.TimestepSpacing;
import io.github.imagejdiffusion.diffusion.schedule.VarianceType;

/**
 * How samplers walk down a model's schedule. Each takes what it knows; names and defaults are those of diffusers' {@code
 * scheduler_config.json}.
 *
 * @param timestepSpacing of DDIM, DDPM and DPM-Solver++; default leading
 * @param stepsOffset added to the timesteps of {@link TimestepSpacing#LEADING}; default 0
 * @param useKarrasSigmas whether DPM-Solver++ takes the noise levels of Karras et al. 2022 instead of the spacing's; default
 *     false
 * @param solverType how DPM-Solver++ uses its second-order term; default midpoint
 * @param lowerOrderFinal whether chains of fewer than 15 steps of DPM-Solver++ end with a first-order step; default true
 * @param setAlphaToOne whether the step after the last has alpha-bar 1 rather than that of timestep 0; default true
 * @param varianceType of DDPM; default fixed_small
 */
public record SolverSettings(
        TimestepSpacing timestepSpacing,
        int stepsOffset,
        boolean useKarrasSigmas,
        MultistepRule solverType,
        boolean lowerOrderFinal,
        boolean setAlphaToOne,
        VarianceType varianceType) {}
