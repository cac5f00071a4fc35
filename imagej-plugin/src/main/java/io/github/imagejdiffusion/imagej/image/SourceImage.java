package io.github.imagejdiffusion.imagej.image;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Roi;
import ij.measure.Calibration;
import io.github.imagejdiffusion.diffusion.planes.PlaneSource;
import io.github.imagejdiffusion.imagej.PluginException;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/**
 * An image that is open in ImageJ, as it was when the work began: axes, metadata, selection, pixels. It is not changed,
 * and closing it does no harm.
 */
public final class SourceImage {

    private final ImagePlus image;
    private final SourceAxes axes;
    private final PixelKind kind;
    private final ImagePixels pixels;
    private final ImageColours colours;
    private final Rectangle area;

    private SourceImage(ImagePlus image) {
        this(
                image,
                PixelKind.of(image),
                SourceAxes.of(image),
                new ImagePixels(image),
                ImageColours.of(image),
                area(image));
    }

    private SourceImage(
            ImagePlus image,
            PixelKind kind,
            SourceAxes axes,
            ImagePixels pixels,
            ImageColours colours,
            Rectangle area) {
        this.image = image;
        this.kind = kind;
        this.axes = axes;
        this.pixels = pixels;
        this.colours = colours;
        this.area = area;
    }

    /**
     * The same image with less to work on.
     *
     * @throws PluginException if the part has no pixel of {@link #area()}
     */
    public SourceImage within(Rectangle part) {
        Rectangle rest = area.intersection(part);
        if (rest.isEmpty()) {
            throw new PluginException("No pixel of the selection of '" + axes.title() + "' is visible.");
        }
        return new SourceImage(image, kind, axes, pixels, colours, rest);
    }

    /** The active image. @throws PluginException if there is none, or if it cannot be worked on */
    public static SourceImage active() {
        ImagePlus image = WindowManager.getCurrentImage();
        if (image == null) {
            throw new PluginException("There is no image open. Open one with File > Open... and run again.");
        }
        return of(image);
    }

    /** @throws PluginException if the image cannot be worked on */
    public static SourceImage of(ImagePlus image) {
        if (image.getStackSize() < 1 || image.getWidth() < 1 || image.getHeight() < 1) {
            throw new PluginException("'" + image.getTitle() + "' has no pixels. Was it closed?");
        }
        if (image.getType() == ImagePlus.COLOR_RGB && image.getNChannels() > 1) {
            throw new PluginException("'" + image.getTitle() + "' is an RGB image of " + image.getNChannels()
                    + " channels, which ImageJ does not know either. Make them slices with Image > Properties..., or"
                    + " separate images.");
        }
        return new SourceImage(image);
    }

    /** The bounds of an area selection, else all of the image; lines and points select no area. */
    private static Rectangle area(ImagePlus image) {
        Rectangle all = new Rectangle(0, 0, image.getWidth(), image.getHeight());
        Roi roi = image.getRoi();
        if (roi == null || !roi.isArea()) {
            return all;
        }
        Rectangle area = roi.getBounds().intersection(all);
        if (area.isEmpty()) {
            throw new PluginException(
                    "The selection of '" + image.getTitle() + "' contains no pixel. Draw another one, or"
                            + " remove it with Edit > Selection > Select None to have the whole image.");
        }
        return area;
    }

    /** The image itself. */
    public ImagePlus image() {
        return image;
    }

    /** Sizes, places and metadata of planes. */
    public SourceAxes axes() {
        return axes;
    }

    /** How it is shown, for each of {@link #channels()}. */
    public ImageColours colours() {
        return colours;
    }

    /** Of one channel: bytes for RGB. */
    public PixelFormat format() {
        return PixelFormat.ofBits(pixels.bits());
    }

    /**
     * What each stored value stands for by {@code Analyze > Measure}: the calibrated one where the image has a calibration
     * function, as those of signed 16-bit pixels and of optical density have; itself in 32-bit images, in which ImageJ
     * ignores it. Takes values that the pixels can have.
     */
    public DoubleUnaryOperator intensities() {
        Calibration calibration = image.getCalibration().copy();
        calibration.setImage(image);
        float[] table = kind == PixelKind.RGB || image.getBitDepth() == 32 ? null : calibration.getCTable();
        return table == null ? DoubleUnaryOperator.identity() : stored -> table[(int) stored];
    }

    /** What ImageJ shows for stored values. Colours of RGB are shown as they are. */
    public ShownValues shownValues() {
        boolean asStored = rgb() || !format().isWhole() || !axes.calibration().calibrated();
        return new ShownValues(asStored ? null : axes.calibration(), (int) format().highest());
    }

    /** Channels that a model could take: 3 for RGB. */
    public int channels() {
        return kind == PixelKind.RGB ? 3 : axes.channels();
    }

    /** Whether it is an RGB image. */
    public boolean rgb() {
        return kind == PixelKind.RGB;
    }

    /** What is worked on, in pixels. */
    public Rectangle area() {
        return new Rectangle(area);
    }

    /** Whether a selection limits the work. */
    public boolean isPart() {
        return area.width < axes.width() || area.height < axes.height();
    }

    /**
     * The {@link #area()} as an image of its own, as {@code Image > Duplicate...} makes it: with its own sizes, the same
     * origin in space, and nothing around it. Where no selection limits the work, it is this image.
     */
    public SourceImage areaAlone() {
        return isPart()
                ? new SourceImage(
                        image,
                        kind,
                        axes.of(area),
                        pixels.of(area),
                        colours,
                        new Rectangle(0, 0, area.width, area.height))
                : this;
    }

    /** Whole planes. @param channels from 0 */
    public PlaneSource planes(List<Integer> channels) {
        return new Planes(channels, null);
    }

    /** The selected area of planes. @param channels from 0 */
    public PlaneSource areaPlanes(List<Integer> channels) {
        return new Planes(channels, FinalInterval.createMinSize(area.x, area.y, area.width, area.height));
    }

    private final class Planes implements PlaneSource {

        private final List<Integer> channels;
        private final Interval part;

        private Planes(List<Integer> channels, Interval part) {
            this.channels = List.copyOf(channels);
            this.part = part;
        }

        @Override
        public int sizeZ() {
            return axes.slices();
        }

        @Override
        public int sizeT() {
            return axes.frames();
        }

        @Override
        public int channel(int index) {
            return channels.get(index);
        }

        @Override
        public List<RandomAccessibleInterval<? extends RealType<?>>> plane(int z, int t) {
            List<RandomAccessibleInterval<? extends RealType<?>>> plane = new ArrayList<>();
            for (int channel : channels) {
                RandomAccessibleInterval<? extends RealType<?>> whole = kind == PixelKind.RGB
                        ? pixels.colour(axes.index(0, z, t), channel)
                        : pixels.grey(axes.index(channel, z, t));
                plane.add(part == null ? whole : Views.interval(whole, part));
            }
            return plane;
        }
    }
}
