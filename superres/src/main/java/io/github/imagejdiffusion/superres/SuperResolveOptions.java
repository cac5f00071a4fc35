package io.github.imagejdiffusion.superres;

import io.github.imagejdiffusion.diffusion.paired.Draws;
import io.github.imagejdiffusion.diffusion.paired.DrawsBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How an image is super-resolved. Immutable; made by {@link SuperResolve#defaults()}, so that whatever is not set is what
 * the model package says.
 */
public final class SuperResolveOptions {

    private final Draws draws;
    private final boolean sample;
    private final boolean consistent;

    private SuperResolveOptions(Draws draws, boolean sample, boolean consistent) {
        this.draws = draws;
        this.sample = sample;
        this.consistent = consistent;
    }

    /** How images are drawn. The block is the side of a block's core in fine pixels, part of the result's identity. */
    public Draws draws() {
        return draws;
    }

    /** Whether one of the possible images was asked for, not their mean. */
    public boolean sample() {
        return sample;
    }

    /** Whether the mean over each coarse pixel is that pixel's value. */
    public boolean consistent() {
        return consistent;
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
        record.put("consistent", consistent);
        record.put("seed", draws.seed());
        record.put("block", draws.block());
        return record;
    }

    /** A builder preset with these options. */
    public Builder toBuilder() {
        return new Builder(draws, sample).consistent(consistent);
    }

    /** Fluent; checked at {@link #build()}. Not thread-safe. */
    public static final class Builder extends DrawsBuilder<Builder> {

        private boolean consistent;

        /**
         * @param stepsOfModel that give the mean
         * @param mostSteps that the model's schedule has
         */
        Builder(int stepsOfModel, int mostSteps) {
            super(stepsOfModel, mostSteps);
        }

        private Builder(Draws draws, boolean sample) {
            super(draws.steps(), draws.steps());
            draws(draws, sample);
        }

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * Makes the mean over each coarse pixel that pixel's value, at each step (the null-space step of DDNM, Wang et
         * al. 2023, arXiv:2212.00490, eq. 13, for the block mean). For data without noise whose blur is small against a
         * pixel; elsewhere it puts noise and blur back.
         */
        public Builder consistent(boolean value) {
            this.consistent = value;
            return this;
        }

        /** Checks and fixes the options. @throws IllegalArgumentException naming the option that is out of range */
        public SuperResolveOptions build() {
            return new SuperResolveOptions(draws(), sample(), consistent);
        }
    }
}
