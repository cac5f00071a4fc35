package io.github.imagejdiffusion.diffusion.filter;

import java.util.Arrays;

/**
 * Which input pixels make an output pixel along one axis, and with what weights. Shrinking stretches the kernel by
 * 1/scale, so that nothing aliases; the input is mirrored at its ends, the edge pixel repeated; weights sum to 1.
 * Immutable.
 */
final class AxisWeights {

    /** Rounding must not decide on which side of a border between two boxes a pixel lies. */
    private static final double GRAIN = 0x1p-40;

    private final int inSize;
    private final int[][] sources;
    private final double[][] weights;

    /**
     * @param scale of which the sizes are a rounded consequence; what rounding adds is shared by both ends
     */
    AxisWeights(ResizeKernel kernel, int inSize, int outSize, double scale) {
        this.inSize = inSize;
        this.sources = new int[outSize][];
        this.weights = new double[outSize][];
        double shift = (outSize - inSize * scale) / 2;
        double stretch = Math.min(1, scale);
        for (int i = 0; i < outSize; i++) {
            double centre = (i + 0.5 - shift) / scale - 0.5;
            place(kernel, i, centre, stretch);
        }
    }

    private void place(ResizeKernel kernel, int i, double centre, double stretch) {
        double reach = kernel.width() / stretch / 2;
        int first = (int) Math.floor(centre - reach) - 1;
        int last = (int) Math.ceil(centre + reach) + 1;
        int[] from = new int[last - first + 1];
        double[] weight = new double[from.length];
        int count = 0;
        double sum = 0;
        for (int j = first; j <= last; j++) {
            double w = kernel.at(distance(centre, j, stretch));
            if (w != 0) {
                from[count] = mirrored(j);
                weight[count++] = w;
                sum += w;
            }
        }
        for (int k = 0; k < count; k++) {
            weight[k] /= sum;
        }
        sources[i] = Arrays.copyOf(from, count);
        weights[i] = Arrays.copyOf(weight, count);
    }

    /**
     * From the coarser grid's pixel to the finer one's, in pixels of the coarser, whichever of them is the output: a
     * half-open box then gives a pixel back to the very box that it went into.
     */
    private static double distance(double centre, int j, double stretch) {
        double d = stretch < 1 ? (centre - j) * stretch : j - centre;
        return Math.rint(d / GRAIN) * GRAIN;
    }

    private int mirrored(int j) {
        int phase = Math.floorMod(j, 2 * inSize);
        return phase < inSize ? phase : 2 * inSize - 1 - phase;
    }

    int inSize() {
        return inSize;
    }

    int outSize() {
        return sources.length;
    }

    /** Input pixels of output pixel i; one may come twice, where the input is mirrored. */
    int[] sources(int i) {
        return sources[i];
    }

    /** One for each of {@link #sources}. */
    double[] weights(int i) {
        return weights[i];
    }
}
