package io.github.imagejdiffusion.diffusion.model.config;

import io.github.imagejdiffusion.diffusion.model.config.ScheduleConfig.BetaSchedule;
import io.github.imagejdiffusion.diffusion.model.yaml.Fields;
import io.github.imagejdiffusion.diffusion.sampler.MultistepRule;
import io.github.imagejdiffusion.diffusion.schedule.PredictionType;
import io.github.imagejdiffusion.diffusion.schedule.ScheduleException;
import io.github.imagejdiffusion.diffusion.schedule.TimestepSpacing;
import io.github.imagejdiffusion.diffusion.schedule.VarianceType;
import java.util.List;
import java.util.OptionalDouble;

/** Reads and checks the schedule's keys. */
final class ScheduleConfigReader {

    private static final int MAX_TIMESTEPS = 100_000;
    private static final double SMALLEST_BETA = 1e-12;
    private static final double LARGEST_BETA = 0.999999;

    private ScheduleConfigReader() {}

    static ScheduleConfig read(Fields config) {
        if (config.flag("thresholding", false)) {
            throw config.error(
                    "thresholding",
                    "must be false: dynamic thresholding is not known here, and without it"
                            + " results would be others");
        }
        int timesteps = config.whole("num_train_timesteps", 1, MAX_TIMESTEPS);
        List<Double> trainedBetas = trainedBetas(config, timesteps);
        BetaSchedule betaSchedule = betaSchedule(config, !trainedBetas.isEmpty());
        boolean fromStartAndEnd = betaSchedule == BetaSchedule.LINEAR || betaSchedule == BetaSchedule.SCALED_LINEAR;
        double betaStart = fromStartAndEnd ? beta(config, "beta_start") : 0;
        double betaEnd = fromStartAndEnd ? beta(config, "beta_end") : 0;
        if (betaStart > betaEnd) {
            throw config.error("beta_end", "must be at least beta_start (" + betaStart + "), but is '" + betaEnd + "'");
        }
        return new ScheduleConfig(
                timesteps,
                betaSchedule,
                fromStartAndEnd ? OptionalDouble.of(betaStart) : OptionalDouble.empty(),
                fromStartAndEnd ? OptionalDouble.of(betaEnd) : OptionalDouble.empty(),
                trainedBetas,
                config.flag("rescale_betas_zero_snr", false),
                config.choice("prediction_type", PredictionType.class),
                config.flag("clip_sample", true),
                config.number("clip_sample_range", 1e-6, Float.MAX_VALUE, 1),
                solver(config, timesteps));
    }

    private static SolverSettings solver(Fields config, int timesteps) {
        return new SolverSettings(
                config.choice("timestep_spacing", TimestepSpacing.class, TimestepSpacing.LEADING),
                config.whole("steps_offset", 0, timesteps - 1, 0),
                config.flag("use_karras_sigmas", false),
                config.choice("solver_type", MultistepRule.class, MultistepRule.MIDPOINT),
                config.flag("lower_order_final", true),
                config.flag("set_alpha_to_one", true),
                varianceType(config));
    }

    /** As in diffusers, where two of them have a second name. */
    private static VarianceType varianceType(Fields config) {
        String key = "variance_type";
        if (!config.has(key)) {
            return VarianceType.FIXED_SMALL;
        }
        String name = config.text(key);
        try {
            return VarianceType.parse(name);
        } catch (ScheduleException e) {
            throw config.error(
                    key, "must be one of fixed_small, fixed_large, learned, learned_range, but is '" + name + "'");
        }
    }

    private static double beta(Fields config, String key) {
        return config.number(key, SMALLEST_BETA, LARGEST_BETA);
    }

    private static List<Double> trainedBetas(Fields config, int timesteps) {
        List<Double> betas = config.numbers("trained_betas", SMALLEST_BETA, LARGEST_BETA);
        if (!betas.isEmpty() && betas.size() != timesteps) {
            throw config.error(
                    "trained_betas",
                    "must have num_train_timesteps = " + timesteps + " values, but has " + betas.size());
        }
        return betas;
    }

    /** As in diffusers, betas given one by one win over a named schedule. */
    private static BetaSchedule betaSchedule(Fields config, boolean trained) {
        if (trained) {
            return BetaSchedule.TRAINED_BETAS;
        }
        BetaSchedule schedule = config.choice("beta_schedule", BetaSchedule.class);
        if (schedule == BetaSchedule.TRAINED_BETAS) {
            throw config.missing("trained_betas");
        }
        return schedule;
    }
}
