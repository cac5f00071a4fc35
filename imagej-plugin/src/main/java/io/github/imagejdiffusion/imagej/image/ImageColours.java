package io.github.imagejdiffusion.imagej.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.process.LUT;
import java.awt.Color;
import java.awt.image.IndexColorModel;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Lookup table and display range of each channel, and how channels are shown together.
 *
 * @param luts of the channels, each with its display range
 * @param mode of a composite image, as in {@link CompositeImage}
 */
public record ImageColours(List<LUT> luts, int mode) {

    private static final double BRIGHTEST = 255;

    /** Copies the list. */
    public ImageColours {
        luts = List.copyOf(luts);
    }

    /** As an image is shown now. The colours of RGB count as channels. */
    static ImageColours of(ImagePlus image) {
        if (image.getType() == ImagePlus.COLOR_RGB) {
            List<LUT> colours = IntStream.range(0, 3)
                    .mapToObj(i -> ranged(LUT.createLutFromColor(colour(i)), 0, BRIGHTEST))
                    .toList();
            return new ImageColours(colours, CompositeImage.COMPOSITE);
        }
        if (image instanceof CompositeImage composite) {
            return new ImageColours(List.of(composite.getLuts()), composite.getMode());
        }
        if (GreyPalette.of(image).isPresent()) {
            return same(ranged(LUT.createLutFromColor(Color.WHITE), 0, BRIGHTEST), image.getNChannels());
        }
        LUT lut = ranged(image.getProcessor().getLut(), image.getDisplayRangeMin(), image.getDisplayRangeMax());
        return same(lut, image.getNChannels());
    }

    /** All channels alike, one shown at a time. */
    public static ImageColours same(IndexColorModel colours, double min, double max, int channels) {
        return same(ranged(new LUT(colours, min, max), min, max), channels);
    }

    private static ImageColours same(LUT lut, int channels) {
        List<LUT> luts =
                IntStream.range(0, channels).mapToObj(i -> (LUT) lut.clone()).toList();
        return new ImageColours(luts, CompositeImage.COLOR);
    }

    private static Color colour(int index) {
        return new Color(index == 0 ? 255 : 0, index == 1 ? 255 : 0, index == 2 ? 255 : 0);
    }

    private static LUT ranged(LUT lut, double min, double max) {
        LUT ranged = (LUT) lut.clone();
        ranged.min = min;
        ranged.max = max;
        return ranged;
    }

    /** Those of some channels. @param channels from 0 */
    public ImageColours of(List<Integer> channels) {
        return new ImageColours(channels.stream().map(luts::get).toList(), mode);
    }

    /** Shows an image of as many channels so: composite if there are several. @return the image to go on with */
    public ImagePlus applyTo(ImagePlus image) {
        if (luts.size() > 1) {
            CompositeImage composite = new CompositeImage(image, mode);
            composite.setLuts(luts.toArray(LUT[]::new));
            return composite;
        }
        LUT lut = luts.get(0);
        image.getProcessor().setColorModel(lut.getColorModel());
        image.getStack().setColorModel(lut.getColorModel());
        image.setDisplayRange(lut.min, lut.max);
        return image;
    }
}
