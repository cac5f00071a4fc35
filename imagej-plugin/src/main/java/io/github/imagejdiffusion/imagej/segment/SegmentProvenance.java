package io.github.imagejdiffusion.imagej.segment;

import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.pipeline.Provenance;
import io.github.imagejdiffusion.diffusion.planes.PlaneRange;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import io.github.imagejdiffusion.segdiff.SegDiffOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What made a result, as image properties, which ImageJ saves in its TIFF files. No time of day. */
final class SegmentProvenance {

    private static final String PREFIX = "diffusion.";

    private SegmentProvenance() {}

    static Map<String, String> of(
            SourceImage source,
            List<Integer> channels,
            PlaneRange z,
            PlaneRange t,
            DiffusionModel model,
            SegDiffOptions options,
            boolean link) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(PREFIX + "command", "Segment (SegDiff)...");
        properties.put(PREFIX + "input", source.axes().title());
        properties.put(
                PREFIX + "input.channels",
                channels.stream().map(c -> String.valueOf(c + 1)).collect(Collectors.joining(" ")));
        properties.put(PREFIX + "input.slices", z.toString());
        properties.put(PREFIX + "input.frames", t.toString());
        if (source.isPart()) {
            properties.put(
                    PREFIX + "input.area",
                    source.area().x + " " + source.area().y + " " + source.area().width + " " + source.area().height);
        }
        Provenance.model(model).forEach((key, value) -> properties.put(PREFIX + "model." + key, value.toString()));
        options.record().forEach((key, value) -> properties.put(PREFIX + "option." + key, value.toString()));
        properties.put(PREFIX + "option.link", String.valueOf(link));
        Provenance.madeBy(model).forEach((key, value) -> properties.put(PREFIX + "by." + key, value.toString()));
        return properties;
    }
}
