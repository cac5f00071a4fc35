package io.github.imagejdiffusion.diffusion.camera;

import java.util.Arrays;

/**
 * What a camera with larger pixels would have seen of a fine image: means of factor x factor pixels, row by row as they
 * come. Sums in double. Not thread-safe.
 */
public final class PixelBinning {

    private final int width;
    private final int factor;
    private final double[] sums;
    private int rows;

    /**
     * @param width of coarse rows, in coarse pixels
     * @param factor fine pixels along each side of a coarse one, at least 1
     */
    public PixelBinning(int width, int factor) {
        this.width = width;
        this.factor = factor;
        this.sums = new double[width];
    }

    /**
     * Takes whole fine rows that follow those of the call before.
     *
     * @param fine row-major; not modified
     * @return the coarse rows that are now complete, perhaps none; the array itself if the factor is 1
     * @throws IllegalArgumentException if these are not whole rows
     */
    public float[] add(float[] fine) {
        int fineWidth = width * factor;
        if (fine.length % fineWidth != 0) {
            throw new IllegalArgumentException(fine.length + " values are not whole rows of " + fineWidth + " pixels");
        }
        if (factor == 1) {
            return fine;
        }
        float[] coarse = new float[(rows + fine.length / fineWidth) / factor * width];
        int at = 0;
        for (int row = 0; row < fine.length; row += fineWidth) {
            for (int x = 0; x < fineWidth; x++) {
                sums[x / factor] += fine[row + x];
            }
            if (++rows == factor) {
                for (int x = 0; x < width; x++) {
                    coarse[at++] = (float) (sums[x] / ((double) factor * factor));
                }
                Arrays.fill(sums, 0);
                rows = 0;
            }
        }
        return coarse;
    }
}
