package io.github.imagejdiffusion.diffusion.model.yaml;

import io.github.imagejdiffusion.diffusion.ModelPackageException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.representer.Representer;

/**
 * Reads an untrusted YAML document into plain immutable values.
 *
 * <p>Text, numbers, booleans, lists and maps only; no tag makes an object. Length, nesting, aliases and the number of
 * values after expanding the aliases are limited. A key may stand only once in its map. Thread-safe.
 */
public final class YamlReader {

    /** Characters in one document. */
    static final int MAX_CHARACTERS = 1 << 20;

    /** Aliases to lists and maps in one document. */
    static final int MAX_ALIASES = 50;

    /** Depth of lists and maps. */
    static final int MAX_DEPTH = 40;

    private YamlReader() {}

    /**
     * Reads one document, which must be a map.
     *
     * @param bytes UTF-8, with or without byte order mark
     * @param file what error messages call the document
     * @return values in the document's order: String, Long, BigInteger, BigDecimal, Double (only .inf and .nan),
     *     Boolean, null, List and Map with String keys
     * @throws ModelPackageException if it is not YAML, or exceeds a limit
     */
    public static Map<String, Object> read(byte[] bytes, String file) {
        Node node = compose(decode(bytes, file), file);
        if (!(node instanceof MappingNode)) {
            throw new ModelPackageException(file + ": is not a description: the document must be a map of fields");
        }
        return new NodeValues(file).map((MappingNode) node);
    }

    private static Node compose(String text, String file) {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(MAX_CHARACTERS);
        limits.setMaxAliasesForCollections(MAX_ALIASES);
        limits.setNestingDepthLimit(MAX_DEPTH);
        limits.setAllowRecursiveKeys(false);
        limits.setAllowDuplicateKeys(false);
        DumperOptions unused = new DumperOptions();
        Yaml yaml =
                new Yaml(new SafeConstructor(limits), new Representer(unused), unused, limits, new YamlCoreSchema());
        try {
            return yaml.compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            String place = e.getProblemMark() == null ? "" : NodeValues.place(e.getProblemMark());
            throw new ModelPackageException(
                    file + place + ": is not readable as YAML: " + Shown.oneLine(e.getProblem(), 200), e);
        } catch (YAMLException e) {
            throw new ModelPackageException(
                    file + ": is not readable as YAML: " + Shown.oneLine(e.getMessage(), 200), e);
        }
    }

    private static String decode(byte[] bytes, String file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new ModelPackageException(file + ": is not UTF-8 text; save it as UTF-8", e);
        }
    }
}
