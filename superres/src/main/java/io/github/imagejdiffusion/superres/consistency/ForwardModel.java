package io.github.imagejdiffusion.superres.consistency;

import net.imglib2.Interval;

/**
 * A: what a microscope of lower resolution records of a fine image. A Gaussian point spread function on the fine grid, cut
 * off at 4 sigma, edges mirrored with the edge pixel repeated; then the mean over the factor x factor fine pixels of each
 * coarse one. Linear; keeps constants and, edges apart, the sum. Sums in double in a fixed order.
 *
 * <p>Immutable and thread-safe.
 */
public final class ForwardModel {

    private static final double CUT_OFF = 4;

    private final int factor;
    private final int reach;
    private final double[] weights;

    /**
     * @param factor fine pixels along a side of a coarse one, at least 1
     * @param sigma of the point spread function in coarse pixels, at least 0; with 0 it is the block mean alone
     */
    public ForwardModel(int factor, double sigma) {
        this.factor = factor;
        double fine = sigma * factor;
        this.reach = (int) (CUT_OFF * fine + 0.5);
        double[] gauss = new double[2 * reach + 1];
        double sum = 0;
        for (int i = 0; i < gauss.length; i++) {
            double d = i - reach;
            gauss[i] = reach == 0 ? 1 : StrictMath.exp(-d * d / (2 * fine * fine));
            sum += gauss[i];
        }
        this.weights = new double[factor + 2 * reach];
        for (int i = 0; i < gauss.length; i++) {
            for (int b = 0; b < factor; b++) {
                weights[i + b] += gauss[i] / sum / factor;
            }
        }
    }

    /** Fine pixels along a side of a coarse one. */
    public int factor() {
        return factor;
    }

    /** How many fine pixels beyond its own a coarse pixel is made of, on each side. */
    int reach() {
        return reach;
    }

    /**
     * The record of a part of a plane.
     *
     * @param rows fine rows of the plane, row-major: all that the part needs
     * @param firstRow of the plane that {@code rows} begin with
     * @param width of the fine plane
     * @param height of the fine plane
     * @param part 2-D (x, y) in coarse pixels, within the plane
     * @return row-major, a new array
     */
    float[] record(float[] rows, long firstRow, int width, long height, Interval part) {
        int partWidth = (int) part.dimension(0);
        int partHeight = (int) part.dimension(1);
        int[] columns = columns(part, width);
        double[][] lines = new double[(partHeight - 1) * factor + weights.length][];
        long top = part.min(1) * factor - reach;
        float[] out = new float[partWidth * partHeight];
        for (int j = 0; j < partHeight; j++) {
            for (int k = 0; k < weights.length; k++) {
                int line = j * factor + k;
                if (lines[line] == null) {
                    int row = (int) (mirrored(top + line, height) - firstRow);
                    lines[line] = line(rows, row * width, columns, partWidth);
                }
            }
            down(lines, j, out, j * partWidth, partWidth);
            for (int k = 0; k < factor; k++) {
                lines[j * factor + k] = null;
            }
        }
        return out;
    }

    private int[] columns(Interval part, int width) {
        long left = part.min(0) * factor - reach;
        int[] columns = new int[((int) part.dimension(0) - 1) * factor + weights.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = (int) mirrored(left + i, width);
        }
        return columns;
    }

    /** One fine row over coarse columns. */
    private double[] line(float[] rows, int from, int[] columns, int partWidth) {
        double[] line = new double[partWidth];
        for (int x = 0; x < partWidth; x++) {
            double sum = 0;
            for (int k = 0; k < weights.length; k++) {
                sum += weights[k] * rows[from + columns[x * factor + k]];
            }
            line[x] = sum;
        }
        return line;
    }

    private void down(double[][] lines, int row, float[] out, int at, int partWidth) {
        for (int x = 0; x < partWidth; x++) {
            double sum = 0;
            for (int k = 0; k < weights.length; k++) {
                sum += weights[k] * lines[row * factor + k][x];
            }
            out[at + x] = (float) sum;
        }
    }

    private static long mirrored(long i, long size) {
        long phase = Math.floorMod(i, 2 * size);
        return phase < size ? phase : 2 * size - 1 - phase;
    }
}
