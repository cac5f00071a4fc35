package io.github.imagejdiffusion.testing;

import io.github.imagejdiffusion.diffusion.model.ModelPackage;
import io.github.imagejdiffusion.diffusion.model.PackageReader;
import io.github.imagejdiffusion.diffusion.network.Denoiser;
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

/**
 * A model package around one of the networks of {@code src/main/python/tiny_networks.py}, whose results are known in closed
 * form. Fluent; not thread-safe.
 */
public final class TinyPackage {

    private static final String RDF =
            """
            format_version: 0.5.4
            type: model
            name: Tiny network for tests
            inputs:
              - {id: x, axes: [{type: batch}, {type: channel, channel_names: [%1$s]}]}
            outputs:
              - {id: prediction, axes: [{type: batch}, {type: channel, channel_names: [%1$s]}]}
            weights:
              onnx: {source: weights.onnx, sha256: %2$s, opset_version: 15}
            config:
              imagej-diffusion:
                kind: %3$s
                num_train_timesteps: 100
                beta_schedule: linear
                beta_start: 0.001
                beta_end: 0.2
                prediction_type: sample
                clip_sample: %4$b
                timestep_spacing: trailing
                image_channels: %5$d
                target_channels: [%1$s]
                graphs:
                  denoiser:
                    source: weights.onnx
                    inputs: {%6$s}
                    output: prediction
                  %7$s
                defaults: {sampler: ddim, steps: 1, runs: 1, orientations: %11$d, threshold: 0.5, seed_height: 0.4, min_size: %8$d}
                block: %9$d
                halo: 16
                stride: 8
                %10$s
                normalisation: {low_percentile: 1.0, high_percentile: 99.8}
                noise: noise-v1
            """;

    private final String network;
    private byte[] encoder;
    private String kind = "segdiff";
    private String more = "object_diameter: {min: 8, max: 60, typical: 20}";
    private String time = "timestep";
    private String targets = "mask, distance";
    private boolean clip = true;
    private int imageChannels = 1;
    private int orientations = 1;
    private int minSize = 15;
    private int block = 256;

    private TinyPackage(String network) {
        this.network = network;
        this.encoder = resource("encoder");
    }

    /**
     * A model of kind segdiff with mask and distance.
     *
     * @param network {@code sharp}: every target is the image itself; {@code noisy}: and what the start noise adds;
     *     {@code not_a_number}
     */
    public static TinyPackage of(String network) {
        return new TinyPackage(network);
    }

    /** A model of kind paired, which gives every image back as it is. */
    public static TinyPackage paired() {
        return of("sharp").kind("paired");
    }

    /** A model of kind sr3 that is told noise levels and gives every enlarged image back as it is. */
    public static TinyPackage sr3(int factor) {
        TinyPackage files = of("sharp").kind("sr3").more("factor: " + factor);
        files.time = "noise_level";
        return files;
    }

    /** A model of kind prior, which takes every clean image to be half of what it sees. */
    public static TinyPackage prior() {
        TinyPackage files = of("prior").kind("prior").imageChannels(0);
        files.encoder = null;
        return files;
    }

    /** Another kind, whose only target is an image that is not clipped, and which knows no objects. */
    public TinyPackage kind(String value) {
        kind = value;
        targets = "image";
        clip = false;
        more = "";
        return this;
    }

    /** Of the condition. */
    public TinyPackage imageChannels(int count) {
        imageChannels = count;
        return this;
    }

    /** A mask is the only target. */
    public TinyPackage maskOnly() {
        targets = "mask";
        return this;
    }

    /** Does not say which objects it knows. */
    public TinyPackage withoutDiameter() {
        more = "";
        return this;
    }

    /** Of the objects that it knows, 8, 20 and 60 if not told. */
    public TinyPackage diameters(double min, double typical, double max) {
        return more("object_diameter: {min: " + min + ", max: " + max + ", typical: " + typical + "}");
    }

    /** What kind sr3 says about its training: a blur of 0.4 to 0.9 pixels, 50 photons or more. */
    public TinyPackage withTrainedRange() {
        return more(more + "\n    trained_on: {blur: [0.4, 0.9], photons: [50, 5000]}");
    }

    /** Calibrated for 2 steps: errors are twice the geometric mean of spread and noise. */
    public TinyPackage withErrorLaw() {
        return more(more + "\n    expected_error: [{steps: 2, factor: 2, share_of_spread: 0.5}]");
    }

    private TinyPackage more(String lines) {
        more = lines;
        return this;
    }

    /** Over which the mean of one run is taken, 1 if not told. */
    public TinyPackage orientations(int count) {
        orientations = count;
        return this;
    }

    /** Smallest object in pixels, 15 if not told. */
    public TinyPackage minSize(int pixels) {
        minSize = pixels;
        return this;
    }

    /** Core of a block in pixels, 256 if not told; the halo has 16. */
    public TinyPackage block(int pixels) {
        block = pixels;
        return this;
    }

    /** Another image encoder; the denoiser wants one channel of features from it. */
    public TinyPackage encoder(byte[] graph) {
        encoder = graph.clone();
        return this;
    }

    /** Writes the package into a folder, which is made where it is missing, and gives that back. */
    public Path writeTo(Path folder) throws IOException {
        byte[] denoiser = resource(network);
        Files.createDirectories(folder);
        Files.write(folder.resolve("weights.onnx"), denoiser);
        String inputs = "sample: x, " + time + ": timestep";
        String encoded = "";
        if (encoder != null) {
            Files.write(folder.resolve("encoder.onnx"), encoder);
            inputs += ", features: features";
            encoded =
                    "encoder: {source: encoder.onnx, sha256: " + sha256(encoder) + ", input: image, output: features}";
        }
        Files.writeString(
                folder.resolve("rdf.yaml"),
                String.format(
                        RDF,
                        targets,
                        sha256(denoiser),
                        kind,
                        clip,
                        imageChannels,
                        inputs,
                        encoded,
                        minSize,
                        block,
                        more,
                        orientations));
        return folder;
    }

    /** Writes the package into a folder and reads it. */
    public ModelPackage write(Path folder) throws IOException {
        return PackageReader.open(writeTo(folder));
    }

    /** Writes the package into a folder within this one and opens it, for one thread. */
    public DiffusionModel open(Path folder) throws IOException {
        return open(folder, 1);
    }

    /** As {@link #open(Path)}, for several threads. */
    public DiffusionModel open(Path folder, int threads) throws IOException {
        return DiffusionModel.open(write(folder.resolve(network)), DeviceChoice.CPU, threads, warning -> {});
    }

    /**
     * Writes the package into a folder and opens it with a network of Java in place of its own.
     *
     * @param other what it does with an image [1,C,H,W], or with null where there is no condition
     */
    public DiffusionModel open(Path folder, Function<Tensor, Denoiser> other) throws IOException {
        return new DiffusionModel(write(folder), new JavaNetwork(other));
    }

    private static byte[] resource(String name) {
        try (InputStream in = TinyPackage.class.getResourceAsStream("/networks/" + name + ".onnx")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
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
