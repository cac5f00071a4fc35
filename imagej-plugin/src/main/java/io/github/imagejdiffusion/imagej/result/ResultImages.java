package io.github.imagejdiffusion.imagej.result;

import ij.ImagePlus;
import io.github.imagejdiffusion.imagej.PluginException;
import io.github.imagejdiffusion.imagej.image.ImageColours;
import io.github.imagejdiffusion.imagej.image.SourceAxes;
import io.github.imagejdiffusion.imagej.settings.ChosenPlanes;
import io.github.imagejdiffusion.segdiff.objects.NumberedObject;
import io.github.imagejdiffusion.segdiff.objects.ObjectIds;
import io.github.imagejdiffusion.segdiff.objects.ObjectTable;
import java.awt.image.IndexColorModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** From the results of planes to images, tables and outlines. Stateless and thread-safe. */
public final class ResultImages {

    private static final int LARGEST_16_BIT_LABEL = 65_535;
    private static final int LARGEST_FLOAT_LABEL = 1 << 24;

    private ResultImages() {}

    /**
     * Makes all of it.
     *
     * @param source whose axes they are on
     * @param chosen planes of the channel that was segmented
     * @param planes results of the chosen planes, t outermost
     * @param ids of objects in the whole image
     * @param withSpread whether objects have a spread
     * @param provenance image properties
     * @throws PluginException if there are more objects than a label image can hold
     */
    public static SegmentResult make(
            SourceAxes source,
            ChosenPlanes chosen,
            PlaneResults planes,
            ObjectIds ids,
            boolean withSpread,
            Map<String, String> provenance) {
        ResultStack stack = new ResultStack(source, chosen, provenance);
        List<NumberedObject> objects = ids.number(planes.objects(), chosen.z(), chosen.t());
        ObjectTable table =
                new ObjectTable(source.pixelWidthMicrometres(), source.pixelHeightMicrometres(), withSpread);
        table.add(objects);
        return new SegmentResult(
                labels(stack, planes, ids),
                map(
                        planes.hasProbability(),
                        () -> stack.map("-probability", planes::probability, colours(Luts.grey(), 1))),
                map(
                        planes.hasUncertainty(),
                        () -> stack.map("-uncertainty", planes::uncertainty, colours(Luts.fire(), 0.5))),
                map(planes.hasSpread(), () -> stack.map("-spread", planes::spread, colours(Luts.fire(), 0.5))),
                table,
                objects,
                ids.links(),
                chosen.z(),
                chosen.t(),
                ids.count());
    }

    private static Optional<ImagePlus> map(boolean wanted, Supplier<ImagePlus> image) {
        return wanted ? Optional.of(image.get()) : Optional.empty();
    }

    private static ImagePlus labels(ResultStack stack, PlaneResults planes, ObjectIds ids) {
        if (ids.count() > LARGEST_FLOAT_LABEL) {
            throw new PluginException(ids.count() + " objects are more than one label image can tell apart ("
                    + LARGEST_FLOAT_LABEL + "). Segment fewer planes at once, or parts of the image.");
        }
        ResultStack.Planes pixels = ids.count() > LARGEST_16_BIT_LABEL
                ? i -> floats(planes.labels(i), ids.ofPlane(i))
                : i -> shorts(planes.labels(i), ids.ofPlane(i));
        return stack.map("-labels", pixels, colours(Luts.labels(), Math.max(1, ids.count())));
    }

    private static ImageColours colours(IndexColorModel lut, double max) {
        return ImageColours.same(lut, 0, max, 1);
    }

    private static short[] shorts(int[] labels, int[] ids) {
        short[] pixels = new short[labels.length];
        for (int i = 0; i < labels.length; i++) {
            pixels[i] = (short) ids[labels[i]];
        }
        return pixels;
    }

    private static float[] floats(int[] labels, int[] ids) {
        float[] pixels = new float[labels.length];
        for (int i = 0; i < labels.length; i++) {
            pixels[i] = ids[labels[i]];
        }
        return pixels;
    }
}
