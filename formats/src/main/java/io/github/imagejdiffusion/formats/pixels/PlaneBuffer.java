package io.github.imagejdiffusion.formats.pixels;

import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.PixelType;
import java.awt.image.Raster;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.IntUnaryOperator;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/**
 * A region of a plane while it is being filled: one primitive array, row by row, that becomes an imglib2 image without
 * a copy. Positions are relative to the region. Not thread-safe.
 */
public final class PlaneBuffer {

    private final PixelType type;
    private final long[] min;
    private final int width;
    private final int height;
    private final Object array;

    private PlaneBuffer(PixelType type, long[] min, int width, int height, Object array) {
        this.type = type;
        this.min = min;
        this.width = width;
        this.height = height;
        this.array = array;
    }

    /**
     * Reserves the memory for a 2-D region.
     *
     * @throws FormatsException naming {@code file} if the region is too large for one array or for the heap
     */
    public static PlaneBuffer allocate(PixelType type, Interval region, Path file) {
        long pixels = region.dimension(0) * region.dimension(1);
        if (region.dimension(0) > Integer.MAX_VALUE
                || region.dimension(1) > Integer.MAX_VALUE
                || pixels > Integer.MAX_VALUE - 8) {
            throw new FormatsException(
                    file,
                    "one plane of " + region.dimension(0) + " x " + region.dimension(1)
                            + " pixels does not fit into one array",
                    "crop it or read it in parts");
        }
        try {
            return new PlaneBuffer(
                    type,
                    new long[] {region.min(0), region.min(1)},
                    (int) region.dimension(0),
                    (int) region.dimension(1),
                    array(type, (int) pixels));
        } catch (OutOfMemoryError e) {
            // Caught only around this single allocation: nothing else is in flight, and the heap is as before.
            throw new FormatsException(
                    file,
                    "a plane needs " + (pixels * type.bytes() >> 20) + " MB of memory, more than is free",
                    "give Java more memory (-Xmx) or read the plane in parts",
                    e);
        }
    }

    private static Object array(PixelType type, int length) {
        return switch (type) {
            case UINT8, INT8 -> new byte[length];
            case UINT16, INT16 -> new short[length];
            case UINT32, INT32 -> new int[length];
            case FLOAT -> new float[length];
            case DOUBLE -> new double[length];
        };
    }

    /** Width of the region. */
    public int width() {
        return width;
    }

    /** Height of the region. */
    public int height() {
        return height;
    }

    /**
     * Fills part of a row from bytes in the order of {@code bytes}: values {@code first}, {@code first + stride}, ...
     * counted in pixel values from position 0.
     */
    public void putRow(int x, int y, int count, ByteBuffer bytes, int first, int stride) {
        if (stride == 1) {
            putRow(x, y, count, bytes, first);
            return;
        }
        int to = y * width + x;
        switch (type) {
            case UINT8, INT8 -> {
                byte[] a = (byte[]) array;
                for (int i = 0, from = first; i < count; i++, from += stride) {
                    a[to + i] = bytes.get(from);
                }
            }
            case UINT16, INT16 -> {
                short[] a = (short[]) array;
                for (int i = 0, from = first; i < count; i++, from += stride) {
                    a[to + i] = bytes.getShort(from << 1);
                }
            }
            case UINT32, INT32 -> {
                int[] a = (int[]) array;
                for (int i = 0, from = first; i < count; i++, from += stride) {
                    a[to + i] = bytes.getInt(from << 2);
                }
            }
            case FLOAT -> {
                float[] a = (float[]) array;
                for (int i = 0, from = first; i < count; i++, from += stride) {
                    a[to + i] = bytes.getFloat(from << 2);
                }
            }
            case DOUBLE -> {
                double[] a = (double[]) array;
                for (int i = 0, from = first; i < count; i++, from += stride) {
                    a[to + i] = bytes.getDouble(from << 3);
                }
            }
        }
    }

