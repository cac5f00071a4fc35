package io.github.imagejdiffusion.diffusion.resample;

import java.util.Arrays;

/**
 * Separable linear resampling of one plane. Enlarging interpolates; shrinking stretches the triangle kernel by the
 * factor, so nothing aliases (the rule of MATLAB's imresize and of Pillow). Pixel centres lie at u = (i + 0.5) / scale -
 * 0.5; weights are renormalised at the edges. Sums are taken in double, in a fixed order: same bits on every machine.
 * Thread-safe.
 */
public final class LinearResampler {

    private final int inSize;
    private final int outSize;
    private final int[] first;
    private final double[][] weights;

    private LinearResampler(int inSize, int outSize) {
        this.inSize = inSize;
        this.outSize = outSize;
        this.first = new int[outSize];
        this.weights = new double[outSize][];
        double scale = (double) outSize / inSize;
        double radius = Math.max(1, 1 / scale);
        for (int i = 0; i < outSize; i++) {
            double u = (i + 0.5) / scale - 0.5;
            int from = Math.max(0, (int) Math.ceil(u - radius));
            int to = Math.min(inSize - 1, (int) Math.floor(u + radius));
            double[] w = new double[to - from + 1];
            double sum = 0;
            for (int k = 0; k < w.length; k++) {
                w[k] = Math.max(0, 1 - Math.abs(from + k - u) / radius);
                sum += w[k];
            }
            for (int k = 0; k < w.length; k++) {
                w[k] /= sum;
            }
            first[i] = from;
            weights[i] = w;
        }
    }

    /**
     * Resamples one plane.
     *
     * @param plane row-major; not modified
     * @param width of the plane
     * @param height of the plane
     * @param toWidth of the result, at least 1
     * @param toHeight of the result, at least 1
     * @return a new row-major plane; the same values if the sizes are equal
     * @throws IllegalArgumentException if the sizes do not fit the array, are below 1, or give 2^31 pixels or more
     */
    public static float[] resample(float[] plane, int width, int height, int toWidth, int toHeight) {
        if (plane.length != (long) width * height
                || plane.length == 0
                || toWidth < 1
                || toHeight < 1
                || !fits(toWidth, height)
                || !fits(toWidth, toHeight)) {
            throw new IllegalArgumentException("cannot resample " + width + " x " + height + " (" + plane.length
                    + " values) to " + toWidth + " x " + toHeight);
        }
        if (width == toWidth && height == toHeight) {
            return plane.clone();
        }
        float[] rows = new LinearResampler(width, toWidth).alongRows(plane, height);
        return new LinearResampler(height, toHeight).alongColumns(rows, toWidth);
    }

    private static boolean fits(int width, int height) {
        return (long) width * height <= Integer.MAX_VALUE - 8;
    }

    private float[] alongRows(float[] plane, int rows) {
        float[] out = new float[rows * outSize];
        for (int y = 0; y < rows; y++) {
            for (int i = 0; i < outSize; i++) {
                double sum = 0;
                int at = y * inSize + first[i];
                for (double w : weights[i]) {
                    sum += w * plane[at++];
                }
                out[y * outSize + i] = (float) sum;
            }
        }
        return out;
    }

    private float[] alongColumns(float[] plane, int columns) {
        float[] out = new float[outSize * columns];
        double[] sum = new double[columns];
        for (int i = 0; i < outSize; i++) {
            Arrays.fill(sum, 0);
            for (int k = 0; k < weights[i].length; k++) {
                int at = (first[i] + k) * columns;
                for (int x = 0; x < columns; x++) {
                    sum[x] += weights[i][k] * plane[at + x];
                }
            }
            for (int x = 0; x < columns; x++) {
                out[i * columns + x] = (float) sum[x];
            }
        }
        return out;
    }
}
