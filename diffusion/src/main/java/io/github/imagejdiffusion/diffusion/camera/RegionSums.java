package io.github.imagejdiffusion.diffusion.camera;

import io.github.imagejdiffusion.diffusion.camera.ResidualTraces.Region;

/** Finds the square regions of residuals that stand out, row by row; NaN stands for what does not count. Not thread-safe. */
final class RegionSums {

    /** Pixels of a region's side. */
    static final int SIDE = 16;

    private static final int FEWEST_PIXELS = SIDE * SIDE / 2;

    /** Noise whose neighbours shun each other is not trusted to cancel out as much as that would mean. */
    private static final double LEAST_SPREAD = 0.3;

    /** In standard deviations of the noise: of a pixel's part in the mean of its region, so that no hot pixel decides it. */
    private static final double MOST_IN_MEAN = 20;

    /** Likewise in its strength. */
    private static final double MOST_IN_STRENGTH = 5;

    private final double spread;
    private final double[] differences;
    private final double[] squares;
    private final double[] variances;
    private final int[] counts;
    private int plane = -1;
    private int row;
    private Region brightest;
    private Region darkest;
    private Region roughest;

    RegionSums(NoiseModel noise, int width) {
        int regions = (width - 1) / SIDE + 1;
        differences = new double[regions];
        squares = new double[regions];
        variances = new double[regions];
        counts = new int[regions];
        spread = Math.max(LEAST_SPREAD, (1 + 2 * noise.correlationX()) * (1 + 2 * noise.correlationY()));
    }

    void beginPlane() {
        finish();
        plane++;
        row = 0;
    }

    /** @param residuals result less image, in grey values */
    void addRow(double[] residuals, double[] sigmas) {
        for (int x = 0; x < residuals.length; x++) {
            double v = residuals[x];
            if (!Double.isNaN(v)) {
                double inStrength = clipped(v, MOST_IN_STRENGTH * sigmas[x]);
                differences[x / SIDE] += clipped(v, MOST_IN_MEAN * sigmas[x]);
                squares[x / SIDE] += inStrength * inStrength;
                variances[x / SIDE] += sigmas[x] * sigmas[x];
                counts[x / SIDE]++;
            }
        }
        if (++row % SIDE == 0) {
            finish();
        }
    }

    private static double clipped(double value, double most) {
        return Math.max(-most, Math.min(most, value));
    }

    /** Regions that are not whole count, too, from half of their pixels on. */
    void finish() {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] >= FEWEST_PIXELS) {
                compare(new Region(
                        Math.max(0, plane),
                        i * SIDE,
                        (row - 1) / SIDE * SIDE,
                        differences[i] / counts[i],
                        differences[i] / Math.sqrt(variances[i] * spread),
                        squares[i] / variances[i],
                        (squares[i] - variances[i]) / counts[i]));
            }
            differences[i] = 0;
            squares[i] = 0;
            variances[i] = 0;
            counts[i] = 0;
        }
    }

    private void compare(Region region) {
        brightest = brightest == null || region.offset() > brightest.offset() ? region : brightest;
        darkest = darkest == null || region.offset() < darkest.offset() ? region : darkest;
        roughest = roughest == null || region.strength() > roughest.strength() ? region : roughest;
    }

    /** Null if there is none; likewise below. */
    Region brightest() {
        return brightest;
    }

    Region darkest() {
        return darkest;
    }

    Region roughest() {
        return roughest;
    }
}
