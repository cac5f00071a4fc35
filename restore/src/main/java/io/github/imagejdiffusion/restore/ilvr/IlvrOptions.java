package io.github.imagejdiffusion.restore.ilvr;

import io.github.imagejdiffusion.diffusion.filter.LowPassFilter;
import io.github.imagejdiffusion.diffusion.filter.ResizeKernel;
import io.github.imagejdiffusion.diffusion.paired.Draws;
import io.github.imagejdiffusion.diffusion.sampler.DiffusionSampler;
import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** How an image is restored by ILVR. Immutable; made by {@link Ilvr#defaults()}. */
public final class IlvrOptions {

    private final Draws draws;
    private final int factor;
    private final ResizeKernel kernel;
    private final int rangeT;
    private final ReferenceNoising noising;

    private IlvrOptions(Builder b) {
        this.draws = new Draws(b.solver, b.steps, b.runs, 1, b.seed, b.block);
        LowPassFilter.requirePowerOfTwo(b.factor);
        IlvrGuide.requireRange(b.rangeT, b.steps);
        if (b.solver.isMultistep()) {
            throw new IlvrException("ILVR edits every step, which " + b.solver.title()
                    + " does not allow, as it looks back at earlier ones; choose ddim or ddpm");
        }
        this.factor = b.factor;
        this.kernel = Objects.requireNonNull(b.kernel, "kernel");
        this.rangeT = b.rangeT;
        this.noising = Objects.requireNonNull(b.noising, "noising");
    }

    /** How images are drawn. The block is the side of a tile's core in pixels, part of the result's identity. */
    public Draws draws() {
        return draws;
    }

    /** N: what is finer than N pixels is the model's. */
    public int factor() {
        return factor;
    }

    /** Spread over runs says something only for several draws that are more than one call deep. */
    public boolean spreadIsDefined() {
        return draws.spreadIsDefined();
    }

    /** @throws io.github.imagejdiffusion.diffusion.filter.FilterException if N is larger than an image of this size */
    void requireSize(int width, int height) {
        LowPassFilter.requireFit(factor, width, height);
    }

    /**
     * How far the noising of the reference moves the coarse content of a result to the middle of the model's range: the
     * released code makes it as noisy as the sample was before the step, and so as weak. For the last guided step, which
     * decides; exact if that is the last step. Nothing with the paper's noising.
     *
     * @param sampler by these options
     * @return 0 (not at all) to 1
     */
    double fading(DiffusionSampler sampler) {
        if (noising == ReferenceNoising.PAPER) {
            return 0;
        }
        int[] timesteps = sampler.timesteps();
        int last = timesteps.length - 2 - rangeT;
        double from = sampler.schedule().alpha(timesteps[last]);
        double to = last + 1 < timesteps.length ? sampler.schedule().alpha(timesteps[last + 1]) : 1;
        return 1 - from / to;
    }

    /** The guide that follows a reference by these options. */
    IlvrGuide guide(Tensor reference) {
        return IlvrGuide.builder(reference)
                .factor(factor)
                .kernel(kernel)
                .rangeT(rangeT)
                .noising(noising)
                .build();
    }

    /** Every option as name and value, in a fixed order; what a provenance record says. */
    public Map<String, Object> record() {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("sampler", draws.solver().optionName());
        record.put("steps", draws.steps());
        record.put("runs", draws.runs());
        record.put("seed", draws.seed());
        record.put("block", draws.block());
        record.put("factor", factor);
        record.put("kernel", kernel.optionName());
        record.put("range_t", rangeT);
        record.put("reference_noising", noising.optionName());
        return record;
    }

    /** A builder preset with these options. */
    public Builder toBuilder() {
        return new Builder()
                .solver(draws.solver())
                .steps(draws.steps())
                .runs(draws.runs())
                .seed(draws.seed())
                .block(draws.block())
                .factor(factor)
                .kernel(kernel)
                .rangeT(rangeT)
                .noising(noising);
    }

    /** Fluent; checked at {@link #build()}. Not thread-safe. */
    public static final class Builder {

        private SolverKind solver = SolverKind.DDPM;
        private int steps = 1;
        private int runs = 1;
        private long seed;
        private int block = 1024;
        private int factor = 4;
        private ResizeKernel kernel = ResizeKernel.CUBIC;
        private int rangeT = IlvrGuide.ALL_STEPS;
        private ReferenceNoising noising = ReferenceNoising.PAPER;

        Builder() {}

        /** The method that takes noise to an image: one without memory of earlier steps. */
        public Builder solver(SolverKind value) {
            solver = value;
            return this;
        }

        /** Network calls, at least 1. */
        public Builder steps(int value) {
            steps = value;
            return this;
        }

        /** Draws that are averaged, at least 1; their spread is given from 4 draws of 2 steps on. */
        public Builder runs(int value) {
            runs = value;
            return this;
        }

        /** Overrides the package's size of tiles; the result depends on it within the model's stated error. */
        public Builder block(int pixels) {
            block = pixels;
            return this;
        }

        /** Of all noise; any number. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** N, a power of two from 2: content finer than N pixels is the model's; default 4. */
        public Builder factor(int value) {
            factor = value;
            return this;
        }

        /** Of the low-pass filter; default cubic. */
        public Builder kernel(ResizeKernel value) {
            kernel = value;
            return this;
        }

        /** As {@link IlvrGuide.Builder#rangeT}; default {@link IlvrGuide#ALL_STEPS}. */
        public Builder rangeT(int value) {
            rangeT = value;
            return this;
        }

        /** How noisy the reference is made; default as in the paper. */
        public Builder noising(ReferenceNoising value) {
            noising = value;
            return this;
        }

        /**
         * Checks and fixes the options.
         *
         * @throws io.github.imagejdiffusion.diffusion.filter.FilterException if N is no power of two
         * @throws IlvrException if range_t leaves no step to guide, or the solver is a multistep one
         * @throws IllegalArgumentException if there is no step or no run
         */
        public IlvrOptions build() {
            return new IlvrOptions(this);
        }
    }
}
