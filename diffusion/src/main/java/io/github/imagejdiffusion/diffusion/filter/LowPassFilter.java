package io.github.imagejdiffusion.diffusion.filter;

/**
 * ILVR's low-pass filter LP_N (Choi et al. 2021, arXiv:2108.02938, section 3.2): down by N, then up by N to the size
 * before. Linear; keeps constants. With the box it is a projection, LP(LP(x)) = LP(x) up to rounding; with the other
 * kernels it is not.
 *
 * <p>Sizes need not be multiples of N: a side of w pixels goes to ceil(w / N) and back, with the edges of both grids
 * coinciding. Immutable and thread-safe.
 */
public final class LowPassFilter {

    private final ResizeKernel kernel;
    private final int factor;
    private final int width;
    private final int height;
    private final Resizer down;
    private final Resizer up;

    /**
     * For planes of one size.
     *
     * @param kernel the released code's is cubic
     * @param factor N, a power of two from 2, no larger than the plane's shorter side
     * @param width of the planes, at least 1
     * @param height of the planes, at least 1
     * @throws FilterException if the factor is no power of two or larger than the plane
     * @throws IllegalArgumentException if a size is below 1
     */
    public LowPassFilter(ResizeKernel kernel, int factor, int width, int height) {
        requirePowerOfTwo(factor);
        requireFit(factor, width, height);
        this.kernel = kernel;
        this.factor = factor;
        this.width = width;
        this.height = height;
        this.down = Resizer.toSize(kernel, width, height, coarse(width), coarse(height));
        this.up = Resizer.toSize(kernel, coarse(width), coarse(height), width, height);
    }

    /** Checks N without an image. @throws FilterException if it is no power of two from 2 */
    public static void requirePowerOfTwo(int factor) {
        if (factor < 2 || Integer.bitCount(factor) != 1) {
            throw new FilterException(
                    "factor must be a power of two from 2 (2, 4, 8, ...), but is " + factor + "; choose one of these");
        }
    }

    /** Checks N without making a filter. @throws FilterException if it is larger than the shorter side */
    public static void requireFit(int factor, int width, int height) {
        if (factor > Math.min(width, height)) {
            throw new FilterException("factor " + factor + " is larger than the image of " + width + " x " + height
                    + " pixels; choose a smaller factor");
        }
    }

    private int coarse(int size) {
        return (size - 1) / factor + 1;
    }

    /** The kernel. */
    public ResizeKernel kernel() {
        return kernel;
    }

    /** N. */
    public int factor() {
        return factor;
    }

    /** Of the planes, in pixels. */
    public int width() {
        return width;
    }

    /** Of the planes, in pixels. */
    public int height() {
        return height;
    }

    /**
     * Filters one plane.
     *
     * @param plane row-major; not modified
     * @return a new row-major plane of the same size
     * @throws IllegalArgumentException if the plane has another number of pixels
     */
    public float[] apply(float[] plane) {
        double[] smooth = smooth(Resizer.toDouble(plane));
        float[] out = new float[smooth.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) smooth[i];
        }
        return out;
    }

    /**
     * ILVR's update, x - LP(x) + LP(y) = x + LP(y - x): one filtering for two, and no digits lost between.
     *
     * @param x row-major, replaced by the result
     * @param y row-major, not modified
     * @throws IllegalArgumentException if a plane has another number of pixels
     */
    public void replaceLow(float[] x, float[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("planes of " + x.length + " and " + y.length + " pixels");
        }
        double[] difference = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            difference[i] = (double) y[i] - x[i];
        }
        double[] low = smooth(difference);
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (x[i] + low[i]);
        }
    }

    private double[] smooth(double[] plane) {
        return up.apply(down.apply(plane));
    }
}
