package io.github.imagejdiffusion.formats;

import java.util.List;

/**
 * A calibration function as ImageJ keeps it in its TIFFs, for images of 8 and 16 bits: by it, stored values stand for
 * others. What these are, {@link ImageFile#intensities} says; this is for writing it again. Immutable.
 *
 * @param number that ImageJ gives the function, such as 0 for a line; {@code cf} of the description
 * @param coefficients as many as the file has, at most five; {@code c0} and so on
 * @param unit of what values stand for; {@code vunit}
 * @param zeroClip whether ImageJ takes negative values as 0, which it does with 8 bits only; {@code zeroclip}
 * @param inverted whether low values are shown light, by which ImageJ tells which are dense: of the optical density only
 */
public record CalibrationFunction(
        int number, List<Double> coefficients, String unit, boolean zeroClip, boolean inverted) {

    /** Keeps a copy of the list. */
    public CalibrationFunction {
        coefficients = List.copyOf(coefficients);
    }
}
