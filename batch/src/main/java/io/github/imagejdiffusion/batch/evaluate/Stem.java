package io.github.imagejdiffusion.batch.evaluate;

import io.github.imagejdiffusion.batch.inputs.PathText;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * File names without their extensions, in the text of {@link PathText}, which results are named by; {@code .ome.tif}, {@code .ome.tiff} and {@code .ome.zarr} count as one
 * extension.
 */
final class Stem {

    static final String LABELS = "_labels";
    static final String SEGMENTATION = "_segmentation";

    /** What a result may be called that holds labels. */
    static final List<String> OF_LABELS = List.of(LABELS, SEGMENTATION);

    private static final Set<String> OF_OME = Set.of(".tif", ".tiff", ".zarr");

    private Stem() {}

    static String of(Path file) {
        String name = PathText.nameOf(file);
        int dot = name.lastIndexOf('.');
        if (dot <= 0) {
            return name;
        }
        String extension = name.substring(dot).toLowerCase(Locale.ROOT);
        String stem = name.substring(0, dot);
        return OF_OME.contains(extension) && stem.toLowerCase(Locale.ROOT).endsWith(".ome")
                ? stem.substring(0, stem.length() - 4)
                : stem;
    }

    /**
     * The stem of the image that a label file belongs to: {@code cells} for cells_labels.tif, for
     * cells_segmentation.ome.zarr and for cells.png.
     */
    static String ofImage(Path labels) {
        String stem = of(labels);
        return OF_LABELS.stream()
                .filter(ending -> stem.endsWith(ending) && stem.length() > ending.length())
                .map(ending -> stem.substring(0, stem.length() - ending.length()))
                .findFirst()
                .orElse(stem);
    }
}
