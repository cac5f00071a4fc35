package io.github.imagejdiffusion.diffusion.tensor;

import java.util.Arrays;

/**
 * A dense float array of shape [batch, channels, height, width], row-major (x fastest).
 *
 * <p>Mutable and not thread-safe: whoever holds a tensor may write to {@link #data()}. Methods that return a new tensor
 * never share the array.
 */
public final class Tensor {

    private final int batch;
    private final int channels;
    private final int height;
    private final int width;
    private final float[] data;

    private Tensor(int batch, int channels, int height, int width, float[] data) {
        this.batch = batch;
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.data = data;
    }

    /**
     * Zeros of the given shape.
     *
     * @throws IllegalArgumentException if a size is below 1 or the elements do not fit into one array (about 2^31)
     */
    public static Tensor zeros(int batch, int channels, int height, int width) {
        return new Tensor(batch, channels, height, width, new float[checkedSize(batch, channels, height, width)]);
    }

    /**
     * Wraps {@code data} without copying it.
     *
     * @throws IllegalArgumentException if a size is below 1 or the array's length is not the product of the sizes
     */
    public static Tensor wrap(int batch, int channels, int height, int width, float[] data) {
        int size = checkedSize(batch, channels, height, width);
        if (data.length != size) {
            throw new IllegalArgumentException("array of " + data.length + " values for shape "
                    + Arrays.toString(new int[] {batch, channels, height, width}) + ", which has " + size);
        }
        return new Tensor(batch, channels, height, width, data);
    }

    private static int checkedSize(int batch, int channels, int height, int width) {
        if (batch < 1 || channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "tensor sizes must be positive: " + Arrays.toString(new int[] {batch, channels, height, width}));
        }
        long size = (long) batch * channels * height;
        if (size > Integer.MAX_VALUE || size * width > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("tensor too large for one array: "
                    + Arrays.toString(new int[] {batch, channels, height, width}) + "; use smaller blocks");
        }
        return (int) (size * width);
    }

    /** Size of the first axis: images, or runs of one image. */
    public int batch() {
        return batch;
    }

    /** Size of the second axis. */
    public int channels() {
        return channels;
    }

    /** Size of the third axis, y. */
    public int height() {
        return height;
    }

    /** Size of the last axis, x. */
    public int width() {
        return width;
    }

    /** Elements of one plane, height * width. */
    public int planeSize() {
        return height * width;
    }

    /** The backing array itself, not a copy. */
    public float[] data() {
        return data;
    }

    /** Index in {@link #data()} of the first element of one plane. */
    public int offset(int n, int c) {
        return (n * channels + c) * planeSize();
    }

    /** One element. @throws ArrayIndexOutOfBoundsException outside the data; a single index is not checked by itself */
    public float get(int n, int c, int y, int x) {
        return data[offset(n, c) + y * width + x];
    }

    /** Writes one element. @throws ArrayIndexOutOfBoundsException outside the data, as {@link #get} */
    public void set(int n, int c, int y, int x, float value) {
        data[offset(n, c) + y * width + x] = value;
    }

    /** Zeros of this tensor's shape. */
    public Tensor zerosLike() {
        return zeros(batch, channels, height, width);
    }

    /** The same values in an array of its own. */
    public Tensor copy() {
        return new Tensor(batch, channels, height, width, data.clone());
    }

    /** Whether all four sizes are equal. */
    public boolean sameShape(Tensor other) {
        return batch == other.batch && channels == other.channels && height == other.height && width == other.width;
    }

    /** For example {@code [1,2,512,512]}. */
    public String shape() {
        return "[" + batch + "," + channels + "," + height + "," + width + "]";
    }

    @Override
    public String toString() {
        return "Tensor" + shape();
    }
}
