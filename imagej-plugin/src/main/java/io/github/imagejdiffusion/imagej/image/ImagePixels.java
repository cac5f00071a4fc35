package io.github.imagejdiffusion.imagej.image;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ImageProcessor;
import io.github.imagejdiffusion.imagej.PluginException;
import java.awt.Rectangle;
import java.util.Optional;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

/**
 * The pixels of an open image. Holds on to the arrays, so that it keeps working when the image is closed meanwhile;
 * planes of a virtual stack are read when asked for. Values are those that are stored, without any calibration function; the
 * greys of a palette of greys.
 */
final class ImagePixels {

    private final String title;
    private final ImageStack stack;
    private final Object[] arrays;
    private final int width;
    private final int height;
    private final int bits;
    private final Interval part;
    private final Optional<byte[]> palette;

    ImagePixels(ImagePlus image) {
        this.palette = GreyPalette.of(image);
        this.title = image.getTitle();
        this.stack = image.getStack();
        this.width = stack.getWidth();
        this.height = stack.getHeight();
        this.bits = image.getBitDepth();
        int size = stack.getSize();
        this.arrays = stack.isVirtual() ? null : new Object[size];
        for (int i = 0; arrays != null && i < size; i++) {
            arrays[i] = stack.getPixels(i + 1);
        }
        this.part = new FinalInterval(width, height);
    }

    private ImagePixels(ImagePixels all, Rectangle part) {
        this.palette = all.palette;
        this.title = all.title;
        this.stack = all.stack;
        this.arrays = all.arrays;
        this.width = all.width;
        this.height = all.height;
        this.bits = all.bits;
        this.part = FinalInterval.createMinSize(part.x, part.y, part.width, part.height);
    }

    /** Of a part of each plane, as if there was nothing else. @param part of the whole planes */
    ImagePixels of(Rectangle part) {
        return new ImagePixels(this, part);
    }

    /** Of one value: 8, 16, or 32 for floats. A colour of RGB has 8. */
    int bits() {
        return bits == 24 ? 8 : bits;
    }

    /**
     * One plane (x, y); not to be written to.
     *
     * @param index in the stack, from 1
     */
    RandomAccessibleInterval<? extends RealType<?>> grey(int index) {
        Object pixels = pixels(index);
        if (pixels instanceof byte[] bytes) {
            byte[] values = palette.map(table -> looked(bytes, table)).orElse(bytes);
            return part(ArrayImgs.unsignedBytes(values, width, height));
        }
        if (pixels instanceof short[] shorts) {
            return part(ArrayImgs.unsignedShorts(shorts, width, height));
        }
        if (pixels instanceof float[] floats) {
            return part(ArrayImgs.floats(floats, width, height));
        }
        throw new PluginException(
                "'" + title + "' has pixels of an unknown kind; convert it with Image > Type > 16-bit.");
    }

    private static byte[] looked(byte[] numbers, byte[] table) {
        byte[] greys = new byte[numbers.length];
        for (int i = 0; i < greys.length; i++) {
            greys[i] = table[numbers[i] & 0xff];
        }
        return greys;
    }

    /**
     * One colour of an RGB plane (x, y), 0..255.
     *
     * @param colour 0 red, 1 green, 2 blue
     */
    RandomAccessibleInterval<? extends RealType<?>> colour(int index, int colour) {
        int[] rgb = (int[]) pixels(index);
        byte[] values = new byte[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            values[i] = (byte) (rgb[i] >> 16 - 8 * colour);
        }
        return part(ArrayImgs.unsignedBytes(values, width, height));
    }

    private <T extends RealType<T>> RandomAccessibleInterval<T> part(RandomAccessibleInterval<T> whole) {
        return Intervals.equals(whole, part) ? whole : Views.zeroMin(Views.interval(whole, part));
    }

    private Object pixels(int index) {
        Object pixels = arrays == null ? read(index) : arrays[index - 1];
        if (pixels == null) {
            throw new PluginException("Plane " + index + " of '" + title
                    + "' cannot be read any more. Was it closed, or its file moved?");
        }
        return pixels;
    }

    private Object read(int index) {
        ImageProcessor plane = stack.getProcessor(index);
        if (plane == null) {
            return null;
        }
        FilesOfPlanes.requireRead(stack, index, plane, title);
        return plane.getPixels();
    }
}
