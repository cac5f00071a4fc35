package io.github.imagejdiffusion.formats.zarr.write;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.imagejdiffusion.formats.Calibration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The {@code multiscales} metadata of an image whose axes are t, c, z, y, x. Source:
 * https://ngff.openmicroscopy.org/0.4/#multiscale-md
 *
 * @param name of the image
 * @param calibration of full size; an axis whose size is not known has no unit
 * @param averaged whether a pixel of a smaller level is the mean of those it stands for, else the first of them
 */
record Multiscale(String name, Calibration calibration, boolean averaged) {

    static final String VERSION = "0.4";

    /** @param levels of the pyramid; level n is in the array of that name, half as large as the one before it */
    JsonArray json(int levels) {
        JsonObject image = new JsonObject();
        image.addProperty("version", VERSION);
        image.addProperty("name", name);
        image.add("axes", axes());
        JsonArray datasets = new JsonArray();
        for (int level = 0; level < levels; level++) {
            datasets.add(dataset(level));
        }
        image.add("datasets", datasets);
        image.addProperty("type", averaged ? "mean" : "nearest");
        JsonObject metadata = new JsonObject();
        metadata.addProperty("description", averaged ? "mean of 2 x 2 pixels" : "first of 2 x 2 pixels");
        image.add("metadata", metadata);
        JsonArray list = new JsonArray();
        list.add(image);
        return list;
    }

    private JsonArray axes() {
        JsonArray axes = new JsonArray();
        axes.add(axis("t", "time", calibration.frameInterval(), "second"));
        axes.add(axis("c", "channel", OptionalDouble.empty(), ""));
        axes.add(axis("z", "space", calibration.pixelDepth(), "micrometer"));
        axes.add(axis("y", "space", calibration.pixelHeight(), "micrometer"));
        axes.add(axis("x", "space", calibration.pixelWidth(), "micrometer"));
        return axes;
    }

    private static JsonObject axis(String name, String type, OptionalDouble size, String unit) {
        JsonObject axis = new JsonObject();
        axis.addProperty("name", name);
        axis.addProperty("type", type);
        if (size.isPresent()) {
            axis.addProperty("unit", unit);
        }
        return axis;
    }

    private JsonObject dataset(int level) {
        double factor = 1L << level;
        double x = calibration.pixelWidth().orElse(1);
        double y = calibration.pixelHeight().orElse(1);
        JsonArray transformations = new JsonArray();
        transformations.add(transformation(
                "scale",
                List.of(
                        calibration.frameInterval().orElse(1),
                        1.0,
                        calibration.pixelDepth().orElse(1),
                        y * factor,
                        x * factor)));
        if (averaged && level > 0) {
            // The centre of the pixels that were averaged, from that of the first pixel of full size.
            double centre = (factor - 1) / 2;
            transformations.add(transformation("translation", List.of(0.0, 0.0, 0.0, y * centre, x * centre)));
        }
        JsonObject dataset = new JsonObject();
        dataset.addProperty("path", Integer.toString(level));
        dataset.add("coordinateTransformations", transformations);
        return dataset;
    }

    private static JsonObject transformation(String type, List<Double> numbers) {
        JsonArray list = new JsonArray();
        numbers.forEach(list::add);
        JsonObject json = new JsonObject();
        json.addProperty("type", type);
        json.add(type, list);
        return json;
    }
}
