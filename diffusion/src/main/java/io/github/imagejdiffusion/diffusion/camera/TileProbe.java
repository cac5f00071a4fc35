package io.github.imagejdiffusion.diffusion.camera;

/** Measures tiles of 16 x 16 pixels. Stateless. */
final class TileProbe {

    /** Pixels of a tile's side. */
    static final int SIDE = 16;

    static final int PIXELS = SIDE * SIDE;

    /** Squares whose means tell structure from noise. */
    private static final int SQUARE = 4;

    /** Mean square of (1,-2,1) x (1,-2,1) on white noise of variance 1. */
    private static final double WHITE = 36;

    private TileProbe() {}

    /**
     * @param rows {@value #SIDE} rows, row-major
     * @param width of the rows
     * @param x first column of the tile
     */
    static TileSample measure(float[] rows, int width, int x) {
        return new TileSample(
                mean(rows, width, x),
                roughness(rows, width, x),
                meanSquare(rows, width, x, 1, 1),
                meanSquare(rows, width, x, 2, 1),
                meanSquare(rows, width, x, 1, 2),
                meanSquare(rows, width, x, 2, 2),
                meanSquare(rows, width, x, 3, 3));
    }

    private static double mean(float[] rows, int width, int x) {
        double sum = 0;
        for (int j = 0; j < SIDE; j++) {
            for (int i = 0; i < SIDE; i++) {
                sum += rows[j * width + x + i];
            }
        }
        return sum / PIXELS;
    }

    private static double roughness(float[] rows, int width, int x) {
        int count = SIDE / SQUARE * (SIDE / SQUARE);
        double sum = 0;
        double squares = 0;
        double origin = rows[x];
        for (int j = 0; j < SIDE; j += SQUARE) {
            for (int i = 0; i < SIDE; i += SQUARE) {
                double square = 0;
                for (int k = 0; k < SQUARE * SQUARE; k++) {
                    square += rows[(j + k / SQUARE) * width + x + i + k % SQUARE] - origin;
                }
                square /= SQUARE * SQUARE;
                sum += square;
                squares += square * square;
            }
        }
        return (squares - sum * sum / count) / (count - 1);
    }

    private static double meanSquare(float[] rows, int width, int x, int stepX, int stepY) {
        double sum = 0;
        int count = 0;
        for (int j = stepY; j < SIDE - stepY; j++) {
            for (int i = stepX; i < SIDE - stepX; i++) {
                int at = j * width + x + i;
                double v = across(rows, at - stepY * width, stepX)
                        - 2 * across(rows, at, stepX)
                        + across(rows, at + stepY * width, stepX);
                sum += v * v;
                count++;
            }
        }
        return sum / count / WHITE;
    }

    private static double across(float[] rows, int at, int step) {
        return (double) rows[at - step] - 2.0 * rows[at] + rows[at + step];
    }
}
