package io.github.imagejdiffusion.diffusion.sampler;

import io.github.imagejdiffusion.diffusion.guide.GuideStep;
import io.github.imagejdiffusion.diffusion.guide.Guides;
import io.github.imagejdiffusion.diffusion.guide.NextGuide;
import io.github.imagejdiffusion.diffusion.network.Denoiser;
import io.github.imagejdiffusion.diffusion.noise.NoiseSource;
import io.github.imagejdiffusion.diffusion.schedule.NoiseLevel;
import io.github.imagejdiffusion.diffusion.schedule.NoiseSchedule;
import io.github.imagejdiffusion.diffusion.schedule.PredictionType;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.List;
import java.util.Locale;

/**
 * Takes x_T to x_0: a schedule, a prediction type and a solver, with all options fixed.
 *
 * <p>Immutable and thread-safe; each call of {@link #sample} has its own state. Deterministic: the result depends on the
 * arguments only, computed in double per element and stored as float after each step.
 *
 * <pre>{@code
 * DiffusionSampler sampler = DiffusionSampler.builder(NoiseSchedule.guidedLinear(100), PredictionType.EPSILON)
 *         .solver(SolverKind.DDIM).steps(20).build();
 * noise.fill(start, 0, NoiseStream.START);
 * Tensor x0 = sampler.sample(denoiser, start, noise, Guides.none(), StepListener.NONE);
 * }</pre>
 */
public final class DiffusionSampler {

    private final NoiseSchedule schedule;
    private final PredictionType predictionType;
    private final SamplerOptions options;
    private final List<NoiseLevel> levels;
    private final NoiseSchedule chain;

    /** @param levels from x_T to the end of the chain: one more than there are steps */
    DiffusionSampler(
            NoiseSchedule schedule,
            PredictionType predictionType,
            SamplerOptions options,
            List<NoiseLevel> levels,
            NoiseSchedule chain) {
        this.schedule = schedule;
        this.predictionType = predictionType;
        this.options = options;
        this.levels = List.copyOf(levels);
        this.chain = chain;
    }

    /** Starts with the two things every sampler needs; the rest has defaults, see {@link SamplerBuilder}. */
    public static SamplerBuilder builder(NoiseSchedule schedule, PredictionType predictionType) {
        return new SamplerBuilder(schedule, predictionType);
    }

    /**
     * Runs the whole chain.
     *
     * @param denoiser called {@link #numberOfCalls()} times, always with [N,C,H,W]; may return 2C channels, of which only
     *     DDPM with a learned variance uses the second half
     * @param start x_T, normally standard normal noise; not modified
     * @param noise asked for stream STEP once per stochastic step, call = number of the network call from 1; never asked
     *     by DDIM with eta 0 and DPM-Solver++
     * @param guides corrections, or {@link Guides#none()}
     * @param listener told after every step, or {@link StepListener#NONE}
     * @return x_0, a new tensor of the shape of {@code start}, in the model's value range
     * @throws IllegalArgumentException if a multistep solver is given a guide that edits the next x
     * @throws SamplerException if the network's output does not fit
     * @throws java.util.concurrent.CancellationException if the listener throws it
     */
    public Tensor sample(Denoiser denoiser, Tensor start, NoiseSource noise, Guides guides, StepListener listener) {
        refuseUnfit(guides);
        Solver solver = newSolver();
        SamplingRun run = new SamplingRun(predictionType, options, solver, guides, start);
        int count = numberOfCalls();
        for (int index = 0; index < count; index++) {
            GuideStep step = new GuideStep(index, count, levels.get(index), levels.get(index + 1), noise);
            run.step(denoiser, step);
            listener.onStep(new StepInfo(index, count, step.from().timestep(), run.x0(), run.x()));
        }
        return run.x();
    }

    private void refuseUnfit(Guides guides) {
        if (options.solver().isMultistep() && !guides.next().isEmpty()) {
            NextGuide guide = guides.next().get(0);
            throw new IllegalArgumentException(
                    options.solver().title() + " cannot run with the guide " + guide.name()
                            + ": it edits the next x, and this solver's history of earlier steps would be wrong; use ddim or ddpm");
        }
    }

    private Solver newSolver() {
        return switch (options.solver()) {
            case DDIM -> new DdimSolver(options.eta(), options.useClippedModelOutput());
            case DDPM -> new DdpmSolver(chain, options.varianceType());
            case DPMPP2M -> new DpmPlusPlusSolver(options.multistepRule(), options.lowerOrderFinal());
        };
    }

    /** Network calls of one {@link #sample}, equal to its steps. */
    public int numberOfCalls() {
        return levels.size() - 1;
    }

    /** The training timesteps the network is given, descending; a new array. */
    public int[] timesteps() {
        return levels.stream()
                .limit(numberOfCalls())
                .mapToInt(NoiseLevel::timestep)
                .toArray();
    }

    /** Level of the start x_T: what a caller needs to noise a reference image to it (SDEdit). */
    public NoiseLevel startLevel() {
        return levels.get(0);
    }

    /** The method. */
    public SolverKind solver() {
        return options.solver();
    }

    /** The schedule that the network was trained with. */
    public NoiseSchedule schedule() {
        return schedule;
    }

    /** What the network's output means. */
    public PredictionType predictionType() {
        return predictionType;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s, %d steps, %s",
                options.solver().title(),
                numberOfCalls(),
                predictionType.configName());
    }
}
