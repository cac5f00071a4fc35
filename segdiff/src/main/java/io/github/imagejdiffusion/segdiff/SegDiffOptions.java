package io.github.imagejdiffusion.segdiff;

import io.github.imagejdiffusion.diffusion.network.Orientation;
import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import io.github.imagejdiffusion.segdiff.objects.ObjectExtractor;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Everything that decides the pixels of a segmentation, apart from image and model. Immutable.
 *
 * <p>{@link SegDiff#defaults()} gives a builder with the package's measured defaults.
 */
public final class SegDiffOptions {

    /**
     * How many times an image may be magnified: with nuclei of 20 pixels in the model, those of 2 pixels, which have three
     * pixels of area, are the smallest that can be asked for. A diameter below that is a mistake, for which a small image
     * would be computed for hours.
     */
    public static final double MOST_MAGNIFIED = 10;

    private final SolverKind solver;
    private final int steps;
    private final int runs;
    private final int orientations;
    private final long seed;
    private final ObjectExtractor extractor;
    private final OptionalDouble diameter;
    private final OptionalDouble typicalDiameter;
    private final int block;

    private SegDiffOptions(Builder b) {
        if (b.steps < 1) {
            throw new IllegalArgumentException("steps must be at least 1, but is " + b.steps);
        }
        if (b.runs < 1) {
            throw new IllegalArgumentException("runs must be at least 1, but is " + b.runs);
        }
        if (b.diameter.isPresent() && !(b.diameter.getAsDouble() > 0 && Double.isFinite(b.diameter.getAsDouble()))) {
            throw new IllegalArgumentException(
                    "object diameter must be a positive number of pixels, but is " + b.diameter.getAsDouble());
        }
        requireNotTooSmall(b.diameter, b.typicalDiameter);
        this.solver = Objects.requireNonNull(b.solver, "solver");
        this.steps = b.steps;
        this.runs = b.runs;
        this.orientations = Orientation.first(b.orientations).size();
        this.seed = b.seed;
        this.extractor = new ObjectExtractor(b.threshold, b.seedHeight, b.minConfidence, b.minSizeOfInput());
        this.diameter = b.diameter;
        this.typicalDiameter = b.typicalDiameter;
        this.block = b.block;
    }

    private static void requireNotTooSmall(OptionalDouble diameter, OptionalDouble typical) {
        if (diameter.isPresent()
                && typical.isPresent()
                && diameter.getAsDouble() < typical.getAsDouble() / MOST_MAGNIFIED) {
            DecimalFormat number = new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT));
            throw new IllegalArgumentException(
                    "object diameter must be at least " + number.format(typical.getAsDouble() / MOST_MAGNIFIED)
                            + " pixels, a tenth of the model's typical " + number.format(typical.getAsDouble())
                            + ", but is " + diameter.getAsDouble());
        }
    }

    /** The method that takes noise to a mask. */
    public SolverKind solver() {
        return solver;
    }

    /** Network calls per run. */
    public int steps() {
        return steps;
    }

    /** Draws that are averaged. */
    public int runs() {
        return runs;
    }

    /** Of the image, in which each run is done. */
    public int orientations() {
        return orientations;
    }

    /** Of the noise. */
    public long seed() {
        return seed;
    }

    /** Threshold, seed height, minimum confidence, and minimum size in pixels of the input. */
    public ObjectExtractor extractor() {
        return extractor;
    }

    /** Typical object diameter in pixels of the input, where the user gave it. */
    public OptionalDouble diameter() {
        return diameter;
    }

    /** Side of a block's core in pixels of the network's grid; part of the result's identity. */
    public int block() {
        return block;
    }

    /**
     * Whether there are at least 4 draws that truly differ. Draws of one call in one orientation do not: the network then
     * sees nothing but noise beside the image, and has learnt not to mind it.
     */
    public boolean spreadIsDefined() {
        return (steps >= 2 ? (long) runs * orientations : orientations) >= 4;
    }

    /** Every option as name and value, in a fixed order; what a provenance record says. */
    public Map<String, Object> record() {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("sampler", solver.optionName());
        record.put("steps", steps);
        record.put("runs", runs);
        record.put("orientations", orientations);
        record.put("seed", seed);
        record.put("threshold", extractor.threshold());
        record.put("seed_height", extractor.seedHeight());
        record.put("min_confidence", extractor.minConfidence());
        record.put("min_size", extractor.minSize());
        record.put("block", block);
        diameter.ifPresent(pixels -> record.put("diameter", pixels));
        return record;
    }

    /** A builder preset with these options; the minimum size then stays as it is whatever the diameter. */
    public Builder toBuilder() {
        Builder b = new Builder();
        b.solver = solver;
        b.steps = steps;
        b.runs = runs;
        b.orientations = orientations;
        b.seed = seed;
        b.threshold = extractor.threshold();
        b.seedHeight = extractor.seedHeight();
        b.minConfidence = extractor.minConfidence();
        b.minSize = OptionalInt.of(extractor.minSize());
        b.diameter = diameter;
        b.typicalDiameter = typicalDiameter;
        b.block = block;
        return b;
    }

    /** Fluent; checked at {@link #build()}. Not thread-safe. */
    public static final class Builder {

        private SolverKind solver = SolverKind.DDIM;
        private int steps = 1;
        private int runs = 1;
        private int orientations = 1;
        private long seed;
        private double threshold = 0.5;
        private double seedHeight = 0.4;
        private double minConfidence;
        private OptionalInt minSize = OptionalInt.empty();
        private int minSizeOfModel;
        private OptionalDouble typicalDiameter = OptionalDouble.empty();
        private OptionalDouble diameter = OptionalDouble.empty();
        private int block = 1024;

        Builder() {}

        /** What the package says about sizes, in pixels at the model's scale. */
        Builder modelSizes(int smallest, OptionalDouble typical) {
            this.minSizeOfModel = smallest;
            this.typicalDiameter = typical;
            return this;
        }

        /** The package's smallest object at the scale that the diameter asks for, unless the user chose one. */
        private int minSizeOfInput() {
            if (minSize.isPresent() || diameter.isEmpty() || typicalDiameter.isEmpty()) {
                return minSize.orElse(minSizeOfModel);
            }
            double shrink = diameter.getAsDouble() / typicalDiameter.getAsDouble();
            return (int) Math.rint(minSizeOfModel * shrink * shrink);
        }

        /** The method that takes noise to a mask. */
        public Builder solver(SolverKind value) {
            this.solver = value;
            return this;
        }

        /** Network calls per run, at least 1. */
        public Builder steps(int value) {
            this.steps = value;
            return this;
        }

        /** Draws that are averaged, at least 1. */
        public Builder runs(int value) {
            this.runs = value;
            return this;
        }

        /**
         * In how many orientations of the image each run is done, 1, 2, 4 or 8; the result is the mean. Each costs as much
         * as a run.
         */
        public Builder orientations(int value) {
            this.orientations = value;
            return this;
        }

        /** Of the noise; any number. */
        public Builder seed(long value) {
            this.seed = value;
            return this;
        }

        /** Foreground is probability above this, 0..1. */
        public Builder threshold(double value) {
            this.threshold = value;
            return this;
        }

        /** How far a peak of the distance map must stand out to be an object, on its scale of [-1,1]. */
        public Builder seedHeight(double value) {
            this.seedHeight = value;
            return this;
        }

        /** Objects whose mean probability is below this are dropped, 0..1; default 0. */
        public Builder minConfidence(double value) {
            this.minConfidence = value;
            return this;
        }

        /** Smaller objects are dropped, in pixels of the input. By default the package's, scaled with the diameter. */
        public Builder minSize(int pixels) {
            this.minSize = OptionalInt.of(pixels);
            return this;
        }

        /**
         * Typical object diameter in pixels of the input: the image is scaled so that it becomes the model's. At least a
         * tenth of that, see {@link SegDiffOptions#MOST_MAGNIFIED}.
         */
        public Builder diameter(double pixels) {
            this.diameter = OptionalDouble.of(pixels);
            return this;
        }

        /** Overrides the package's block size; the result depends on it within the model's stated error. */
        public Builder block(int pixels) {
            this.block = pixels;
            return this;
        }

        /** Checks and fixes the options. @throws IllegalArgumentException naming the option that is out of range */
        public SegDiffOptions build() {
            return new SegDiffOptions(this);
        }
    }
}
