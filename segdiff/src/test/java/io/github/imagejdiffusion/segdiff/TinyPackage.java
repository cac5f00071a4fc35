package io.github.imagejdiffusion.segdiff;

import io.github.imagejdiffusion.diffusion.model.ModelPackage;
import io.github.imagejdiffusion.diffusion.model.PackageReader;
import io.github.imagejdiffusion.diffusion.onnx.DeviceChoice;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A model package around one of the networks of {@code src/test/python/tiny_networks.py}. */
final class TinyPackage {

    private static final String RDF =
            """
            format_version: 0.5.4
            type: model
            name: Tiny network for tests
            inputs:
              - {id: x, axes: [{type: batch}, {type: channel, channel_names: [mask]}]}
            outputs:
              - {id: prediction, axes: [{type: batch}, {type: channel, channel_names: [mask]}]}
            weights:
              onnx: {source: weights.onnx, sha256: %s, opset_version: 15}
            config:
              imagej-diffusion:
                kind: %s
                num_train_timesteps: 100
                beta_schedule: linear
                beta_start: 0.001
                beta_end: 0.2
                prediction_type: sample
                clip_sample: true
                timestep_spacing: trailing
                image_channels: %d
                target_channels: [%s]
                graphs:
                  denoiser:
                    source: weights.onnx
                    inputs: {sample: x, timestep: timestep, features: features}
                    output: prediction
                  encoder: {source: encoder.onnx, sha256: %s, input: image, output: features}
                defaults: {sampler: ddim, steps: 1, runs: 1, threshold: 0.5, seed_height: 0.4, min_size: 15}
                block: 256
                halo: 16
                stride: 8
                %s
                normalisation: {low_percentile: 1.0, high_percentile: 99.8}
                noise: noise-v1
            """;

    private final String network;
    private String kind = "segdiff";
    private int imageChannels = 1;
    private String targets = "mask, distance";
    private String diameter = "object_diameter: {min: 8, max: 60, typical: 20}";

    private TinyPackage(String network) {
        this.network = network;
    }

    static TinyPackage of(String network) {
        return new TinyPackage(network);
    }

    TinyPackage kind(String value) {
        kind = value;
        return this;
    }

    TinyPackage imageChannels(int count) {
        imageChannels = count;
        return this;
    }

    TinyPackage maskOnly() {
        targets = "mask";
        return this;
    }

    TinyPackage withoutDiameter() {
        diameter = "";
        return this;
    }

    ModelPackage write(Path folder) throws IOException {
        byte[] denoiser = resource(network);
        byte[] encoder = resource("encoder");
        Files.createDirectories(folder);
        Files.write(folder.resolve("weights.onnx"), denoiser);
        Files.write(folder.resolve("encoder.onnx"), encoder);
        Files.writeString(
                folder.resolve("rdf.yaml"),
                String.format(RDF, sha256(denoiser), kind, imageChannels, targets, sha256(encoder), diameter));
        return PackageReader.open(folder);
    }

    DiffusionModel open(Path folder) throws IOException {
        return open(folder, 1);
    }

    DiffusionModel open(Path folder, int threads) throws IOException {
        return DiffusionModel.open(write(folder.resolve(network)), DeviceChoice.CPU, threads, warning -> {});
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = TinyPackage.class.getResourceAsStream("/networks/" + name + ".onnx")) {
            return in.readAllBytes();
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
