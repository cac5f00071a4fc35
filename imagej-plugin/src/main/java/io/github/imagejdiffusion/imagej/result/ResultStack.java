package io.github.imagejdiffusion.imagej.result;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import io.github.imagejdiffusion.diffusion.planes.PlaneRange;
import io.github.imagejdiffusion.imagej.image.SourceAxes;
import java.awt.image.IndexColorModel;
import java.util.Map;

/**
 * Makes images with one channel on the axes of a source: size, slices, frames, calibration, slice labels and info are
 * the source's. Not thread-safe.
 */
final class ResultStack {

    private final SourceAxes source;
    private final int channel;
    private final PlaneRange z;
    private final PlaneRange t;
    private final Map<String, String> provenance;

    /** @param channel whose slice labels are kept, from 0 */
    ResultStack(SourceAxes source, int channel, PlaneRange z, PlaneRange t, Map<String, String> provenance) {
        this.source = source;
        this.channel = channel;
        this.z = z;
        this.t = t;
        this.provenance = provenance;
    }

    /**
     * One result.
     *
     * @param suffix of the title
     * @param planes gives the pixel array of each plane, z fastest; asked for once
     * @param lut colours
     * @param max upper end of the display range; the lower is 0
     */
    ImagePlus image(String suffix, Planes planes, IndexColorModel lut, double max) {
        ImageStack stack = new ImageStack(source.width(), source.height());
        for (int i = 0; i < z.size() * t.size(); i++) {
            int slice = z.first() - 1 + i % z.size();
            int frame = t.first() - 1 + i / z.size();
            stack.addSlice(source.label(channel, slice, frame), planes.get(i));
        }
        ImagePlus image = new ImagePlus(baseTitle() + suffix, stack);
        image.setDimensions(1, z.size(), t.size());
        image.setOpenAsHyperStack(source.hyperstack() && stack.getSize() > 1 || z.size() > 1 && t.size() > 1);
        image.setCalibration(calibration());
        if (source.info() != null) {
            image.setProperty("Info", source.info());
        }
        provenance.forEach(image::setProp);
        image.getProcessor().setColorModel(lut);
        image.getStack().setColorModel(lut);
        image.setDisplayRange(0, max);
        return image;
    }

    /** Pixel arrays of planes. */
    @FunctionalInterface
    interface Planes {
        Object get(int index);
    }

    private Calibration calibration() {
        Calibration calibration = source.calibration().copy();
        // Values are no intensities any more.
        calibration.setFunction(Calibration.NONE, null, "Gray Value");
        calibration.zOrigin -= z.first() - 1;
        return calibration;
    }

    private String baseTitle() {
        String title = source.title();
        int dot = title.lastIndexOf('.');
        return dot > 0 && title.length() - dot <= 5 ? title.substring(0, dot) : title;
    }
}
