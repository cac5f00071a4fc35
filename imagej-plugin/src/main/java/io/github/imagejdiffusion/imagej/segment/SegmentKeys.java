package io.github.imagejdiffusion.imagej.segment;

import io.github.imagejdiffusion.imagej.macro.KeyText;
import io.github.imagejdiffusion.imagej.macro.MacroKey;
import io.github.imagejdiffusion.imagej.settings.CommonKeys;

/**
 * The macro keys of {@code Segment (SegDiff)...}. A public contract: once released, a key is never renamed and never
 * changes its meaning. Dialog fields have labels whose first word is the key.
 */
public enum SegmentKeys implements MacroKey {
    MODEL("model", "name or path of a model", "nuclei-fluorescence; nuclei-histology for RGB images without channel"),
    CHANNEL("channel", "channel, from 1", "the only one; must be given where there are more than the model takes"),
    DIAMETER(
            "diameter",
            "typical object diameter in pixels; 0 takes the image as it is, auto measures it first (see the README)",
            "0"),
    SLICES(CommonKeys.SLICES),
    FRAMES(CommonKeys.FRAMES),
    LINK(
            "link",
            "switch: join objects of neighbouring slices, one label for each volume (see `--link-z` in the README)",
            "off"),
    PROBABILITY("probability", "switch: show the probability map", "off"),
    UNCERTAINTY("uncertainty", "switch: show the uncertainty map", "off"),
    SPREAD(
            "spread",
            "switch: show the spread of the draws (4 or 8 orientations, or 4 or more runs of 2 or more steps)",
            "off"),
    OUTLINES("outlines", "switch: add outlines to the ROI Manager; headless, as overlay of the labels", "off"),
    TABLE("table", "switch: add the objects to the Results table", "off"),
    STEPS(CommonKeys.STEPS),
    RUNS(CommonKeys.RUNS),
    ORIENTATIONS(CommonKeys.ORIENTATIONS),
    SAMPLER(CommonKeys.SAMPLER),
    SEED(CommonKeys.SEED),
    THRESHOLD("threshold", "foreground is probability above this, 0 to 1", "the model's"),
    MIN_SIZE("min_size", "drop smaller objects, in pixels of the image", "the model's"),
    DEVICE(CommonKeys.DEVICE),
    SAVE_ROIS("save_rois", "file to save the outlines to, as a ROI set (.zip)", "none"),
    SAVE_OBJECTS("save_objects", "file to save the table of objects to (.csv)", "none");

    private final KeyText text;

    SegmentKeys(String key, String meaning, String defaultValue) {
        text = new KeyText(key, meaning, defaultValue);
    }

    SegmentKeys(MacroKey common) {
        text = common.text();
    }

    @Override
    public KeyText text() {
        return text;
    }
}