    /** Values that lie side by side can be copied as a whole, several times as fast. */
    private void putRow(int x, int y, int count, ByteBuffer bytes, int first) {
        int to = y * width + x;
        ByteBuffer from = bytes.duplicate().order(bytes.order()).position(first * type.bytes());
        switch (type) {
            case UINT8, INT8 -> from.get((byte[]) array, to, count);
            case UINT16, INT16 -> from.asShortBuffer().get((short[]) array, to, count);
            case UINT32, INT32 -> from.asIntBuffer().get((int[]) array, to, count);
            case FLOAT -> from.asFloatBuffer().get((float[]) array, to, count);
            case DOUBLE -> from.asDoubleBuffer().get((double[]) array, to, count);
        }
    }

    /** Fills part of a row from one band of a raster, starting at (rasterX, rasterY). */
    public void putRow(int x, int y, int count, Raster raster, int rasterX, int rasterY, int band) {
        int to = y * width + x;
        switch (type) {
            case FLOAT -> {
                float[] row = raster.getSamples(rasterX, rasterY, count, 1, band, (float[]) null);
                System.arraycopy(row, 0, array, to, count);
            }
            case DOUBLE -> {
                double[] row = raster.getSamples(rasterX, rasterY, count, 1, band, (double[]) null);
                System.arraycopy(row, 0, array, to, count);
            }
            default -> putInts(to, raster.getSamples(rasterX, rasterY, count, 1, band, (int[]) null));
        }
    }

    private void putInts(int to, int[] row) {
        if (array instanceof byte[] a) {
            for (int i = 0; i < row.length; i++) {
                a[to + i] = (byte) row[i];
            }
        } else if (array instanceof short[] a) {
            for (int i = 0; i < row.length; i++) {
                a[to + i] = (short) row[i];
            }
        } else {
            System.arraycopy(row, 0, array, to, row.length);
        }
    }

    /**
     * Replaces every value of an integer buffer; the function sees 8- and 16-bit values as unsigned and its result is
     * cut to the stored bits.
     */
    public void map(IntUnaryOperator function) {
        if (array instanceof byte[] a) {
            for (int i = 0; i < a.length; i++) {
                a[i] = (byte) function.applyAsInt(a[i] & 0xff);
            }
        } else if (array instanceof short[] a) {
            for (int i = 0; i < a.length; i++) {
                a[i] = (short) function.applyAsInt(a[i] & 0xffff);
            }
        } else if (array instanceof int[] a) {
            for (int i = 0; i < a.length; i++) {
                a[i] = function.applyAsInt(a[i]);
            }
        } else {
            throw new IllegalStateException(type + " has no integer values");
        }
    }

    /** Looks every value of a UINT8 or UINT16 buffer up in a table of 0..255, giving a UINT8 buffer of the same region. */
    public PlaneBuffer lookUp(int[] table, Path file) {
        Interval region = FinalInterval.createMinSize(min[0], min[1], width, height);
        PlaneBuffer result = allocate(PixelType.UINT8, region, file);
        byte[] out = (byte[]) result.array;
        for (int i = 0; i < out.length; i++) {
            int index = array instanceof byte[] a ? a[i] & 0xff : ((short[]) array)[i] & 0xffff;
            out[i] = (byte) table[Math.min(index, table.length - 1)];
        }
        return result;
    }

    /** The finished image, 2-D (x, y), with the bounds of the region. */
    public RandomAccessibleInterval<? extends RealType<?>> image() {
        ArrayImg<? extends RealType<?>, ?> image =
                switch (type) {
                    case UINT8 -> ArrayImgs.unsignedBytes((byte[]) array, width, height);
                    case INT8 -> ArrayImgs.bytes((byte[]) array, width, height);
                    case UINT16 -> ArrayImgs.unsignedShorts((short[]) array, width, height);
                    case INT16 -> ArrayImgs.shorts((short[]) array, width, height);
                    case UINT32 -> ArrayImgs.unsignedInts((int[]) array, width, height);
                    case INT32 -> ArrayImgs.ints((int[]) array, width, height);
                    case FLOAT -> ArrayImgs.floats((float[]) array, width, height);
                    case DOUBLE -> ArrayImgs.doubles((double[]) array, width, height);
                };
        return min[0] == 0 && min[1] == 0 ? image : Views.translate(image, min);
    }
}
