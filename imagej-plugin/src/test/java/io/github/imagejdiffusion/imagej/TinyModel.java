package io.github.imagejdiffusion.imagej;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A model package that takes the normalised image itself for probability and distance: fast, results in closed form. */
public final class TinyModel {

    private static final Path NETWORKS = Path.of("../batch/src/test/resources/networks");

    private static final String RDF =
            """
            format_version: 0.5.4
            type: model
            name: Tiny network for tests
            inputs:
              - {id: x, axes: [{type: batch}, {type: channel, channel_names: [mask, distance]}]}
            outputs:
              - {id: prediction, axes: [{type: batch}, {type: channel, channel_names: [mask, distance]}]}
            weights:
              onnx: {source: weights.onnx, sha256: %s, opset_version: 15}
            config:
              imagej-diffusion:
                kind: segdiff
                num_train_timesteps: 100
                beta_schedule: linear
                beta_start: 0.001
                beta_end: 0.2
                prediction_type: sample
                clip_sample: true
                timestep_spacing: trailing
                image_channels: 1
                target_channels: [mask, distance]
                graphs:
                  denoiser:
                    source: weights.onnx
                    inputs: {sample: x, timestep: timestep, features: features}
                    output: prediction
                  encoder: {source: encoder.onnx, sha256: %s, input: image, output: features}
                defaults: {sampler: ddim, steps: 1, runs: 1, threshold: 0.5, seed_height: 0.4, min_size: 0}
                block: 256
                halo: 16
                stride: 8
                object_diameter: {min: 8, max: 60, typical: 20}
                normalisation: {low_percentile: 1.0, high_percentile: 99.8}
                noise: noise-v1
            """;

    private TinyModel() {}

    /** A model of kind paired, which gives every image back as it is. */
    public static Path writePaired(Path folder) throws IOException {
        write(folder);
        Path rdf = folder.resolve("rdf.yaml");
        String text = Files.readString(rdf)
                .replace("kind: segdiff", "kind: paired")
                .replace("[mask, distance]", "[image]")
                .replace("clip_sample: true", "clip_sample: false");
        Files.writeString(rdf, text);
        return folder;
    }

    /** A model of kind prior, which takes every clean image to be half of what it sees. */
    public static Path writePrior(Path folder) throws IOException {
        Files.createDirectories(folder);
        byte[] network = Files.readAllBytes(NETWORKS.resolve("prior.onnx"));
        Files.write(folder.resolve("weights.onnx"), network);
        String text = String.format(RDF, sha256(network), "")
                .replace("kind: segdiff", "kind: prior")
                .replace("[mask, distance]", "[image]")
                .replace("image_channels: 1", "image_channels: 0")
                .replace(", features: features}", "}")
                .replaceAll(" *encoder: .*\n", "")
                .replaceAll(" *object_diameter: .*\n", "");
        Files.writeString(folder.resolve("rdf.yaml"), text);
        return folder;
    }

    /** A model of kind sr3, which gives every enlarged image back as it is. */
    public static Path writeSr3(Path folder, int factor) throws IOException {
        writePaired(folder);
        Path rdf = folder.resolve("rdf.yaml");
        String text = Files.readString(rdf)
                .replace(
                        "kind: paired",
                        "kind: sr3\n    factor: " + factor
                                + "\n    trained_on: {blur: [0.4, 0.9], photons: [50, 5000]}")
                .replace("timestep: timestep", "noise_level: timestep");
        Files.writeString(rdf, text);
        return folder;
    }

    /** Writes the package into a new folder. */
    public static Path write(Path folder) throws IOException {
        byte[] denoiser = Files.readAllBytes(NETWORKS.resolve("sharp.onnx"));
        byte[] encoder = Files.readAllBytes(NETWORKS.resolve("encoder.onnx"));
        Files.createDirectories(folder);
        Files.write(folder.resolve("weights.onnx"), denoiser);
        Files.write(folder.resolve("encoder.onnx"), encoder);
        Files.writeString(folder.resolve("rdf.yaml"), String.format(RDF, sha256(denoiser), sha256(encoder)));
        return folder;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
