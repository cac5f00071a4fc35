package io.github.imagejdiffusion.imagej.image;

import ij.measure.Calibration;
import ij.process.LUT;

/**
 * The values that ImageJ shows for stored ones, by the calibration function of an image of 8 or 16 bits: 16-bit images with a
 * sign have one, for example. ImageJ has no such functions of 32-bit images, and applies them when it converts to these; so
 * do results in floats. Thread-safe as long as nobody changes the calibration.
 */
public final class ShownValues {

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
        if (function.getCoefficients() != null) {
            return function.getCValue(stored);
        }
        // Only a table of the whole values, which ends with them: linear in between.
        double within = Math.max(0, Math.min(largest, stored));
        int below = Math.min(largest - 1, (int) within);
        double share = within - below;
        return (1 - share) * function.getCValue(below) + share * function.getCValue(below + 1);
    }
}
