package io.github.imagejdiffusion.diffusion.paired;

import io.github.imagejdiffusion.diffusion.model.config.DiffusionConfig;
import io.github.imagejdiffusion.diffusion.model.config.SamplingDefaults;
import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import java.util.OptionalInt;

/**
 * What the options of all conditional models have in common: how many images, and how they are drawn. Fluent; checked
 * when built. Not thread-safe.
 *
 * @param <B> the builder that adds its own options to these
 */
public abstract class DrawsBuilder<B extends DrawsBuilder<B>> {

    /** Network calls of a draw where the user does not say: fewer give the mean rather than a sample of it. */
    private static final int STEPS_OF_A_DRAW = 10;

    private final int stepsOfModel;
    private final int mostSteps;
    private final int orientationsOfModel;
    private SolverKind solver;
    private OptionalInt steps;
    private int runs;
    private OptionalInt orientations;
    private boolean sample;
    private long seed;
    private int block;

    /** Preset with what a model's package says: steps and orientations that give the mean; seed 0. */
    protected DrawsBuilder(DiffusionConfig config) {
        SamplingDefaults defaults = config.defaults();
        this.stepsOfModel = defaults.steps();
        this.mostSteps = config.schedule().numTrainTimesteps();
        this.orientationsOfModel = defaults.orientations();
        this.solver = defaults.sampler();
        this.steps = OptionalInt.empty();
        this.runs = defaults.runs();
        this.orientations = OptionalInt.empty();
        this.block = config.blocks().core();
    }

    /** Preset with all of these as in other options. */
    protected DrawsBuilder(Draws draws, boolean sample) {
        this.stepsOfModel = draws.steps();
        this.mostSteps = draws.steps();
        this.orientationsOfModel = draws.orientations();
        this.solver = draws.solver();
        this.steps = OptionalInt.of(draws.steps());
        this.runs = draws.runs();
        this.orientations = OptionalInt.of(draws.orientations());
        this.sample = sample;
        this.seed = draws.seed();
        this.block = draws.block();
    }

    /** This builder. */
    protected abstract B self();

    /** The method that takes noise to an image. */
    public B solver(SolverKind value) {
        this.solver = value;
        return self();
    }

    /**
     * Network calls per run, at least 1. One gives the mean of all images that the condition may come of, the best guess
     * for measurements; several lead to one of them. Default: the package's, and 10 for a sample or several runs.
     */
    public B steps(int value) {
        this.steps = OptionalInt.of(value);
        return self();
    }

    /** Draws that are averaged, at least 1; their spread is given from 4 draws of 2 steps on. */
    public B runs(int value) {
        this.runs = value;
        return self();
    }

    /**
     * In how many orientations of the image each run is done, 1, 2, 4 or 8; the result is the mean. Each costs as much as
     * a run. Default: the package's, and 1 for a sample or several runs.
     */
    public B orientations(int value) {
        this.orientations = OptionalInt.of(value);
        return self();
    }

    /** One draw in place of the mean; how far draws differ from it is the model's, see its card. */
    public B sample(boolean value) {
        this.sample = value;
        return self();
    }

    /** Of the noise that draws start from; any number. */
    public B seed(long value) {
        this.seed = value;
        return self();
    }

    /** Overrides the package's block size; the result depends on it within the model's stated error. */
    public B block(int pixels) {
        this.block = pixels;
        return self();
    }

    /** Whether one draw is asked for, not the mean. */
    protected boolean sample() {
        return sample;
    }

    /** Checks what was chosen. @throws IllegalArgumentException naming the option that is out of range */
    protected Draws draws() {
        if (sample && runs > 1) {
            throw new IllegalArgumentException("a sample is a single draw, but runs is " + runs
                    + ", which asks for the mean of draws; choose one of the two");
        }
        if (sample && orientations.orElse(1) > 1) {
            throw new IllegalArgumentException("a sample is a single draw, but orientations is "
                    + orientations.getAsInt() + ", which asks for a mean; choose one of the two");
        }
        boolean several = sample || runs > 1;
        Draws draws = new Draws(
                solver,
                steps.orElse(several ? stepsOfADraw() : stepsOfModel),
                runs,
                orientations.orElse(several ? 1 : orientationsOfModel),
                seed,
                block);
        if (sample && draws.steps() < 2) {
            throw new IllegalArgumentException(
                    "a sample takes at least 2 steps, as 1 step gives the mean; choose more steps");
        }
        return draws;
    }

    private int stepsOfADraw() {
        return Math.max(stepsOfModel, Math.min(STEPS_OF_A_DRAW, mostSteps));
    }
}
