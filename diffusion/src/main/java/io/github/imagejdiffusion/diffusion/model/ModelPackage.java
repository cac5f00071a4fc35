package io.github.imagejdiffusion.diffusion.model;

import io.github.imagejdiffusion.diffusion.ModelPackageException;
import io.github.imagejdiffusion.diffusion.model.config.DiffusionConfig;
import io.github.imagejdiffusion.diffusion.model.rdf.Author;
import io.github.imagejdiffusion.diffusion.model.rdf.RdfDescription;
import io.github.imagejdiffusion.diffusion.model.rdf.TensorDescription;
import io.github.imagejdiffusion.diffusion.model.source.PackageSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A diffusion model on disk or on the class path, checked: its description is valid and its networks are the files that
 * their hashes say. Immutable and thread-safe.
 */
public final class ModelPackage {

    private static final int MAX_DOCUMENTATION_BYTES = 4 << 20;
    private static final int MAX_SMALL_FILE_BYTES = 16 << 20;

    private final PackageSource source;
    private final RdfDescription description;
    private final DiffusionConfig diffusion;
    private final GraphFile denoiser;
    private final Optional<GraphFile> encoder;
    private final String sha256;

    ModelPackage(
            PackageSource source,
            RdfDescription description,
            DiffusionConfig diffusion,
            String descriptionSha256,
            GraphFile denoiser,
            Optional<GraphFile> encoder) {
        this.source = source;
        this.description = description;
        this.diffusion = diffusion;
        this.denoiser = denoiser;
        this.encoder = encoder;
        this.sha256 = identity(descriptionSha256, denoiser, encoder);
    }

    private static String identity(String descriptionSha256, GraphFile denoiser, Optional<GraphFile> encoder) {
        StringBuilder lines = new StringBuilder();
        lines.append(descriptionSha256).append('\n').append(denoiser.sha256()).append('\n');
        encoder.ifPresent(graph -> lines.append(graph.sha256()).append('\n'));
        return Sha256.of(lines.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** The bioimage.io resource id where one was assigned, else the package's short name. */
    public String id() {
        return description.id().orElse(source.name());
    }

    /** Name of the folder or zip file, without ending: what a user calls the model. */
    public String shortName() {
        return source.name();
    }

    /** Human-readable name. */
    public String name() {
        return description.name();
    }

    /** Where the package is: a path, or {@code bundled:NAME}. */
    public String location() {
        return source.location();
    }

    /** The whole bioimage.io description. */
    public RdfDescription description() {
        return description;
    }

    /** The version as its authors wrote it. */
    public Optional<String> version() {
        return description.version();
    }

    /** SPDX identifier. */
    public Optional<String> licence() {
        return description.licence();
    }

    /** In the order of the description. */
    public List<Author> authors() {
        return description.authors();
    }

    /** Version of the bioimage.io specification, for example {@code 0.5.4}. */
    public String formatVersion() {
        return description.formatVersion();
    }

    /** Input tensors in the order of the description. */
    public List<TensorDescription> inputs() {
        return description.inputs();
    }

    /** Output tensors in the order of the description. */
    public List<TensorDescription> outputs() {
        return description.outputs();
    }

    /** What a sampler must know. */
    public DiffusionConfig diffusion() {
        return diffusion;
    }

    /** The network called once per step. */
    public GraphFile weights() {
        return denoiser;
    }

    /** The network called once per block on the image. */
    public Optional<GraphFile> encoder() {
        return encoder;
    }

    /**
     * The identity of the model, as written to provenance records.
     *
     * <p>SHA-256, in lower-case hex, over an ASCII text of two or three lines, each 64 lower-case hex digits and a line
     * feed: the SHA-256 of the description file's bytes, of the denoiser's ONNX file, and of the encoder's, if there is
     * one. It does not depend on file names, or on whether the package is a folder, a zip file or bundled:
     *
     * <pre>for f in rdf.yaml weights.onnx encoder.onnx; do sha256sum &lt; $f | cut -c1-64; done | sha256sum</pre>
     */
    public String sha256() {
        return sha256;
    }

    /**
     * The model card, as Markdown; empty if the package has none or only points to one elsewhere.
     *
     * @throws ModelPackageException if it is named but cannot be read
     */
    public Optional<String> documentation() {
        return description
                .documentation()
                .filter(source::contains)
                .map(path -> new String(source.read(path, MAX_DOCUMENTATION_BYTES), StandardCharsets.UTF_8));
    }

    /**
     * A small file of the package, such as a test tensor.
     *
     * @throws ModelPackageException if there is none of this name or it is larger than 16 MiB
     */
    public byte[] read(String path) {
        return source.read(path, MAX_SMALL_FILE_BYTES);
    }

    @Override
    public String toString() {
        return id() + " (" + location() + ")";
    }
}
