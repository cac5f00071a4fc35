package io.github.imagejdiffusion.superres;

import io.github.imagejdiffusion.diffusion.model.config.DiffusionConfig;
import io.github.imagejdiffusion.diffusion.paired.Draws;
import io.github.imagejdiffusion.diffusion.paired.DrawsBuilder;
import io.github.imagejdiffusion.superres.consistency.Psf;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How an image is super-resolved. Immutable; made by {@link SuperResolve#defaults()}, so that whatever is not set is what
 * the model package says.
 */
public final class SuperResolveOptions {

    private final Draws draws;
    private final boolean sample;
    private final boolean consistent;
    private final boolean backProject;
    private final Psf psf;

    private SuperResolveOptions(Draws draws, boolean sample, Builder b) {
        this.draws = draws;
        this.sample = sample;
        this.consistent = b.consistent;
        this.backProject = b.backProject && !b.consistent;
        this.psf = b.consistent ? Psf.NONE : b.psf.isPresent() ? Psf.given(b.psf.getAsDouble()) : Psf.FITTED;
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

    /**
     * Whether what the model lost of the record is brought back, as far as it is not noise; of planes of less than 16 pixels
     * along a side only the mean is.
     */
    public boolean backProject() {
        return backProject;
    }

    /** Of the microscope, by which results are compared with the image and back-projected; none for consistent ones. */
    public Psf psf() {
        return psf;
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
        record.put("consistent", consistent);
        record.put("back_project", backProject);
        record.put("psf", psf.isGiven() ? psf.sigma() : psf.source().lowerCase());
        record.put("seed", draws.seed());
        record.put("block", draws.block());
        return record;
    }

    /** A builder preset with these options. */
    public Builder toBuilder() {
        Builder builder = new Builder(draws, sample).consistent(consistent).backProject(backProject);
        return psf.isGiven() ? builder.psf(psf.sigma()) : builder;
    }

    /** Fluent; checked at {@link #build()}. Not thread-safe. */
    public static final class Builder extends DrawsBuilder<Builder> {

        private boolean consistent;
        private boolean backProject = true;
        private OptionalDouble psf = OptionalDouble.empty();

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

        /**
         * Makes the mean over each coarse pixel that pixel's value, at each step (the null-space step of DDNM, Wang et
         * al. 2023, arXiv:2212.00490, eq. 13, for the block mean). For data without noise whose blur is small against a
         * pixel; elsewhere it puts noise and blur back.
         */
        public Builder consistent(boolean value) {
            this.consistent = value;
            return this;
        }

        /**
         * Brings back what the model lost of the record, by iterative back-projection (Irani and Peleg 1991) through the
         * blur, given or fitted, until the re-degraded result differs from the record no more than noise does; default
         * true. Does nothing under noise that hides the blur, be it given or not, nor where {@link #consistent} is chosen.
         */
        public Builder backProject(boolean value) {
            this.backProject = value;
            return this;
        }

        /**
         * The point spread function of the microscope, by which the result is back-projected and compared with the image;
         * by default it is fitted to each plane. A FWHM is 2.355 times as large; of a wide-field microscope in focus it is
         * about 0.21 wavelength / NA / pixel size (Zhang, Zerubia and Olivo-Marin 2007, doi:10.1364/AO.46.001819).
         *
         * @param sigma standard deviation of a Gaussian in pixels of the image, without the pixel itself
         */
        public Builder psf(double sigma) {
            this.psf = OptionalDouble.of(sigma);
            return this;
        }

        /**
         * Checks and fixes the options.
         *
         * @throws IllegalArgumentException naming the option that is out of range, or those that do not go together
         */
        public SuperResolveOptions build() {
            if (consistent && psf.isPresent()) {
                throw new IllegalArgumentException(
                        "psf does not go with consistent, for which the image is blurred by its"
                                + " pixels alone; choose one of them");
            }
            return new SuperResolveOptions(draws(), sample(), this);
        }
    }
}
