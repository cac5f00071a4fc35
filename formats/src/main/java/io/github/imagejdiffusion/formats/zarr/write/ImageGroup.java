package io.github.imagejdiffusion.formats.zarr.write;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.write.DisplayRange;
import io.github.imagejdiffusion.formats.write.StackLayout;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The folder of an image: its array of full size, those of its labels, then the smaller levels and the metadata. */
final class ImageGroup {

    private static final String LABELS = "labels";
    private static final String ATTRIBUTES = ".zattrs";

    private final Path folder;
    private final String name;
    private final StackLayout layout;
    private final List<String> channelNames;
    private final ArrayWriter image;
    private final Map<String, ArrayWriter> labels = new LinkedHashMap<>();

    /**
     * Begins the group, or joins one that was begun in the same way.
     *
     * @param folder is there
     * @param name of the image
     * @param channelNames one for each channel, or none
     * @param chunk edge of a chunk
     * @throws IllegalArgumentException if the pixel type is not written, or names are not as many as channels
     */
    ImageGroup(Path folder, String name, StackLayout layout, List<String> channelNames, int chunk) {
        if (!channelNames.isEmpty() && channelNames.size() != layout.channels()) {
            throw new IllegalArgumentException(channelNames.size() + " names for " + layout.channels() + " channels");
        }
        this.folder = folder;
        this.name = name;
        this.layout = layout;
        this.channelNames = List.copyOf(channelNames);
        ArrayWriter.Shape shape = new ArrayWriter.Shape(
                layout.width(), layout.height(), layout.channels(), layout.slices(), layout.frames(), chunk);
        Json.group(folder);
        this.image = ArrayWriter.create(folder.resolve("0"), shape, layout.type());
    }

    /** Of full size. */
    ArrayWriter image() {
        return image;
    }

    /**
     * Begins a label image, or joins one that was begun.
     *
     * @throws IllegalArgumentException if the type is no integer that is written, or the name no folder's
     */
    ArrayWriter labels(String label, PixelType type) {
        if (!type.isInteger()) {
            throw new IllegalArgumentException("labels are whole numbers, not " + type);
        }
        if (!label.matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("'" + label + "' is no name for labels");
        }
        Json.group(folder.resolve(LABELS));
        Json.group(labelFolder(label));
        ArrayWriter array = ArrayWriter.create(
                labelFolder(label).resolve("0"), image.shape().oneChannel(), type);
        labels.put(label, array);
        return array;
    }

    private Path labelFolder(String label) {
        return folder.resolve(LABELS).resolve(label);
    }

    /**
     * Makes the smaller levels and describes everything.
     *
     * @param shown what is shown as black and white, one for each channel
     */
    void finish(List<DisplayRange> shown) {
        new Pyramid(folder, true).write(image, levels -> describe(levels, shown));
        labels.forEach((label, array) ->
                new Pyramid(labelFolder(label), false).write(array, levels -> describeLabels(label, levels)));
        if (!labels.isEmpty()) {
            JsonArray names = new JsonArray();
            labels.keySet().forEach(names::add);
            JsonObject json = new JsonObject();
            json.add(LABELS, names);
            Json.write(folder.resolve(LABELS).resolve(ATTRIBUTES), json);
        }
    }

    private void describe(int levels, List<DisplayRange> shown) {
        List<String> names = channelNames.isEmpty()
                ? IntStream.rangeClosed(1, layout.channels())
                        .mapToObj(c -> "channel " + c)
                        .toList()
                : channelNames;
        JsonObject json = new JsonObject();
        json.add("multiscales", new Multiscale(name, layout.calibration(), true).json(levels));
        json.add("omero", Omero.json(names, shown, layout.displayRanges().isEmpty()));
        Json.write(folder.resolve(ATTRIBUTES), json);
    }

    /** Source: https://ngff.openmicroscopy.org/0.4/#label-md */
    private void describeLabels(String label, int levels) {
        JsonObject source = new JsonObject();
        source.addProperty("image", "../../");
        JsonObject description = new JsonObject();
        description.addProperty("version", Multiscale.VERSION);
        description.add("source", source);
        JsonObject json = new JsonObject();
        json.add("multiscales", new Multiscale(label, layout.calibration(), false).json(levels));
        json.add("image-label", description);
        Json.write(labelFolder(label).resolve(ATTRIBUTES), json);
    }
}
