package io.github.imagejdiffusion.diffusion.pipeline;

import io.github.imagejdiffusion.diffusion.model.config.ScheduleConfig;
import io.github.imagejdiffusion.diffusion.model.config.SolverSettings;
import io.github.imagejdiffusion.diffusion.sampler.DiffusionSampler;
import io.github.imagejdiffusion.diffusion.sampler.SamplerBuilder;
import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import io.github.imagejdiffusion.diffusion.schedule.NoiseSchedule;

/** The sampler that a package's schedule asks for. */
final class ModelSampler {

    private ModelSampler() {}

    static DiffusionSampler of(ScheduleConfig config, SolverKind solver, int steps) {
        SolverSettings settings = config.solver();
        SamplerBuilder builder = DiffusionSampler.builder(schedule(config), config.predictionType())
                .solver(solver)
                .steps(steps)
                .spacing(settings.timestepSpacing())
                .stepsOffset(settings.stepsOffset())
                .karrasSigmas(settings.useKarrasSigmas())
                .multistepRule(settings.solverType())
                .lowerOrderFinal(settings.lowerOrderFinal())
                .setAlphaToOne(settings.setAlphaToOne())
                .useClippedModelOutput(true)
                .varianceType(settings.varianceType());
        return (config.clipSample() ? builder.clip(config.clipSampleRange()) : builder.noClip()).build();
    }

    static NoiseSchedule schedule(ScheduleConfig config) {
        NoiseSchedule schedule = unscaled(config);
        return config.rescaleBetasZeroSnr() ? schedule.withZeroTerminalSnr() : schedule;
    }

    private static NoiseSchedule unscaled(ScheduleConfig config) {
        int t = config.numTrainTimesteps();
        double start = config.betaStart().orElse(0);
        double end = config.betaEnd().orElse(0);
        return switch (config.betaSchedule()) {
            case LINEAR -> NoiseSchedule.linear(t, start, end);
            case SCALED_LINEAR -> NoiseSchedule.scaledLinear(t, start, end);
            case SQUAREDCOS_CAP_V2 -> NoiseSchedule.cosine(t);
            case TRAINED_BETAS ->
                NoiseSchedule.ofBetas(config.trainedBetas().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray());
        };
    }
}
