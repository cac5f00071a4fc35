package io.github.imagejdiffusion.imagej.image;

import ij.measure.Calibration;
import ij.measure.CurveFitter;
import ij.process.LUT;

/**
 * The values that ImageJ shows for stored ones, by the calibration function of an image of 8 or 16 bits: 16-bit images with a
 * sign have one, for example. ImageJ has no such functions of 32-bit images, and applies them when it converts to these; so
 * do results in floats: whole values become those of ImageJ's table. Thread-safe as long as nobody changes the calibration.
 */
public final class ShownValues {

    private static final int LARGEST_OF_8_BITS = 255;

    private final Calibration function;
    private final int largest;

    /**
     * @param function of the image, or null if what is stored is what is shown
     * @param largest value that the pixels can have
     */
    ShownValues(Calibration function, int largest) {
        this.function = function;
        this.largest = largest;
    }

    /** Of each of some stored values, whole or not. @return the array itself if they are the same */
    public float[] of(float[] stored) {
        if (function == null) {
            return stored;
        }
        float[] shown = new float[stored.length];
        for (int i = 0; i < stored.length; i++) {
            shown[i] = (float) of(stored[i]);
        }
        return shown;
    }

    /** The same colours for what is shown of the values for which they were. */
    public ImageColours of(ImageColours colours) {
        return new ImageColours(colours.luts().stream().map(this::of).toList(), colours.mode());
    }

    private LUT of(LUT lut) {
        LUT ranged = (LUT) lut.clone();
        // A function may fall.
        ranged.min = Math.min(of(lut.min), of(lut.max));
        ranged.max = Math.max(of(lut.min), of(lut.max));
        return ranged;
    }

    private double of(double stored) {
        if (function == null) {
            return stored;
        }
        int curve = function.getFunction();
        double[] coefficients = function.getCoefficients();
        if (curve >= Calibration.STRAIGHT_LINE && curve <= Calibration.EXP_RECOVERY && coefficients != null) {
            double shown = CurveFitter.f(curve, coefficients, stored);
            // Tables of 16 bits have negative values in any case.
            return function.zeroClip() && largest == LARGEST_OF_8_BITS ? Math.max(0, shown) : shown;
        }
        // Only a table of the whole values, which ends with them: linear in between.
        double within = Math.max(0, Math.min(largest, stored));
        int below = Math.min(largest - 1, (int) within);
        double share = within - below;
        return (1 - share) * function.getCValue(below) + share * function.getCValue(below + 1);
    }
}
