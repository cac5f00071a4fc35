package io.github.imagejdiffusion.imagej.segment;

import java.util.Arrays;
import java.util.List;

/**
 * The macro keys of {@code Segment (SegDiff)...}. A public contract: once released, a key is never renamed and never
 * changes its meaning. Dialog fields have labels whose first word is the key.
 */
public enum SegmentKeys {
    MODEL("model", "name or path of a model", "nuclei-fluorescence; nuclei-histology for RGB images without channel"),
    CHANNEL("channel", "channel, from 1", "the only one; must be given where there are more than the model takes"),
    DIAMETER("diameter", "typical object diameter in pixels; 0 takes the image as it is", "0"),
    SLICES("slices", "all, current, or a range such as 2-5", "all"),
    FRAMES("frames", "all, current, or a range such as 2-5", "all"),
    LINK("link", "switch: join objects of neighbouring slices, one label for each volume", "off"),
    PROBABILITY("probability", "switch: show the probability map", "off"),
    UNCERTAINTY("uncertainty", "switch: show the uncertainty map", "off"),
    SPREAD("spread", "switch: show the spread of the runs (4 or more runs of 2 or more steps)", "off"),
    OUTLINES("outlines", "switch: add outlines to the ROI Manager; headless, as overlay of the labels", "off"),
    TABLE("table", "switch: add the objects to the Results table", "off"),
    STEPS("steps", "network calls per run", "the model's"),
    RUNS("runs", "draws that are averaged", "the model's"),
    SAMPLER("sampler", "ddim, ddpm or dpmpp2m", "the model's"),
    SEED("seed", "of the noise, a whole number", "0"),
    THRESHOLD("threshold", "foreground is probability above this, 0 to 1", "the model's"),
    MIN_SIZE("min_size", "drop smaller objects, in pixels of the image", "the model's"),
    DEVICE("device", "auto, cpu, gpu or gpu:i", "auto"),
    SAVE_ROIS("save_rois", "file to save the outlines to, as a ROI set (.zip)", "none"),
    SAVE_OBJECTS("save_objects", "file to save the table of objects to (.csv)", "none");

    private final String key;
    private final String meaning;
    private final String defaultValue;

    SegmentKeys(String key, String meaning, String defaultValue) {
        this.key = key;
        this.meaning = meaning;
        this.defaultValue = defaultValue;
    }

    /** As macros write it. */
    public String key() {
        return key;
    }

    /** For the documentation. */
    public String meaning() {
        return meaning;
    }

    /** What a macro gets that leaves the key out; never what a person last chose. */
    public String defaultValue() {
        return defaultValue;
    }

    /** All keys. */
    public static List<String> all() {
        return Arrays.stream(values()).map(SegmentKeys::key).toList();
    }
}
