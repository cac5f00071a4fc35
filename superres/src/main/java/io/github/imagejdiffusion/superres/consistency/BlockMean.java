package io.github.imagejdiffusion.superres.consistency;

/** The mean over one coarse pixel, and what gives it another one. Stateless. */
final class BlockMean {

    private BlockMean() {}

    /**
     * Adds to each of factor x factor pixels what makes their mean a given one.
     *
     * @param first index of the upper left pixel
     * @param width of the rows
     */
    static void set(float[] values, int first, int width, int factor, double mean) {
        double sum = 0;
        for (int y = 0; y < factor; y++) {
            for (int x = 0; x < factor; x++) {
                sum += values[first + y * width + x];
            }
        }
        double shift = mean - sum / (factor * factor);
        for (int y = 0; y < factor; y++) {
            for (int x = 0; x < factor; x++) {
                int i = first + y * width + x;
                values[i] = (float) (values[i] + shift);
            }
        }
    }
}
