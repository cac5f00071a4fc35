package io.github.imagejdiffusion.segdiff;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a user says of the size of objects: nothing, a diameter, or that it is to be measured in each image, see {@link
 * DiameterEstimator}.
 *
 * @param pixels typical diameter, positive; empty without one
 * @param measured whether it is to be measured; not together with a diameter
 */
public record DiameterChoice(OptionalDouble pixels, boolean measured) {

    /** As users write it, and as records of results do. */
    public static final String AUTO_NAME = "auto";

    /** The image is taken as it is. */
    public static final DiameterChoice AS_IT_IS = new DiameterChoice(OptionalDouble.empty(), false);

    /** Measured in each image. */
    public static final DiameterChoice AUTO = new DiameterChoice(OptionalDouble.empty(), true);

    /** @throws IllegalArgumentException if the diameter is not a positive number, or is to be measured, too */
    public DiameterChoice {
        if (pixels.isPresent() && (measured || !(pixels.getAsDouble() > 0 && Double.isFinite(pixels.getAsDouble())))) {
            throw new IllegalArgumentException(
                    "object diameter must be a positive number of pixels, but is " + pixels.getAsDouble());
        }
    }

    /** A diameter in pixels. @throws IllegalArgumentException if it is not a positive number */
    public static DiameterChoice of(double pixels) {
        return new DiameterChoice(OptionalDouble.of(pixels), false);
    }

    /** Reads {@code auto} or a positive number of pixels; empty if the text is neither. */
    public static Optional<DiameterChoice> parse(String text) {
        if (text.equals(AUTO_NAME)) {
            return Optional.of(AUTO);
        }
        try {
            double pixels = Double.parseDouble(text);
            return pixels > 0 && Double.isFinite(pixels) ? Optional.of(of(pixels)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
