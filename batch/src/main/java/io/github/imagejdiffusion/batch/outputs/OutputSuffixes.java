package io.github.imagejdiffusion.batch.outputs;

import java.util.List;

/** What result files are called. */
public final class OutputSuffixes {

    public static final String LABELS = "_labels";
    public static final String PROBABILITY = "_probability";
    public static final String UNCERTAINTY = "_uncertainty";
    public static final String SPREAD = "_spread";
    public static final String OBJECTS = "_objects.csv";
    public static final String ROIS = "_rois.zip";
    public static final String RECORD = ".json";

    private static final List<String> IMAGES = List.of(LABELS, PROBABILITY, UNCERTAINTY, SPREAD);

    private OutputSuffixes() {}

    /** Whether an image file of this name is a result of this program. */
    public static boolean isResult(String fileName) {
        return IMAGES.stream().anyMatch(s -> fileName.endsWith(s + ".tif") || fileName.endsWith(s + ".ome.tif"));
    }
}
