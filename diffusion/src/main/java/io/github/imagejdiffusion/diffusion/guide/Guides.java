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

    public static Guides none() {
        return NONE;
    }

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

        public Builder onOutput(OutputGuide guide) {
            output.add(Objects.requireNonNull(guide));
            return this;
        }

        public Builder onMean(MeanGuide guide) {
            mean.add(Objects.requireNonNull(guide));
            return this;
        }

        public Builder onX0(X0Guide guide) {
            x0.add(Objects.requireNonNull(guide));
            return this;
        }

        public Builder onNext(NextGuide guide) {
            next.add(Objects.requireNonNull(guide));
            return this;
        }

        public Guides build() {
            return new Guides(output, mean, x0, next);
        }
    }
}
