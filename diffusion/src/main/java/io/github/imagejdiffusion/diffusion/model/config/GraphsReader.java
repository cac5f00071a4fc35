package io.github.imagejdiffusion.diffusion.model.config;

import io.github.imagejdiffusion.diffusion.model.rdf.FileReferences;
import io.github.imagejdiffusion.diffusion.model.yaml.Fields;
import java.util.Optional;

/** Reads the graphs and how they fit together. */
final class GraphsReader {

    private GraphsReader() {}

    static Optional<EncoderGraph> encoder(Fields graphs) {
        return graphs.optionalSection("encoder")
                .map(fields ->
                        new EncoderGraph(FileReferences.read(fields), fields.text("input"), fields.text("output")));
    }

    static DenoiserGraph denoiser(Fields graphs, ModelKind kind, boolean withEncoder) {
        Fields fields = graphs.section("denoiser");
        Fields inputs = fields.section("inputs");
        Optional<String> features = inputs.optionalText("features");
        Optional<String> image = inputs.optionalText("image");
        if (withEncoder && features.isEmpty()) {
            throw inputs.error("features", "is missing, but required because there is an encoder");
        }
        if (!withEncoder && features.isPresent()) {
            throw graphs.error("encoder", "is missing, but required because the denoiser takes features");
        }
        if (kind != ModelKind.PRIOR && features.isEmpty() && image.isEmpty()) {
            throw inputs.error(
                    "image", "is missing, but a model with a condition needs it, or features and an encoder");
        }
        return new DenoiserGraph(
                fields.text("source"), inputs.text("sample"), time(inputs), features, image, fields.text("output"));
    }

    private static TimeInput time(Fields inputs) {
        Optional<String> level = inputs.optionalText("noise_level");
        if (level.isEmpty()) {
            return new TimeInput(inputs.text("timestep"), TimeInput.Kind.TIMESTEP);
        }
        if (inputs.has("timestep")) {
            throw inputs.error("noise_level", "stands beside timestep, but a denoiser takes one of the two");
        }
        return new TimeInput(level.get(), TimeInput.Kind.NOISE_LEVEL);
    }
}
