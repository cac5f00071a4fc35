package io.github.imagejdiffusion.diffusion.camera;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a restoration took away, in units of the noise: (A(x) - y) / sigma(A(x)), where x is the restored image, A makes of
 * it what the camera would have seen without noise (for denoising, x itself), and y is the image. If the restoration is
 * consistent with the data, this is noise: standard deviation about 1, and neighbours no more alike than the noise's own.
 *
 * <p>Takes rows from the top and keeps the statistics. Pixels at the ends of the camera's range are left out of these:
 * what is cut off is not noise. Which ones they are A(x) says; to choose by y would leave out one side of the noise, and
 * make dark images of few photons seem shifted. Not thread-safe.
 */
public final class Residual {

    private final NoiseModel noise;
    private final int width;
    private final float lowest;
    private final float highest;
    private final ResidualSums sums = new ResidualSums();
    private final TraceSums traces;
    private double[] above;

    /**
     * Of one plane or several of one size, one after the other.
     *
     * @param width of the rows
     * @param lowest value that the camera can give; pixels within one deviation of the noise from it do not count
     * @param highest likewise; infinite if there is no end
     */
    public Residual(NoiseModel noise, int width, float lowest, float highest) {
        this(noise, width, lowest, highest, null);
    }

    private Residual(NoiseModel noise, int width, float lowest, float highest, TraceSums traces) {
        this.noise = noise;
        this.width = width;
        this.lowest = lowest;
        this.highest = highest;
        this.traces = traces;
    }

    /**
     * Of a denoised image, where A(x) is x: looks also for traces of structure, such as shifts and regions that stand out,
     * and objects to them. Arguments as for the constructor.
     */
    public static Residual ofDenoised(NoiseModel noise, int width, float lowest, float highest) {
        return new Residual(noise, width, lowest, highest, new TraceSums(noise, width));
    }

    /** The next plane begins: its first row has none above. */
    public void beginPlane() {
        above = null;
        if (traces != null) {
            traces.beginPlane();
        }
    }

    /**
     * Computes whole rows that follow those of the call before.
     *
     * @param predicted A(x), row-major, in grey values; not modified
     * @param measured y, likewise
     * @return residuals, row-major, a new array
     * @throws IllegalArgumentException if these are not equally many whole rows
     */
    public float[] add(float[] predicted, float[] measured) {
        if (predicted.length != measured.length || predicted.length % width != 0) {
            throw new IllegalArgumentException(predicted.length + " and " + measured.length
                    + " values are not equally many rows of " + width + " pixels");
        }
        float[] residual = new float[predicted.length];
        for (int row = 0; row < residual.length; row += width) {
            addRow(
                    Arrays.copyOfRange(predicted, row, row + width),
                    Arrays.copyOfRange(measured, row, row + width),
                    residual,
                    row);
        }
        return residual;
    }

    private void addRow(float[] predicted, float[] measured, float[] residual, int at) {
        double[] counted = new double[width];
        double[] sigmas = new double[width];
        for (int x = 0; x < width; x++) {
            double sigma = noise.sigma(predicted[x]);
            sigmas[x] = sigma;
            residual[at + x] = finite(((double) predicted[x] - measured[x]) / sigma);
            boolean within = predicted[x] - sigma > lowest && predicted[x] + sigma < highest;
            counted[x] = within ? residual[at + x] : Double.NaN;
        }
        sums.addRow(counted, above);
        above = counted;
        if (traces != null) {
            traces.addRow(predicted, measured, counted, sigmas);
        }
    }

    /** Of values far outside the noise's range the quotient need not be a float. */
    private static float finite(double value) {
        return (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value));
    }

    /** Of all rows so far. */
    public ResidualSummary summary() {
        return sums.summary(noise, Optional.ofNullable(traces).map(TraceSums::traces));
    }
}
