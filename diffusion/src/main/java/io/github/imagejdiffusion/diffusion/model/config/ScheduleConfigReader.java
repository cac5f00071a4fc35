package io.github.imagejdiffusion.diffusion.model.config;

import io.github.imagejdiffusion.diffusion.model.config.ScheduleConfig.BetaSchedule;
import io.github.imagejdiffusion.diffusion.model.yaml.Fields;
import io.github.imagejdiffusion.diffusion.schedule.PredictionType;
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
                config.choice("prediction_type", PredictionType.class),
                config.flag("clip_sample", true),
                config.number("clip_sample_range", 1e-6, Float.MAX_VALUE, 1),
                config.choice("timestep_spacing", TimestepSpacing.class, TimestepSpacing.LEADING),
                config.whole("steps_offset", 0, timesteps - 1, 0),
                config.flag("use_karras_sigmas", false),
                config.flag("set_alpha_to_one", true),
                config.choice("variance_type", VarianceType.class, VarianceType.FIXED_SMALL));
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
