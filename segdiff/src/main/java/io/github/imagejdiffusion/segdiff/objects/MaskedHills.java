package io.github.imagejdiffusion.segdiff.objects;

import java.util.stream.IntStream;

/**
 * A map inside a mask, with a frame of one pixel outside it all round, so that neighbours need no checks. Indices are
 * row-major and ascend in raster order of the pixels.
 *
 * @param stride from a pixel to the one below
 * @param values of the map; NaN outside the mask
 */
record MaskedHills(int stride, float[] values) {

    /**
     * @param probability row-major; the mask is where it is above the threshold
     * @param hills row-major; where it is NaN, the mask ends too
     */
    static MaskedHills of(float[] probability, double threshold, float[] hills, int width, int height) {
        int stride = width + 2;
        float[] values = new float[Math.multiplyExact(stride, height + 2)];
        IntStream.range(-1, height + 1).parallel().forEach(y -> {
            int to = (y + 1) * stride;
            int row = y * width;
            boolean frame = y < 0 || y == height;
            values[to] = Float.NaN;
            values[to + width + 1] = Float.NaN;
            for (int x = 0; x < width; x++) {
                values[to + 1 + x] = !frame && probability[row + x] > threshold ? hills[row + x] : Float.NaN;
            }
        });
        return new MaskedHills(stride, values);
    }

    boolean inside(int index) {
        return !Float.isNaN(values[index]);
    }

    int index(int x, int y) {
        return (y + 1) * stride + x + 1;
    }

    int x(int index) {
        return index % stride - 1;
    }

    int y(int index) {
        return index / stride - 1;
    }

    /** From a pixel to its 4-neighbours, in raster order. */
    int[] neighbours() {
        return new int[] {-stride, -1, 1, stride};
    }
}
