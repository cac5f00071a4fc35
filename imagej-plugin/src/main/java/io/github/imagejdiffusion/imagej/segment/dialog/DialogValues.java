package io.github.imagejdiffusion.imagej.segment.dialog;

import io.github.imagejdiffusion.diffusion.planes.PlaneRange;
import io.github.imagejdiffusion.imagej.PluginException;
import io.github.imagejdiffusion.imagej.dialog.Numbers;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import io.github.imagejdiffusion.imagej.segment.SegmentSettings;
import io.github.imagejdiffusion.imagej.settings.PlaneChoice;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What the fields of the dialog hold, texts as they were typed.
 *
 * @param model name
 * @param diameter of objects in pixels
 * @param channel from 1
 * @param slices all, current, or a range
 * @param frames likewise
 */
record DialogValues(
        String model,
        String diameter,
        int channel,
        String slices,
        String frames,
        boolean link,
        boolean outlines,
        boolean table,
        boolean uncertainty,
        boolean probability) {

    /**
     * Settings for an image; planes are numbers, so that they mean the same wherever the image's sliders stand.
     *
     * @param oneChannel whether the model takes a single one
     * @throws PluginException naming the field that cannot be used
     */
    SegmentSettings settings(SourceImage source, boolean oneChannel, AdvancedValues advanced) {
        return new SegmentSettings(
                Optional.of(model),
                oneChannel ? OptionalInt.of(channel) : OptionalInt.empty(),
                diameterPixels(),
                planes("Slices", slices, source.axes().slices(), source.axes().slice()),
                planes("Frames", frames, source.axes().frames(), source.axes().frame()),
                link,
                new SegmentSettings.Outputs(probability, uncertainty, advanced.spread(), outlines, table),
                advanced.sampling(),
                advanced.threshold(),
                advanced.minSize(),
                advanced.device(),
                new SegmentSettings.Files(Optional.empty(), Optional.empty()));
    }

    private OptionalDouble diameterPixels() {
        double pixels = Numbers.decimal("Diameter", diameter, 0, Double.MAX_VALUE);
        return pixels == 0 ? OptionalDouble.empty() : OptionalDouble.of(pixels);
    }

    private static PlaneChoice planes(String field, String text, int size, int current) {
        PlaneChoice choice = PlaneChoice.parse(text)
                .orElseThrow(() -> new PluginException(field + ": write all, current, or a range such as 2-5."));
        PlaneRange range = choice.of(size, current);
        if (range.last() > size) {
            throw new PluginException(field + ": the image has only " + size + ".");
        }
        return choice.kind() == PlaneChoice.Kind.ALL ? choice : new PlaneChoice(PlaneChoice.Kind.RANGE, range);
    }
}
