package io.github.imagejdiffusion.imagej.segment.dialog;

import io.github.imagejdiffusion.imagej.PluginException;
import io.github.imagejdiffusion.imagej.dialog.Numbers;
import io.github.imagejdiffusion.imagej.dialog.PlaneText;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import io.github.imagejdiffusion.imagej.segment.SegmentSettings;
import io.github.imagejdiffusion.segdiff.DiameterChoice;
import java.util.Optional;
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
                diameterChoice(),
                PlaneText.slices(slices, source.axes()),
                PlaneText.frames(frames, source.axes()),
                link,
                new SegmentSettings.Outputs(probability, uncertainty, advanced.spread(), outlines, table),
                advanced.sampling(),
                advanced.threshold(),
                advanced.minSize(),
                advanced.device(),
                new SegmentSettings.Files(Optional.empty(), Optional.empty()));
    }

    private DiameterChoice diameterChoice() {
        double pixels = Numbers.decimal("Diameter", diameter, 0, Double.MAX_VALUE);
        return pixels == 0 ? DiameterChoice.AS_IT_IS : DiameterChoice.of(pixels);
    }
}
