package io.github.imagejdiffusion.batch.evaluate.image;

import java.util.OptionalDouble;

/**
 * Fourier ring correlation of one image with itself: Koho et al., "Fourier ring correlation simplifies image restoration
 * in fluorescence microscopy", Nature Communications 10:3103 (2019). The image is split like a checkerboard into four of
 * half the size; the two pairs that touch at corners are correlated, and their curves averaged. Where the paper corrects
 * the half pixel between the two of a pair by a calibration curve, here it is undone exactly, as a phase.
 *
 * <p>It measures how far the structure rises above noise that differs from pixel to pixel. It says too much where
 * neighbours share their noise, as in every image that was enlarged, smoothed or restored; and it cannot say less than
 * {@value #LIMIT} pixels, half of what the image can hold.
 */
public final class SingleImageResolution {

    /** The finest resolution that can be found, in pixels. */
    public static final double LIMIT = 2 * RingResolution.LIMIT;

    private static final int SHORTEST_SIDE = 64;

    private SingleImageResolution() {}

    /**
     * The resolution in pixels of the image, {@value #LIMIT} or more. Empty for images with a side below 64 and for
     * constant ones.
     *
     * @param width pixels along x
     * @param height pixels along y
     * @param values row-major, finite
     */
    public static OptionalDouble pixels(int width, int height, float[] values) {
        if (Math.min(width, height) < SHORTEST_SIDE) {
            return OptionalDouble.empty();
        }
        PlanePair falling = new PlanePair(
                width / 2, height / 2, part(values, width, height, 0, 0), part(values, width, height, 1, 1));
        PlanePair rising = new PlanePair(
                width / 2, height / 2, part(values, width, height, 1, 0), part(values, width, height, 0, 1));
        if (RingResolution.pixels(falling).isEmpty()
                || RingResolution.pixels(rising).isEmpty()) {
            return OptionalDouble.empty();
        }
        double[] curve = RingCorrelation.of(falling, 0.5, 0.5);
        double[] other = RingCorrelation.of(rising, -0.5, 0.5);
        for (int ring = 0; ring < curve.length; ring++) {
            curve[ring] = (curve[ring] + other[ring]) / 2;
        }
        return OptionalDouble.of(2 * RingResolution.pixels(curve, Math.min(width / 2, height / 2)));
    }

    private static float[] part(float[] values, int width, int height, int x, int y) {
        float[] part = new float[(width / 2) * (height / 2)];
        for (int j = 0; j < height / 2; j++) {
            for (int i = 0; i < width / 2; i++) {
                part[j * (width / 2) + i] = values[(2 * j + y) * width + 2 * i + x];
            }
        }
        return part;
    }
}
