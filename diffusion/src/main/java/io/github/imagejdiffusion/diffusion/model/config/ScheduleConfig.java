package io.github.imagejdiffusion.diffusion.model.config;

import io.github.imagejdiffusion.diffusion.schedule.PredictionType;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The noise schedule and parametrisation a model was trained with. Names and defaults are those of diffusers'
 * {@code scheduler_config.json}, so that a trained model's values can be copied.
 *
 * @param numTrainTimesteps T, at least 1; timesteps are 0 .. T-1
 * @param betaStart first beta, empty for {@link BetaSchedule#SQUAREDCOS_CAP_V2} and {@link BetaSchedule#TRAINED_BETAS}
 * @param betaEnd last beta, likewise
 * @param trainedBetas T betas for {@link BetaSchedule#TRAINED_BETAS}, else empty
 * @param rescaleBetasZeroSnr whether betas are stretched so that the last timestep is pure noise (Lin et al. 2024); default
 *     false
 * @param clipSample whether the predicted clean sample is clipped to +-{@code clipSampleRange}; default true
 * @param clipSampleRange above 0; default 1
 * @param solver what samplers make of it
 */
public record ScheduleConfig(
        int numTrainTimesteps,
        BetaSchedule betaSchedule,
        OptionalDouble betaStart,
        OptionalDouble betaEnd,
        List<Double> trainedBetas,
        boolean rescaleBetasZeroSnr,
        PredictionType predictionType,
        boolean clipSample,
        double clipSampleRange,
        SolverSettings solver) {

    public ScheduleConfig {
        trainedBetas = List.copyOf(trainedBetas);
    }

    /** How beta runs over the timesteps. */
    public enum BetaSchedule {
        LINEAR,
        SCALED_LINEAR,
        SQUAREDCOS_CAP_V2,
        /** Given one by one. */
        TRAINED_BETAS
    }
}
