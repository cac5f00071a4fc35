package io.github.imagejdiffusion.diffusion.model;

import io.github.imagejdiffusion.diffusion.ModelPackageException;
import io.github.imagejdiffusion.diffusion.model.config.DenoiserGraph;
import io.github.imagejdiffusion.diffusion.model.config.DiffusionConfig;
import io.github.imagejdiffusion.diffusion.model.config.DiffusionConfigReader;
import io.github.imagejdiffusion.diffusion.model.config.EncoderGraph;
import io.github.imagejdiffusion.diffusion.model.rdf.FileReference;
import io.github.imagejdiffusion.diffusion.model.rdf.RdfDescription;
import io.github.imagejdiffusion.diffusion.model.rdf.RdfReader;
import io.github.imagejdiffusion.diffusion.model.rdf.WeightsEntry;
import io.github.imagejdiffusion.diffusion.model.rdf.WeightsFormat;
import io.github.imagejdiffusion.diffusion.model.source.DescriptionFile;
import io.github.imagejdiffusion.diffusion.model.source.PackageSource;
import io.github.imagejdiffusion.diffusion.model.source.PackageSources;
import io.github.imagejdiffusion.diffusion.model.source.RelativePath;
import io.github.imagejdiffusion.diffusion.model.yaml.Fields;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Opens model packages and checks them: description, configuration, and the files with their hashes.
 *
 * <p>Nothing is fetched, unpacked or executed, and only the description and the files it names are read; other files,
 * such as an inference server's properties, have no effect. Thread-safe.
 */
public final class PackageReader {

    private static final int MAX_DESCRIPTION_BYTES = 1 << 20;

    private PackageReader() {}

    /** Opens the package in a folder or .zip. @throws ModelPackageException if it cannot be used, saying why */
    public static ModelPackage open(Path path) {
        return open(PackageSources.open(path));
    }

    /**
     * Opens a package as a diffusion model.
     *
     * @throws ModelPackageException if the description is not valid or not that of a diffusion model, or a file is
     *     missing, damaged, not what its hash says, or outside the package
     */
    public static ModelPackage open(PackageSource source) {
        byte[] content = readDescription(source);
        RdfDescription rdf = RdfReader.read(content, source.describe(descriptionFile(source)));
        DiffusionConfig config = DiffusionConfigReader.read(rdf);
        PackageFiles files = new PackageFiles(source, rdf.file());
        GraphFile denoiser = files.graph(denoiserFile(rdf, config.denoiser()));
        Optional<GraphFile> encoder = config.encoder().map(graph -> files.graph(encoderFile(rdf, graph)));
        Set<String> graphs = Stream.concat(Stream.of(denoiser), encoder.stream())
                .map(GraphFile::path)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        rdf.attachments().stream()
                .filter(file -> !graphs.contains(RelativePath.normal(file.source())))
                .forEach(files::checkAttachment);
        rdf.weights().values().stream()
                .filter(entry -> entry.format() != WeightsFormat.ONNX)
                .forEach(entry -> files.checkIfPresent(entry.file()));
        return new ModelPackage(source, rdf, config, Sha256.of(content), denoiser, encoder);
    }

    /**
     * Reads only the description, of any bioimage.io model.
     *
     * @throws ModelPackageException if there is none, or it is not valid
     */
    public static RdfDescription describe(PackageSource source) {
        return RdfReader.read(readDescription(source), source.describe(descriptionFile(source)));
    }

    private static byte[] readDescription(PackageSource source) {
        return source.read(descriptionFile(source), MAX_DESCRIPTION_BYTES);
    }

    private static String descriptionFile(PackageSource source) {
        return DescriptionFile.of(source)
                .orElseThrow(() -> new ModelPackageException(source.location() + ": is not a model package: it has no "
                        + String.join(", ", DescriptionFile.NAMES)));
    }

    private static FileReference denoiserFile(RdfDescription rdf, DenoiserGraph graph) {
        Fields fields = Fields.of(rdf.file(), rdf.raw());
        WeightsEntry onnx = rdf.weights().get(WeightsFormat.ONNX);
        if (onnx == null) {
            throw fields.error("weights.onnx", "is missing, but only ONNX weights can be used");
        }
        if (!same(onnx.file().source(), graph.source())) {
            throw fields.error(
                    "config." + DiffusionConfig.KEY + ".graphs.denoiser.source",
                    "must be the file of weights.onnx, '" + onnx.file().source() + "', but is '" + graph.source()
                            + "'");
        }
        if (onnx.externalData().isPresent()) {
            throw fields.error("weights.onnx.external_data", "cannot be used; save the weights within the ONNX file");
        }
        return onnx.file();
    }

    private static FileReference encoderFile(RdfDescription rdf, EncoderGraph graph) {
        Optional<String> attached = rdf.attachments().stream()
                .filter(file -> same(file.source(), graph.file().source()))
                .flatMap(file -> file.sha256().stream())
                .findFirst();
        Optional<String> own = graph.file().sha256();
        if (own.isPresent() && attached.isPresent() && !own.equals(attached)) {
            throw Fields.of(rdf.file(), rdf.raw())
                    .error(
                            graph.file().field(),
                            "has another sha256 here than under attachments; export the package again");
        }
        return new FileReference(
                graph.file().source(), own.or(() -> attached), graph.file().field());
    }

    private static boolean same(String one, String other) {
        return RelativePath.normal(one).equals(RelativePath.normal(other));
    }
}
