package io.github.imagejdiffusion.imagej.image;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import io.github.imagejdiffusion.formats.PhysicalUnits;
import java.awt.Rectangle;
import java.util.OptionalDouble;

/**
 * Sizes and metadata of an open image, read once. Stacks have ImageJ's order XYCZT.
 *
 * @param title of the image
 * @param width in pixels
 * @param height in pixels
 * @param channels of a composite or hyperstack; 1 for RGB
 * @param slices z planes
 * @param frames time points
 * @param slice the shown one, from 1
 * @param frame the shown one, from 1
 * @param hyperstack whether it is shown with separate sliders
 * @param calibration a copy
 * @param info the text that Image > Show Info prints, or null
 * @param labels of the stack's planes, with null where there is none
 */
public record SourceAxes(
        String title,
        int width,
        int height,
        int channels,
        int slices,
        int frames,
        int slice,
        int frame,
        boolean hyperstack,
        Calibration calibration,
        String info,
        String[] labels) {

    /** The property that holds the label of an image with a single plane. */
    public static final String LABEL_OF_SINGLE = "Slice_Label";

    static SourceAxes of(ImagePlus image) {
        ImageStack stack = image.getStack();
        String[] labels = new String[stack.getSize()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = label(image, stack, i + 1);
        }
        return new SourceAxes(
                image.getTitle(),
                image.getWidth(),
                image.getHeight(),
                image.getNChannels(),
                image.getNSlices(),
                image.getNFrames(),
                image.getZ(),
                image.getT(),
                image.isHyperStack(),
                image.getCalibration().copy(),
                image.getInfoProperty(),
                labels);
    }

    /** Null if there is none: for an only plane without a label, ImageJ makes one of title and info. */
    private static String label(ImagePlus image, ImageStack stack, int index) {
        String label = stack.getSliceLabel(index);
        String madeUp = image.getTitle() + "\n" + image.getInfoProperty();
        return stack.getSize() == 1 && madeUp.equals(label) ? null : label;
    }

    /** The same of a part of each plane, which stays where it is in space. */
    SourceAxes of(Rectangle part) {
        Calibration moved = calibration.copy();
        moved.xOrigin -= part.x;
        moved.yOrigin -= part.y;
        return new SourceAxes(
                title,
                part.width,
                part.height,
                channels,
                slices,
                frames,
                slice,
                frame,
                hyperstack,
                moved,
                info,
                labels);
    }

    /** Place in the stack, from 1. @param channel from 0 @param z from 0 @param t from 0 */
    int index(int channel, int z, int t) {
        return (t * slices + z) * channels + channel + 1;
    }

    /** The label of a plane, or null. @param channel from 0; of RGB, any @param z from 0 @param t from 0 */
    public String label(int channel, int z, int t) {
        return labels[index(Math.min(channel, channels - 1), z, t) - 1];
    }

    /** Whether pixels are more than pixels: an image without a scale has pixels of 1 x 1 pixel. */
    public boolean pixelSizeIsKnown() {
        boolean pixels = calibration.getXUnit().startsWith("pixel");
        return !pixels || calibration.pixelWidth != 1 || calibration.pixelHeight != 1;
    }

    /** In micrometres, if the image says. */
    public OptionalDouble pixelWidthMicrometres() {
        return micrometres(calibration.pixelWidth, calibration.getXUnit());
    }

    /** In micrometres, if the image says. */
    public OptionalDouble pixelHeightMicrometres() {
        return micrometres(calibration.pixelHeight, calibration.getYUnit());
    }

    private static OptionalDouble micrometres(double size, String unit) {
        OptionalDouble factor = PhysicalUnits.micrometres(unit);
        return factor.isPresent() && size > 0 && Double.isFinite(size)
                ? OptionalDouble.of(size * factor.getAsDouble())
                : OptionalDouble.empty();
    }
}
