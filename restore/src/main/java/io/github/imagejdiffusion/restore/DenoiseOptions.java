package io.github.imagejdiffusion.restore;

import io.github.imagejdiffusion.diffusion.paired.Draws;
import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How an image is denoised. Immutable; made by {@link Denoise#defaults()}, so that whatever is not set is what the model
 * package says.
 */
public final class DenoiseOptions {

    /** Network calls of a draw where the user does not say: fewer give the mean rather than a sample of it. */
    private static final int STEPS_OF_A_DRAW = 10;

    private final Draws draws;
    private final boolean sample;

    private DenoiseOptions(Builder b) {
        if (b.sample && b.runs > 1) {
            throw new IllegalArgumentException("a sample is a single draw, but runs is " + b.runs
                    + ", which asks for the mean of draws; choose one of the two");
        }
        int steps = b.steps.orElse(b.sample || b.runs > 1 ? b.stepsOfADraw() : b.stepsOfModel);
        this.draws = new Draws(b.solver, steps, b.runs, b.seed, b.block);
        if (b.sample && steps < 2) {
            throw new IllegalArgumentException(
                    "a sample takes at least 2 steps, as 1 step gives the mean; choose more steps");
        }
        this.sample = b.sample;
    }

    /** How images are drawn. The block is the side of a block's core in pixels, part of the result's identity. */
    public Draws draws() {
        return draws;
    }

    /** Whether one of the possible images was asked for, not their mean. */
    public boolean sample() {
        return sample;
    }

    /** Spread over runs says something only for several draws that are more than one call deep. */
    public boolean spreadIsDefined() {
        return draws.spreadIsDefined();
    }

    /** Every option as name and value, in a fixed order; what a provenance record says. */
    public Map<String, Object> record() {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("sampler", draws.solver().optionName());
        record.put("steps", draws.steps());
        record.put("runs", draws.runs());
        record.put("sample", sample);
        record.put("seed", draws.seed());
        record.put("block", draws.block());
        return record;
    }

    /** A builder preset with these options. */
    public Builder toBuilder() {
        return new Builder(draws.steps(), draws.steps())
                .solver(draws.solver())
                .steps(draws.steps())
                .runs(draws.runs())
                .sample(sample)
                .seed(draws.seed())
                .block(draws.block());
    }

    /** Fluent; checked at {@link #build()}. Not thread-safe. */
    public static final class Builder {

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
        Builder(int stepsOfModel, int mostSteps) {
            this.stepsOfModel = stepsOfModel;
            this.mostSteps = mostSteps;
        }

        private int stepsOfADraw() {
            return Math.max(stepsOfModel, Math.min(STEPS_OF_A_DRAW, mostSteps));
        }

        /** The method that takes noise to an image. */
        public Builder solver(SolverKind value) {
            this.solver = value;
            return this;
        }

        /**
         * Network calls per run, at least 1. One gives the mean of all images that the noisy one may come of, the best
         * guess for measurements; several lead to one of them. Default: the package's, and 10 for a sample or several
         * runs.
         */
        public Builder steps(int value) {
            this.steps = OptionalInt.of(value);
            return this;
        }

        /** Draws that are averaged, at least 1; their spread is given from 4 draws of 2 steps on. */
        public Builder runs(int value) {
            this.runs = value;
            return this;
        }

        /** One draw in place of the mean; how far draws differ from it is the model's, see its card. */
        public Builder sample(boolean value) {
            this.sample = value;
            return this;
        }

        /** Of the noise that draws start from; any number. */
        public Builder seed(long value) {
            this.seed = value;
            return this;
        }

        /** Overrides the package's block size; the result depends on it within the model's stated error. */
        public Builder block(int pixels) {
            this.block = pixels;
            return this;
        }

        /** Checks and fixes the options. @throws IllegalArgumentException naming the option that is out of range */
        public DenoiseOptions build() {
            return new DenoiseOptions(this);
        }
    }
}
