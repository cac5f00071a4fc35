package io.github.imagejdiffusion.formats.zarr;

import io.github.imagejdiffusion.formats.FormatsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The label images of an OME-Zarr image: folders in it that {@link io.github.imagejdiffusion.formats.ImageFiles} opens
 * as images of their own. Source: https://ngff.openmicroscopy.org/0.4/#labels-md
 */
public final class ZarrLabels {

    private static final String GROUP = "labels";

    private ZarrLabels() {}

    /**
     * Finds them; does not open them.
     *
     * @param image the folder of an image, or any other path
     * @return in the order of the metadata; empty where there are none
     * @throws FormatsException if the metadata are damaged or name something outside of the folder
     */
    public static List<Path> of(Path image) {
        if (!Files.isDirectory(image)) {
            return List.of();
        }
        ZarrFolder folder = new ZarrFolder(image);
        List<Path> labels = new ArrayList<>();
        Optional<JsonFields> group = JsonFields.read(folder, GROUP + "/" + ImageGroups.ATTRIBUTES);
        if (group.isPresent() && group.get().has(GROUP)) {
            for (String name : group.get().texts(GROUP)) {
                labels.add(folder.file(GROUP + "/" + name));
            }
        }
        return labels;
    }
}
