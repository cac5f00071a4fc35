package io.github.imagejdiffusion.formats.zarr;

import io.github.imagejdiffusion.formats.FormatsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the images of a folder: those of its own {@code multiscales}, or those of the groups in it that
 * {@code OME/.zattrs} lists or that are named 0, 1, 2, ..., as bioformats2raw writes them, or those of the wells of a
 * plate.
 */
final class ImageGroups {

    static final String ATTRIBUTES = ".zattrs";

    private static final int MOST_IMAGES = 10_000;

    private final ZarrFolder folder;
    private final MultiscaleReader reader;

    ImageGroups(ZarrFolder folder) {
        this.folder = folder;
        this.reader = new MultiscaleReader(folder);
    }

    /** @throws FormatsException if there is no image, or metadata are damaged or of a kind that is not supported */
    List<ZarrImage> read() {
        Optional<JsonFields> attributes = JsonFields.read(folder, ATTRIBUTES);
        if (attributes.isPresent() && attributes.get().has(MultiscaleReader.FIELD)) {
            return some(reader.read("", attributes.get()));
        }
        Optional<JsonFields> plate = attributes.flatMap(a -> a.object("plate"));
        return some(plate.isPresent() ? ofPlate(plate.get()) : inGroups());
    }

    /** All fields of all wells, in the order of the metadata; named by their place, such as A/1/0. */
    private List<ZarrImage> ofPlate(JsonFields plate) {
        List<ZarrImage> images = new ArrayList<>();
        for (JsonFields well : plate.objects("wells")) {
            String place = well.text("path") + "/";
            JsonFields fields = attributes(place, well)
                    .object("well")
                    .orElseThrow(() -> well.wrong("path", "is a group without a well"));
            for (JsonFields image : fields.objects("images")) {
                String group = place + image.text("path") + "/";
                images.addAll(reader.read(group, attributes(group, image)));
                if (images.size() > MOST_IMAGES) {
                    throw plate.wrong("wells", "has more than " + MOST_IMAGES + " images");
                }
            }
        }
        return images;
    }

    private JsonFields attributes(String group, JsonFields owner) {
        return JsonFields.read(folder, group + ATTRIBUTES)
                .orElseThrow(() -> owner.wrong("path", "names a group that is not there, " + group));
    }

    private List<ZarrImage> inGroups() {
        List<ZarrImage> images = new ArrayList<>();
        Optional<JsonFields> ome = JsonFields.read(folder, "OME/" + ATTRIBUTES);
        if (ome.isPresent() && ome.get().has("series")) {
            List<String> groups = ome.get().texts("series");
            if (groups.size() > MOST_IMAGES) {
                throw ome.get().wrong("series", "has more than " + MOST_IMAGES + " images");
            }
            for (String group : groups) {
                JsonFields attributes = JsonFields.read(folder, group + "/" + ATTRIBUTES)
                        .orElseThrow(() -> ome.get().wrong("series", "names '" + group + "', which is not there"));
                images.addAll(reader.read(group + "/", attributes));
            }
            return images;
        }
        for (int i = 0; i < MOST_IMAGES; i++) {
            String group = i + "/";
            Optional<JsonFields> attributes = JsonFields.read(folder, group + ATTRIBUTES);
            if (attributes.isEmpty()) {
                break;
            }
            images.addAll(reader.read(group, attributes.get()));
        }
        return images;
    }

    private List<ZarrImage> some(List<ZarrImage> images) {
        if (images.isEmpty()) {
            throw new FormatsException(
                    folder.path(),
                    "has no image: neither it nor the groups 0, 1, ... in it name one under 'multiscales'",
                    "give the folder of an OME-Zarr image, the one with its .zattrs");
        }
        return images;
    }
}
