package io.github.imagejdiffusion.batch.run;

import io.github.imagejdiffusion.diffusion.paired.ResultPixels;
import io.github.imagejdiffusion.formats.PixelType;

/**
 * The values that an image's pixels can have, and how a restored value becomes one.
 *
 * @param type the image's where ImageJ knows it, else float
 * @param lowest infinite for floats
 * @param highest infinite for floats
 */
public record PixelRange(PixelType type, float lowest, float highest) {

    /** For images of a type. */
    public static PixelRange of(PixelType input) {
        return switch (input) {
            case UINT8 -> new PixelRange(input, 0, 255);
            case UINT16 -> new PixelRange(input, 0, 65_535);
            default -> new PixelRange(PixelType.FLOAT, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
        };
    }

    /** The range of a restored image, of which this is that of the input. */
    public PixelRange storedAs(ResultPixels pixels) {
        return pixels == ResultPixels.INPUT ? this : of(PixelType.FLOAT);
    }

    /** Whether pixels are whole numbers. */
    public boolean isWhole() {
        return type != PixelType.FLOAT;
    }

    /** Rounded half to even and clipped, as the type asks for. */
    public float[] fitted(float[] values) {
        if (type == PixelType.FLOAT) {
            return values;
        }
        float[] fitted = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            fitted[i] = (float) Math.rint(Math.max(lowest, Math.min(highest, values[i])));
        }
        return fitted;
    }
}
