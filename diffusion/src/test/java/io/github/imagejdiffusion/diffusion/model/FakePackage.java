package io.github.imagejdiffusion.diffusion.model;

import io.github.imagejdiffusion.diffusion.model.source.Zips;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A package made for one test: the description {@code segdiff.yaml} with two tiny networks whose hashes are right. */
public final class FakePackage {

    static final byte[] DENOISER = onnx("denoiser");
    static final byte[] ENCODER = onnx("encoder");

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private String rdf;

    private FakePackage(String rdf) {
        this.rdf = rdf;
        files.put("weights.onnx", DENOISER);
        files.put("encoder.onnx", ENCODER);
        files.put("README.md", "# Model card\n".getBytes(StandardCharsets.UTF_8));
    }

    public static FakePackage segdiff() {
        return new FakePackage(resource("segdiff.yaml")
                .replace("DENOISER_SHA256", Sha256.of(DENOISER))
                .replace("ENCODER_SHA256", Sha256.of(ENCODER)));
    }

    static FakePackage of(String resource) {
        return new FakePackage(resource(resource));
    }

    static String resource(String name) {
        try (InputStream in = FakePackage.class.getResourceAsStream("/model/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The smallest file with the outline of an ONNX model: ir_version 9, a graph of this name, opset 17. */
    static byte[] onnx(String name) {
        byte[] text = name.getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0x08, 9, 0x3a, (byte) (text.length + 2), 0x12, (byte) text.length});
        out.writeBytes(text);
        out.writeBytes(new byte[] {0x42, 2, 0x10, 17});
        return out.toByteArray();
    }

    /** Replaces text of the description, which must be there. */
    public FakePackage edit(String from, String to) {
        if (!rdf.contains(from)) {
            throw new IllegalArgumentException("the description has no '" + from + "'");
        }
        rdf = rdf.replace(from, to);
        return this;
    }

    public FakePackage with(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    /** Replaces the denoiser, and its hash in the description. */
    public FakePackage withDenoiser(byte[] content) {
        return edit(Sha256.of(files.get("weights.onnx")), Sha256.of(content)).with("weights.onnx", content);
    }

    /** Replaces the encoder, and its hashes in the description. */
    public FakePackage withEncoder(byte[] content) {
        return edit(Sha256.of(files.get("encoder.onnx")), Sha256.of(content)).with("encoder.onnx", content);
    }

    public FakePackage without(String path) {
        files.remove(path);
        return this;
    }

    byte[] rdf() {
        return rdf.getBytes(StandardCharsets.UTF_8);
    }

    public Path folder(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("rdf.yaml"), rdf());
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return folder;
    }

    Path zip(Path zip) throws IOException {
        return zip(zip, "");
    }

    Path zip(Path zip, String prefix) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(prefix + "rdf.yaml", rdf());
        files.forEach((path, content) -> entries.put(prefix + path, content));
        return Zips.write(zip, entries);
    }
}
