package io.github.imagejdiffusion.batch.evaluate;

import java.nio.file.Path;
import java.util.Locale;

/** File names without their extensions; {@code .ome.tif} and {@code .ome.tiff} count as one extension. */
final class Stem {

    static final String LABELS = "_labels";

    private Stem() {}

    static String of(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        if (dot <= 0) {
            return name;
        }
        String extension = name.substring(dot).toLowerCase(Locale.ROOT);
        String stem = name.substring(0, dot);
        boolean tiff = extension.equals(".tif") || extension.equals(".tiff");
        return tiff && stem.toLowerCase(Locale.ROOT).endsWith(".ome") ? stem.substring(0, stem.length() - 4) : stem;
    }

    /** The stem of the image that a label file belongs to: {@code cells} for cells_labels.tif and for cells.png. */
    static String ofImage(Path labels) {
        String stem = of(labels);
        return stem.endsWith(LABELS) && stem.length() > LABELS.length()
                ? stem.substring(0, stem.length() - LABELS.length())
                : stem;
    }
}
