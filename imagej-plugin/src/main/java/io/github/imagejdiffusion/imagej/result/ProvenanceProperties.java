package io.github.imagejdiffusion.imagej.result;

import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.pipeline.Provenance;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import io.github.imagejdiffusion.imagej.settings.ChosenPlanes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What made a result, as image properties, which ImageJ saves in its TIFF files. No time of day. */
public final class ProvenanceProperties {

    /** Of all of them. */
    public static final String PREFIX = "diffusion.";

    private ProvenanceProperties() {}

    /**
     * In a fixed order.
     *
     * @param command as in the menu
     * @param options every setting, by name
     */
    public static Map<String, String> of(
            String command, SourceImage source, ChosenPlanes planes, DiffusionModel model, Map<String, ?> options) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(PREFIX + "command", command);
        properties.put(PREFIX + "input", source.axes().title());
        properties.put(
                PREFIX + "input.channels",
                planes.channels().stream().map(c -> String.valueOf(c + 1)).collect(Collectors.joining(" ")));
        properties.put(PREFIX + "input.slices", planes.z().toString());
        properties.put(PREFIX + "input.frames", planes.t().toString());
        if (source.isPart()) {
            properties.put(
                    PREFIX + "input.area",
                    source.area().x + " " + source.area().y + " " + source.area().width + " " + source.area().height);
        }
        Provenance.model(model).forEach((key, value) -> properties.put(PREFIX + "model." + key, value.toString()));
        options.forEach((key, value) -> properties.put(PREFIX + "option." + key, value.toString()));
        Provenance.madeBy(model).forEach((key, value) -> properties.put(PREFIX + "by." + key, value.toString()));
        return properties;
    }
}
