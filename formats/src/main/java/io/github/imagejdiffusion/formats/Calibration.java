package io.github.imagejdiffusion.formats;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The physical size of a pixel and the time between frames; empty where the file does not say.
 *
 * @param pixelWidth micrometres per pixel along x
 * @param pixelHeight micrometres per pixel along y
 * @param pixelDepth micrometres between z planes
 * @param frameInterval seconds between time points
 * @param unit the unit of length as the file names it ("micron", "nm", ...), empty when it names none
 */
public record Calibration(
        OptionalDouble pixelWidth,
        OptionalDouble pixelHeight,
        OptionalDouble pixelDepth,
        OptionalDouble frameInterval,
        String unit) {

    /** Nothing known. */
    public static final Calibration UNKNOWN = new Calibration(
            OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), "");

    /** @throws IllegalArgumentException if a known value is not a positive, finite number */
    public Calibration {
        requirePositive(pixelWidth, "pixel width");
        requirePositive(pixelHeight, "pixel height");
        requirePositive(pixelDepth, "pixel depth");
        requirePositive(frameInterval, "frame interval");
        Objects.requireNonNull(unit, "unit");
    }

    /** Square pixels of the given size in micrometres, the rest unknown. */
    public static Calibration ofMicrometres(double pixelSize) {
        OptionalDouble size = OptionalDouble.of(pixelSize);
        return new Calibration(size, size, OptionalDouble.empty(), OptionalDouble.empty(), "micron");
    }

    /** This calibration with another distance between z planes, in micrometres. */
    public Calibration withPixelDepth(double micrometres) {
        return new Calibration(pixelWidth, pixelHeight, OptionalDouble.of(micrometres), frameInterval, unit);
    }

    /**
     * This calibration for pixels that are smaller along x and y.
     *
     * @param factor pixels that take the place of one along each of the two axes, at least 1
     */
    public Calibration finerBy(int factor) {
        return new Calibration(
                divided(pixelWidth, factor), divided(pixelHeight, factor), pixelDepth, frameInterval, unit);
    }

    private static OptionalDouble divided(OptionalDouble value, int by) {
        return value.isPresent() ? OptionalDouble.of(value.getAsDouble() / by) : value;
    }

    /** This calibration with another time between frames, in seconds. */
    public Calibration withFrameInterval(double seconds) {
        return new Calibration(pixelWidth, pixelHeight, pixelDepth, OptionalDouble.of(seconds), unit);
    }

    /**
     * The value if it is a size or a time that something can have, from 1e-15 to 1e15, else empty: files write 0, -1 or NaN
     * for "unknown", and sometimes nonsense, of which areas would be 0 or infinite.
     */
    public static OptionalDouble ifSensible(double value) {
        return value >= 1e-15 && value <= 1e15 ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private static void requirePositive(OptionalDouble value, String name) {
        if (value.isPresent() && !(value.getAsDouble() > 0 && Double.isFinite(value.getAsDouble()))) {
            throw new IllegalArgumentException(name + " must be a positive number, is " + value.getAsDouble());
        }
    }
}
