package io.github.imagejdiffusion.diffusion.model.rdf;

import io.github.imagejdiffusion.diffusion.ModelPackageException;
import io.github.imagejdiffusion.diffusion.model.yaml.Fields;
import io.github.imagejdiffusion.diffusion.model.yaml.Shown;
import io.github.imagejdiffusion.diffusion.model.yaml.YamlReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads model descriptions of the bioimage.io specification 0.5.
 *
 * <p>Every description the specification calls valid is read; fields that are optional there may be missing here, and
 * fields it does not know are kept in {@link RdfDescription#raw()} and otherwise ignored. A wrong field is named. Files
 * the description points to are not touched. Thread-safe.
 *
 * @see <a href="https://bioimage-io.github.io/spec-bioimage-io/">bioimage.io specification</a>
 */
public final class RdfReader {

    private static final Pattern VERSION = Pattern.compile("0\\.5\\.[0-9]+");
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\p{Cf}\\u2028\\u2029]{1,256}");

    private RdfReader() {}

    /**
     * Reads one description.
     *
     * @param bytes the file's content
     * @param file what messages call the file
     * @throws ModelPackageException if it is not a valid model description, naming the field
     */
    public static RdfDescription read(byte[] bytes, String file) {
        Map<String, Object> raw = YamlReader.read(bytes, file);
        Fields rdf = Fields.of(file, raw);
        String formatVersion = formatVersion(rdf);
        if (!rdf.text("type").equals("model")) {
            throw rdf.error("type", "is '" + rdf.text("type") + "', but only a 'model' can be used here");
        }
        List<TensorDescription> inputs = TensorReader.readAll(rdf, "inputs");
        List<TensorDescription> outputs = TensorReader.readAll(rdf, "outputs");
        TensorSizes.check(rdf, inputs, outputs);
        return new RdfDescription(
                file,
                formatVersion,
                name(rdf),
                rdf.optionalText("id"),
                rdf.text("description", ""),
                rdf.optionalScalar("version"),
                rdf.optionalText("license"),
                documentation(rdf),
                PeopleReader.authors(rdf, "authors"),
                PeopleReader.citations(rdf, "cite"),
                rdf.texts("tags"),
                inputs,
                outputs,
                WeightsReader.read(rdf.section("weights")),
                FileReferences.list(rdf, "attachments"),
                rdf.optionalSection("config").map(Fields::values).orElse(Map.of()),
                raw);
    }

    private static String formatVersion(Fields rdf) {
        String version = rdf.optionalScalar("format_version").orElseThrow(() -> rdf.missing("format_version"));
        if (!VERSION.matcher(version).matches()) {
            throw rdf.error(
                    "format_version",
                    "is '" + Shown.oneLine(version, 20)
                            + "', but only 0.5.x is read here; convert the package with the bioimageio tools");
        }
        return version;
    }

    private static String name(Fields rdf) {
        String name = rdf.text("name");
        if (!NAME.matcher(name).matches()) {
            throw rdf.error("name", "must be one line of at most 256 characters");
        }
        return name;
    }

    private static Optional<String> documentation(Fields rdf) {
        if (rdf.has("documentation") && rdf.value("documentation") instanceof Map) {
            return Optional.of(rdf.section("documentation").text("source"));
        }
        return rdf.optionalText("documentation");
    }
}
