package io.github.imagejdiffusion.restore;

import io.github.imagejdiffusion.diffusion.model.ModelPackage;
import io.github.imagejdiffusion.diffusion.model.PackageReader;
import io.github.imagejdiffusion.diffusion.network.Denoiser;
import io.github.imagejdiffusion.diffusion.network.DiffusionNetwork;
import io.github.imagejdiffusion.diffusion.onnx.DeviceChoice;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Function;

/** Models of blocks of 64 pixels with a halo of 16: one of real networks, and others whose networks are Java. */
public final class TinyModel {

    private static final String RDF =
            """
            format_version: 0.5.4
            type: model
            name: Tiny network for tests
            inputs:
              - {id: x, axes: [{type: batch}, {type: channel, channel_names: [image]}]}
            outputs:
              - {id: prediction, axes: [{type: batch}, {type: channel, channel_names: [image]}]}
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
                clip_sample: false
                timestep_spacing: trailing
                image_channels: %d
                target_channels: [image]
                graphs:
                  denoiser:
                    source: weights.onnx
                    inputs: {sample: x, timestep: timestep, features: features}
                    output: prediction
                  encoder: {source: encoder.onnx, sha256: %s, input: image, output: features}
                defaults: {sampler: ddim, steps: 1, runs: 1, threshold: 0.5}
                block: 64
                halo: 16
                stride: 8
                normalisation: {low_percentile: 1.0, high_percentile: 99.8}
                noise: noise-v1
            """;

    private TinyModel() {}

    /** Gives every image back as it is. */
    static DiffusionModel identity(Path folder) throws IOException {
        return DiffusionModel.open(write(folder, "paired", 1), DeviceChoice.CPU, 1, warning -> {});
    }

    /** @param network what it does with an image [1,1,H,W] */
    public static DiffusionModel of(Path folder, Function<Tensor, Denoiser> network) throws IOException {
        return of(folder, "paired", 1, network);
    }

    public static DiffusionModel of(Path folder, String kind, int channels, Function<Tensor, Denoiser> network)
            throws IOException {
        return new DiffusionModel(write(folder, kind, channels), new JavaNetwork(network));
    }

    private static ModelPackage write(Path folder, String kind, int channels) throws IOException {
        byte[] denoiser = resource("sharp");
        byte[] encoder = resource("encoder");
        Files.createDirectories(folder);
        Files.write(folder.resolve("weights.onnx"), denoiser);
        Files.write(folder.resolve("encoder.onnx"), encoder);
        Files.writeString(
                folder.resolve("rdf.yaml"), String.format(RDF, sha256(denoiser), kind, channels, sha256(encoder)));
        return PackageReader.open(folder);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = TinyModel.class.getResourceAsStream("/networks/" + name + ".onnx")) {
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

    private record JavaNetwork(Function<Tensor, Denoiser> network) implements DiffusionNetwork {

        @Override
        public BoundDenoiser condition(Tensor image) {
            return bound(network.apply(image));
        }

        private static BoundDenoiser bound(Denoiser denoiser) {
            return new BoundDenoiser() {
                @Override
                public Tensor predict(Tensor x, double timestep) {
                    return denoiser.predict(x, timestep);
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public BoundDenoiser unconditional() {
            return bound(network.apply(null));
        }

        @Override
        public String device() {
            return "cpu";
        }

        @Override
        public void close() {}
    }
}
