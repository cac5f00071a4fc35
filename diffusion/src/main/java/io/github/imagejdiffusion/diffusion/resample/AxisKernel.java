package io.github.imagejdiffusion.diffusion.resample;

/** Which input samples make which output sample along one axis, and with which weights. Immutable, thread-safe. */
final class AxisKernel {

    private final int inSize;
    private final int outSize;
    private final double scale;
    private final double radius;

    AxisKernel(int inSize, int outSize) {
        this.inSize = inSize;
        this.outSize = outSize;
        this.scale = (double) outSize / inSize;
        this.radius = Math.max(1, 1 / scale);
    }

    int inSize() {
        return inSize;
    }

    int outSize() {
        return outSize;
    }

    /** First input sample of output sample i. */
    int first(int i) {
        return Math.max(0, (int) Math.ceil(centre(i) - radius));
    }

    /** Last input sample of output sample i. */
    int last(int i) {
        return Math.min(inSize - 1, (int) Math.floor(centre(i) + radius));
    }

    /** Weights of input samples {@link #first} to {@link #last}; they sum to 1. */
    double[] weights(int i) {
        int first = first(i);
        double centre = centre(i);
        double[] w = new double[last(i) - first + 1];
        double sum = 0;
        for (int k = 0; k < w.length; k++) {
            w[k] = Math.max(0, 1 - Math.abs(first + k - centre) / radius);
            sum += w[k];
        }
        for (int k = 0; k < w.length; k++) {
            w[k] /= sum;
        }
        return w;
    }

    private double centre(int i) {
        return (i + 0.5) / scale - 0.5;
    }
}
