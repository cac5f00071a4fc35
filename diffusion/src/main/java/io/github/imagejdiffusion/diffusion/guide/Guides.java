package io.github.imagejdiffusion.diffusion.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The guides of one sampling call, in their order of action. The bundle is immutable; whether it may be shared between
 * threads depends on the guides in it.
 *
 * @param output act on the network's output
 * @param mean shift the mean; their gradients add up
 * @param x0 act on the predicted clean sample
 * @param next act on the next x
 */
public record Guides(List<OutputGuide> output, List<MeanGuide> mean, List<X0Guide> x0, List<NextGuide> next) {

    private static final Guides NONE = builder().build();

    public Guides {
        output = List.copyOf(output);
        mean = List.copyOf(mean);
        x0 = List.copyOf(x0);
        next = List.copyOf(next);
    }

    /** No corrections. */
    public static Guides none() {
        return NONE;
    }

    /** Starts with no guides; those of one place act in the order of adding. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects guides; each place keeps the order of adding. */
    public static final class Builder {

        private final List<OutputGuide> output = new ArrayList<>();
        private final List<MeanGuide> mean = new ArrayList<>();
        private final List<X0Guide> x0 = new ArrayList<>();
        private final List<NextGuide> next = new ArrayList<>();

        private Builder() {}

        /** Adds a guide of the network's output. */
        public Builder onOutput(OutputGuide guide) {
            output.add(Objects.requireNonNull(guide));
            return this;
        }

        /** Adds a guide of the mean. */
        public Builder onMean(MeanGuide guide) {
            mean.add(Objects.requireNonNull(guide));
            return this;
        }

        /** Adds a guide of the predicted clean sample. */
        public Builder onX0(X0Guide guide) {
            x0.add(Objects.requireNonNull(guide));
            return this;
        }

        /** Adds a guide of the next x. */
        public Builder onNext(NextGuide guide) {
            next.add(Objects.requireNonNull(guide));
            return this;
        }

        /** The guides added so far. */
        public Guides build() {
            return new Guides(output, mean, x0, next);
        }
    }
}
