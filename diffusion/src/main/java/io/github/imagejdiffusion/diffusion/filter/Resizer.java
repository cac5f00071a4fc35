package io.github.imagejdiffusion.diffusion.filter;

/**
 * Separable resizing of planes of one size by MATLAB's rule, as in the Resizer class of the released ILVR code: the
 * kernel is stretched when shrinking, edges are mirrored with the edge pixel repeated, and pixel centres lie at u = (i +
 * 0.5) / scale - 0.5. Sums in double, in a fixed order. Immutable and thread-safe.
 */
public final class Resizer {

    private static final int LARGEST_PLANE = Integer.MAX_VALUE - 8;

    private final AxisWeights x;
    private final AxisWeights y;

    private Resizer(AxisWeights x, AxisWeights y) {
        this.x = x;
        this.y = y;
        if ((long) x.outSize() * y.outSize() > LARGEST_PLANE) {
            throw new FilterException("a plane of " + x.outSize() + " x " + y.outSize()
                    + " pixels does not fit into one array; choose a smaller scale");
        }
    }

    /**
     * By a factor; sizes become ceil(size * scale), and where that rounds, both ends get half of what was added.
     *
     * @param width of the input, at least 1
     * @param height of the input, at least 1
     * @param scale above 0; 0.5 halves
     * @throws FilterException if the scale is no positive number or the result is larger than an array
     * @throws IllegalArgumentException if a size is below 1
     */
    public static Resizer byScale(ResizeKernel kernel, int width, int height, double scale) {
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new FilterException("a scale must be a positive number, but is " + scale);
        }
        requireSizes(width, height);
        return new Resizer(
                new AxisWeights(kernel, width, scaled(width, scale), scale),
                new AxisWeights(kernel, height, scaled(height, scale), scale));
    }

    /**
     * To a size, each axis by the ratio of its sizes, so that the edges of both grids coincide.
     *
     * @throws FilterException if the result is larger than an array
     * @throws IllegalArgumentException if a size is below 1
     */
    public static Resizer toSize(ResizeKernel kernel, int width, int height, int toWidth, int toHeight) {
        requireSizes(width, height);
        requireSizes(toWidth, toHeight);
        return new Resizer(
                new AxisWeights(kernel, width, toWidth, (double) toWidth / width),
                new AxisWeights(kernel, height, toHeight, (double) toHeight / height));
    }

    private static int scaled(int size, double scale) {
        double scaled = Math.ceil(size * scale);
        if (scaled > LARGEST_PLANE) {
            throw new FilterException(size + " pixels, scaled by " + scale + ", are too many; choose a smaller scale");
        }
        return (int) scaled;
    }

    private static void requireSizes(int width, int height) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a plane of " + width + " x " + height + " pixels has no pixels");
        }
    }

    /** Width of results. */
    public int toWidth() {
        return x.outSize();
    }

    /** Height of results. */
    public int toHeight() {
        return y.outSize();
    }

    /**
     * Resizes one plane.
     *
     * @param plane row-major, of the size that this was made for; not modified
     * @return a new row-major plane
     * @throws IllegalArgumentException if the plane has another number of pixels
     */
    public float[] apply(float[] plane) {
        double[] resized = apply(toDouble(plane));
        float[] out = new float[resized.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) resized[i];
        }
        return out;
    }

    static double[] toDouble(float[] plane) {
        double[] values = new double[plane.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = plane[i];
        }
        return values;
    }

    /** As {@link #apply(float[])}, without rounding. */
    double[] apply(double[] plane) {
        if (plane.length != (long) x.inSize() * y.inSize()) {
            throw new IllegalArgumentException(
                    plane.length + " values for a plane of " + x.inSize() + " x " + y.inSize() + " pixels");
        }
        return alongRows(alongColumns(plane, x.inSize()));
    }

    private double[] alongColumns(double[] plane, int width) {
        double[] out = new double[Math.multiplyExact(width, y.outSize())];
        for (int i = 0; i < y.outSize(); i++) {
            int[] sources = y.sources(i);
            double[] weights = y.weights(i);
            for (int k = 0; k < sources.length; k++) {
                int from = sources[k] * width;
                for (int column = 0; column < width; column++) {
                    out[i * width + column] += weights[k] * plane[from + column];
                }
            }
        }
        return out;
    }

    private double[] alongRows(double[] plane) {
        double[] out = new double[x.outSize() * y.outSize()];
        for (int row = 0; row < y.outSize(); row++) {
            for (int i = 0; i < x.outSize(); i++) {
                int[] sources = x.sources(i);
                double[] weights = x.weights(i);
                double sum = 0;
                for (int k = 0; k < sources.length; k++) {
                    sum += weights[k] * plane[row * x.inSize() + sources[k]];
                }
                out[row * x.outSize() + i] = sum;
            }
        }
        return out;
    }
}
