package io.github.imagejdiffusion.formats.zarr;

import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.Series;
import io.github.imagejdiffusion.formats.zarr.Axis.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads the images that a group describes under {@code multiscales}. */
final class MultiscaleReader {

    static final String FIELD = "multiscales";

    /** Of one image: sizes halve, so that more would be smaller than a pixel. */
    private static final int MOST_LEVELS = 64;

    /** Each is looked for in a file of its own: more would take hours even where none of them is there. */
    private static final long MOST_CHUNKS_IN_PLANE = 1L << 22;

    private final ZarrFolder folder;

    MultiscaleReader(ZarrFolder folder) {
        this.folder = folder;
    }

    /**
     * The images of a group.
     *
     * @param group its key, empty for the folder itself, else with a slash at the end
     * @param attributes of the group
     * @throws FormatsException if metadata are damaged or of a kind that is not supported
     */
    List<ZarrImage> read(String group, JsonFields attributes) {
        List<ZarrImage> images = new ArrayList<>();
        for (JsonFields multiscale : attributes.objects(FIELD)) {
            images.add(image(group, attributes, multiscale));
        }
        return images;
    }

    private ZarrImage image(String group, JsonFields attributes, JsonFields multiscale) {
        Axes axes = Axes.of(multiscale);
        List<JsonFields> datasets = multiscale.objects("datasets");
        if (datasets.isEmpty() || datasets.size() > MOST_LEVELS) {
            throw multiscale.wrong("datasets", "must have 1 to " + MOST_LEVELS + " levels, but has " + datasets.size());
        }
        List<ZarrImage.Level> levels = new ArrayList<>();
        for (JsonFields dataset : datasets) {
            ZarrArray array = ZarrArray.read(folder, group + dataset.text("path"));
            if (array.dimensions() != axes.count()) {
                throw dataset.wrong(
                        "path",
                        "is an array of " + array.dimensions() + " dimensions, but there are " + axes.count()
                                + " axes");
            }
            levels.add(level(group, attributes, multiscale, dataset, axes, array));
        }
        return new ZarrImage(multiscale.optionalText("version").orElse(""), levels);
    }

    private ZarrImage.Level level(
            String group,
            JsonFields attributes,
            JsonFields multiscale,
            JsonFields dataset,
            Axes axes,
            ZarrArray array) {
        int other = axes.position(Kind.OTHER);
        if (other >= 0 && array.size(other) != 1) {
            throw multiscale.wrong(
                    "axes", "has an axis '" + axes.all().get(other).name() + "', which is none of t, c, z, y and x");
        }
        int channels = size(array, axes, Kind.C);
        Series series = new Series(
                name(group, multiscale),
                size(array, axes, Kind.X),
                size(array, axes, Kind.Y),
                channels,
                size(array, axes, Kind.Z),
                size(array, axes, Kind.T),
                array.type().pixel(),
                false,
                Scales.of(axes, multiscale, dataset).calibration(),
                channelNames(attributes, channels));
        requireFewChunks(array, axes);
        return new ZarrImage.Level(array, axes, series);
    }

    private void requireFewChunks(ZarrArray array, Axes axes) {
        double chunks = 1;
        for (Kind kind : List.of(Kind.X, Kind.Y)) {
            int axis = axes.position(kind);
            chunks *= Math.ceil((double) array.size(axis) / array.chunkSize(axis));
        }
        if (chunks > MOST_CHUNKS_IN_PLANE) {
            throw new FormatsException(
                    folder.file(array.metadataKey()),
                    "has more than " + MOST_CHUNKS_IN_PLANE + " chunks in each plane",
                    "write the image in larger chunks");
        }
    }

    private static String name(String group, JsonFields multiscale) {
        String name = multiscale.optionalText("name").orElse("");
        return name.isEmpty() || name.equals("/") ? group.replaceFirst("/$", "") : name;
    }

    private int size(ZarrArray array, Axes axes, Kind kind) {
        int axis = axes.position(kind);
        long size = axis < 0 ? 1 : array.size(axis);
        if (size > Integer.MAX_VALUE) {
            throw new FormatsException(
                    folder.file(array.metadataKey()),
                    "says that the image has " + size + " elements along " + kind + ", more than can be read",
                    "export the image again");
        }
        return (int) size;
    }

    /** Names are for people: where there is not one for each channel, there are none. */
    private static List<String> channelNames(JsonFields attributes, int channels) {
        List<JsonFields> described = attributes
                .object("omero")
                .map(omero -> omero.objects("channels"))
                .orElse(List.of());
        List<String> names = new ArrayList<>();
        for (JsonFields channel : described) {
            channel.optionalText("label").ifPresent(names::add);
        }
        return names.size() == channels ? names : List.of();
    }
}
