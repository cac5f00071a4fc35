package io.github.imagejdiffusion.imagej.result;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import io.github.imagejdiffusion.imagej.image.ImageColours;
import io.github.imagejdiffusion.imagej.image.SourceAxes;
import io.github.imagejdiffusion.imagej.settings.ChosenPlanes;
import java.util.Map;

/**
 * Makes images on the axes of a source: channels, slices, frames, calibration, slice labels and info are the source's, and
 * so is the size, or a multiple of it. Not thread-safe.
 */
public final class ResultStack {

    /** Of a file, such as .tif; what begins with a digit is a number, as in "Day 1.2". */
    private static final String ENDING = "(?<=.)\\.[A-Za-z][A-Za-z0-9]{0,3}$";

    private final SourceAxes source;
    private final ChosenPlanes chosen;
    private final int factor;
    private final Map<String, String> provenance;

    /** Of the source's size. @param provenance image properties */
    public ResultStack(SourceAxes source, ChosenPlanes chosen, Map<String, String> provenance) {
        this(source, chosen, 1, provenance);
    }

    /** @param factor pixels of the result for a pixel of the source, along each side */
    public ResultStack(SourceAxes source, ChosenPlanes chosen, int factor, Map<String, String> provenance) {
        this.source = source;
        this.chosen = chosen;
        this.factor = factor;
        this.provenance = provenance;
    }

    /** Pixel arrays of planes, each asked for once: channels fastest, then slices. */
    @FunctionalInterface
    public interface Planes {
        Object get(int index);
    }

    /** An image whose values are not the source's. @param suffix of the title @param colours of the chosen channels */
    public ImagePlus map(String suffix, Planes planes, ImageColours colours) {
        Calibration calibration = calibration();
        calibration.setFunction(Calibration.NONE, null, "Gray Value");
        return image(suffix, planes, colours, calibration);
    }

    /** An image of the source's stored values. @param suffix of the title @param colours of the chosen channels */
    public ImagePlus intensities(String suffix, Planes planes, ImageColours colours) {
        return image(suffix, planes, colours, calibration());
    }

    /** An image of the values that are shown of the source. @param suffix of the title @param colours for these */
    public ImagePlus shownIntensities(String suffix, Planes planes, ImageColours colours) {
        Calibration calibration = calibration();
        calibration.setFunction(Calibration.NONE, null, calibration.getValueUnit());
        return image(suffix, planes, colours, calibration);
    }

    private ImagePlus image(String suffix, Planes planes, ImageColours colours, Calibration calibration) {
        ImageStack stack = stack(planes);
        ImagePlus plain = new ImagePlus(baseTitle() + suffix, stack);
        int channels = chosen.channels().size();
        plain.setDimensions(channels, chosen.z().size(), chosen.t().size());
        ImagePlus image = colours.applyTo(plain);
        boolean severalAxes = chosen.z().size() > 1 && chosen.t().size() > 1;
        image.setOpenAsHyperStack(channels > 1 || severalAxes || source.hyperstack() && stack.getSize() > 1);
        image.setCalibration(calibration);
        if (source.info() != null) {
            image.setProperty("Info", source.info());
        }
        provenance.forEach(image::setProp);
        if (stack.getSize() == 1) {
            // Of a single plane, ImageJ looks for the label here.
            image.setProp(SourceAxes.LABEL_OF_SINGLE, stack.getSliceLabel(1));
        }
        return image;
    }

    private ImageStack stack(Planes planes) {
        ImageStack stack = new ImageStack(source.width() * factor, source.height() * factor);
        for (int t = chosen.t().first() - 1; t < chosen.t().last(); t++) {
            for (int z = chosen.z().first() - 1; z < chosen.z().last(); z++) {
                for (int channel : chosen.channels()) {
                    stack.addSlice(source.label(channel, z, t), planes.get(stack.getSize()));
                }
            }
        }
        return stack;
    }

    private Calibration calibration() {
        Calibration calibration = source.calibration().copy();
        calibration.zOrigin -= chosen.z().first() - 1;
        if (factor > 1 && source.pixelSizeIsKnown()) {
            calibration.pixelWidth /= factor;
            calibration.pixelHeight /= factor;
        }
        calibration.xOrigin *= factor;
        calibration.yOrigin *= factor;
        return calibration;
    }

    private String baseTitle() {
        return source.title().replaceFirst(ENDING, "");
    }
}
