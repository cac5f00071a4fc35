package io.github.imagejdiffusion.restore.ilvr;

import io.github.imagejdiffusion.diffusion.filter.LowPassFilter;
import io.github.imagejdiffusion.diffusion.filter.ResizeKernel;
import io.github.imagejdiffusion.diffusion.guide.GuideStep;
import io.github.imagejdiffusion.diffusion.guide.NextGuide;
import io.github.imagejdiffusion.diffusion.noise.NoiseStream;
import io.github.imagejdiffusion.diffusion.schedule.NoiseLevel;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * ILVR's correction of a step (Choi et al. 2021, arXiv:2108.02938, algorithm 1): x = x' - LP_N(x') + LP_N(y_t), where x' is
 * what the sampler proposes and y_t the reference with fresh noise. So x has the coarse content of the reference and the
 * fine content of the model's images.
 *
 * <pre>{@code
 * IlvrGuide guide = IlvrGuide.builder(reference).factor(4).build();
 * Tensor x0 = sampler.sample(denoiser, start, noise, Guides.builder().onNext(guide).build(), StepListener.NONE);
 * }</pre>
 *
 * <p>With the paper's noising, the box kernel and all steps guided, LP(x_0) equals LP(reference) up to rounding.
 *
 * <p>Immutable and thread-safe. Deterministic: its noise comes from the step's source, stream {@link
 * NoiseStream#REFERENCE}, call of the step.
 */
public final class IlvrGuide implements NextGuide {

    /** For {@link Builder#rangeT}: no step is left to the model alone. */
    public static final int ALL_STEPS = -1;

    private final Tensor references;
    private final LowPassFilter filter;
    private final int rangeT;
    private final ReferenceNoising noising;

    private IlvrGuide(Builder b) {
        requireAtLeastAll(b.rangeT);
        this.references = b.references.copy();
        this.filter = new LowPassFilter(b.kernel, b.factor, references.width(), references.height());
        this.rangeT = b.rangeT;
        this.noising = b.noising;
    }

    /**
     * Starts with what must be given; the rest is as published: N = 32, the cubic kernel, all steps guided.
     *
     * @param references [R,C,H,W] in the model's value range, copied at build; with R = 1 all samples of a batch follow
     *     the one, else each its own
     */
    public static Builder builder(Tensor references) {
        return new Builder(references);
    }

    /**
     * Finds out before sampling whether so many steps leave any to guide.
     *
     * @param steps of the respaced chain
     * @throws IlvrException if range_t reaches beyond them
     */
    public void requireSteps(int steps) {
        requireRange(rangeT, steps);
    }

    static void requireRange(int rangeT, int steps) {
        requireAtLeastAll(rangeT);
        if (rangeT >= steps - 1) {
            throw new IlvrException("range_t " + rangeT + " leaves none of " + steps
                    + (steps == 1 ? " step" : " steps") + " guided; choose "
                    + (steps == 1 ? "more steps" : "at most " + (steps - 2) + ", or more steps"));
        }
    }

    private static void requireAtLeastAll(int rangeT) {
        if (rangeT < ALL_STEPS) {
            throw new IlvrException(
                    "range_t must be at least 0, or -1 to guide all steps, but is " + rangeT + "; choose another");
        }
    }

    /**
     * Corrects the sample if the step's index in the respaced chain is above range_t.
     *
     * @throws IlvrException if the references do not fit the sample, or range_t leaves no step to guide
     */
    @Override
    public void guide(Tensor next, GuideStep step) {
        requireSteps(step.count());
        requireFit(next);
        if (step.remaining() <= rangeT) {
            return;
        }
        Tensor noised = noised(next, step);
        int size = next.planeSize();
        IntStream.range(0, next.batch() * next.channels()).parallel().forEach(plane -> {
            int at = plane * size;
            float[] x = Arrays.copyOfRange(next.data(), at, at + size);
            filter.replaceLow(x, Arrays.copyOfRange(noised.data(), at, at + size));
            System.arraycopy(x, 0, next.data(), at, size);
        });
    }

    /** y_t = alpha y + sigma z, one for each sample of the batch. */
    private Tensor noised(Tensor next, GuideStep step) {
        NoiseLevel level = noising.level(step);
        Tensor z = next.zerosLike();
        if (level.sigma() > 0) {
            step.noise().fill(z, step.call(), NoiseStream.REFERENCE);
        }
        float[] values = z.data();
        for (int n = 0; n < z.batch(); n++) {
            int reference = references.offset(references.batch() == 1 ? 0 : n, 0);
            int at = z.offset(n, 0);
            for (int i = 0; i < z.channels() * z.planeSize(); i++) {
                values[at + i] =
                        (float) (level.alpha() * references.data()[reference + i] + level.sigma() * values[at + i]);
            }
        }
        return z;
    }

    private void requireFit(Tensor next) {
        if (next.channels() != references.channels()) {
            throw new IlvrException("the reference has " + channels(references.channels()) + ", the model makes "
                    + channels(next.channels()) + "; choose a model of as many channels");
        }
        if (next.width() != references.width() || next.height() != references.height()) {
            throw new IlvrException("the reference is " + references.width() + " x " + references.height()
                    + " pixels, the sample " + next.width() + " x " + next.height() + "; resize the reference to it");
        }
        if (references.batch() != 1 && references.batch() != next.batch()) {
            throw new IlvrException(references.batch() + " references for " + next.batch()
                    + " samples; give one for all or one for each");
        }
    }

    private static String channels(int count) {
        return count == 1 ? "1 channel" : count + " channels";
    }

    @Override
    public String name() {
        return "ILVR";
    }

    /** Fluent; checked at {@link #build()}. Not thread-safe. */
    public static final class Builder {

        private final Tensor references;
        private int factor = 32;
        private ResizeKernel kernel = ResizeKernel.CUBIC;
        private int rangeT = ALL_STEPS;
        private ReferenceNoising noising = ReferenceNoising.PAPER;

        private Builder(Tensor references) {
            this.references = Objects.requireNonNull(references, "references");
        }

        /** N, a power of two from 2: content finer than N pixels is the model's; default 32. */
        public Builder factor(int value) {
            factor = value;
            return this;
        }

        /** Of the low-pass filter; default cubic. */
        public Builder kernel(ResizeKernel value) {
            kernel = Objects.requireNonNull(value, "kernel");
            return this;
        }

        /**
         * Steps whose index in the respaced chain, counted down to 0, is at most this are left to the model alone: 20
         * leaves the last 21. Default {@link #ALL_STEPS}; the released code's default is 0, which leaves the last one.
         */
        public Builder rangeT(int value) {
            rangeT = value;
            return this;
        }

        /** How noisy the reference is made; default as in the paper. */
        public Builder noising(ReferenceNoising value) {
            noising = Objects.requireNonNull(value, "noising");
            return this;
        }

        /**
         * Checks and fixes everything.
         *
         * @throws io.github.imagejdiffusion.diffusion.filter.FilterException if N is no power of two or larger than the
         *     reference
         * @throws IlvrException if range_t is below -1
         */
        public IlvrGuide build() {
            return new IlvrGuide(this);
        }
    }
}
