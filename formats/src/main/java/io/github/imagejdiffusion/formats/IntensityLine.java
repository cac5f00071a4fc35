package io.github.imagejdiffusion.formats;

/**
 * What a file says that its stored values stand for: {@code offset + slope * value}, as the linear calibration functions of
 * ImageJ do, with which it also keeps signed 16-bit pixels as unsigned ones.
 */
public record IntensityLine(double offset, double slope) {

    /** Values are what they are. */
    public static final IntensityLine NONE = new IntensityLine(0, 1);

    /** Of a stored value, or of a mean of them. */
    public double of(double stored) {
        return offset + slope * stored;
    }
}
