package io.github.imagejdiffusion.diffusion.paired;

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
    private SolverKind solver = SolverKind.DDIM;
    private OptionalInt steps = OptionalInt.empty();
    private int runs = 1;
    private boolean sample;
    private long seed;
    private int block = 1024;

    /**
     * @param stepsOfModel that give the mean
     * @param mostSteps that the model's schedule has
     */
    protected DrawsBuilder(int stepsOfModel, int mostSteps) {
        this.stepsOfModel = stepsOfModel;
        this.mostSteps = mostSteps;
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

    /** All of these as in other options. */
    protected B draws(Draws draws, boolean asSample) {
        solver(draws.solver()).steps(draws.steps()).runs(draws.runs());
        return sample(asSample).seed(draws.seed()).block(draws.block());
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
        Draws draws =
                new Draws(solver, steps.orElse(sample || runs > 1 ? stepsOfADraw() : stepsOfModel), runs, seed, block);
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
