package io.github.imagejdiffusion.batch.outputs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What result files are called: the stem of the input, and one of these. */
public final class OutputSuffixes {

    /** Maps and labels together, where the format has a place for both. */
    public static final String SEGMENTATION = "_segmentation";

    public static final String LABELS = "_labels";
    public static final String PROBABILITY = "_probability";
    public static final String UNCERTAINTY = "_uncertainty";
    public static final String SPREAD = "_spread";
    public static final String ERROR = "_error";
    public static final String RESTORED = "_restored";
    public static final String SUPERRES = "_superres";
    public static final String RESIDUAL = "_residual";
    public static final String OBJECTS = "_objects.csv";
    public static final String ROIS = "_rois.zip";
    public static final String RECORD = ".json";

    /** Only ever a temporary file: labels whose final numbers are not known yet. */
    public static final String PROVISIONAL_LABELS = "_labels.ids";

    private static final List<String> IMAGES =
            List.of(SEGMENTATION, LABELS, PROBABILITY, UNCERTAINTY, SPREAD, ERROR, RESTORED, SUPERRES, RESIDUAL);
    private static final String FOLDER_ENDING = ".ome.zarr";
    private static final List<String> IMAGE_ENDINGS = List.of(".ome.tif", ".tif", FOLDER_ENDING);

    private OutputSuffixes() {}

    /** The input's stem, if an image file of this name may be a result of this program. */
    public static Optional<String> stemOfResult(String fileName) {
        return imageSuffixes().stream()
                .filter(suffix -> fileName.endsWith(suffix) && fileName.length() > suffix.length())
                .map(suffix -> fileName.substring(0, fileName.length() - suffix.length()))
                .findFirst();
    }

    /** Whether an image file is named as one that further work may begin with, such as segmentation. */
    public static boolean isRestored(String fileName) {
        return IMAGE_ENDINGS.stream()
                .anyMatch(ending -> fileName.endsWith(RESTORED + ending) || fileName.endsWith(SUPERRES + ending));
    }

    /** Whether a result of this suffix is a folder. */
    static boolean isFolder(String suffix) {
        return suffix.endsWith(FOLDER_ENDING);
    }

    /** Everything that a result's file name may end with, the record excepted. */
    static List<String> ofResults() {
        List<String> all = new ArrayList<>(imageSuffixes());
        all.add(OBJECTS);
        all.add(ROIS);
        return all;
    }

    /** Everything that a temporary file may be named after, the record excepted. */
    static List<String> ofTemporaryFiles() {
        List<String> all = new ArrayList<>(ofResults());
        all.add(PROVISIONAL_LABELS);
        return all;
    }

    private static List<String> imageSuffixes() {
        return IMAGES.stream()
                .flatMap(image -> IMAGE_ENDINGS.stream().map(ending -> image + ending))
                .toList();
    }
}
