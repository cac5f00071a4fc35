package io.github.imagejdiffusion.restore;

import io.github.imagejdiffusion.diffusion.model.config.DiffusionConfig;
import io.github.imagejdiffusion.diffusion.paired.Draws;
import io.github.imagejdiffusion.diffusion.paired.DrawsBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How an image is denoised. Immutable; made by {@link Denoise#defaults()}, so that whatever is not set is what the model
 * package says.
 */
public final class DenoiseOptions {

    private final Draws draws;
    private final boolean sample;

    private DenoiseOptions(Draws draws, boolean sample) {
        this.draws = draws;
        this.sample = sample;
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
        record.put("orientations", draws.orientations());
        record.put("sample", sample);
        record.put("seed", draws.seed());
        record.put("block", draws.block());
        return record;
    }

    /** A builder preset with these options. */
    public Builder toBuilder() {
        return new Builder(draws, sample);
    }

    /** Fluent; checked at {@link #build()}. Not thread-safe. */
    public static final class Builder extends DrawsBuilder<Builder> {

        /** Preset with what a model's package says. */
        Builder(DiffusionConfig config) {
            super(config);
        }

        private Builder(Draws draws, boolean sample) {
            super(draws, sample);
        }

        @Override
        protected Builder self() {
            return this;
        }

        /** Checks and fixes the options. @throws IllegalArgumentException naming the option that is out of range */
        public DenoiseOptions build() {
            return new DenoiseOptions(draws(), sample());
        }
    }
}
