package io.github.imagejdiffusion.diffusion.model.yaml;

import io.github.imagejdiffusion.diffusion.ModelPackageException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Copies a YAML node graph into plain values.
 *
 * <p>The copy walks the node graph itself rather than letting a constructor build objects, because fifty permitted
 * aliases can already double a value fifty times over: every value copied counts, and the depth is bounded, which also
 * ends an alias that contains itself. Not thread-safe; one instance per document.
 */
final class NodeValues {

    /** Values in one document after expanding its aliases. */
    static final int MAX_VALUES = 100_000;

    private final String file;
    private int values;
    private int depth;

    NodeValues(String file) {
        this.file = file;
    }

    /** Text such as {@code :3:5} for line 3, column 5. */
    static String place(Mark mark) {
        return ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
    }

    Map<String, Object> map(MappingNode node) {
        enter(node, Tag.MAP);
        Map<String, Object> map = new LinkedHashMap<>();
        for (NodeTuple entry : node.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode)) {
                throw error(entry.getKeyNode(), "a key must be plain text, not a list or map");
            }
            String key = ((ScalarNode) entry.getKeyNode()).getValue();
            if (map.containsKey(key)) {
                throw error(entry.getKeyNode(), "the key '" + Shown.oneLine(key, 60) + "' stands twice");
            }
            map.put(key, value(entry.getValueNode()));
        }
        depth--;
        return Collections.unmodifiableMap(map);
    }

    private List<Object> list(SequenceNode node) {
        enter(node, Tag.SEQ);
        List<Object> list = new ArrayList<>();
        for (Node item : node.getValue()) {
            list.add(value(item));
        }
        depth--;
        return Collections.unmodifiableList(list);
    }

    private Object value(Node node) {
        if (++values > MAX_VALUES) {
            throw error(node, "more than " + MAX_VALUES + " values once its aliases are expanded");
        }
        if (node instanceof MappingNode) {
            return map((MappingNode) node);
        }
        if (node instanceof SequenceNode) {
            return list((SequenceNode) node);
        }
        return scalar((ScalarNode) node);
    }

    private void enter(Node node, Tag allowed) {
        if (!allowed.equals(node.getTag())) {
            throw forbiddenTag(node);
        }
        if (++depth > YamlReader.MAX_DEPTH) {
            throw error(node, "more than " + YamlReader.MAX_DEPTH + " levels, or a value that contains itself");
        }
    }

    private Object scalar(ScalarNode node) {
        String text = node.getValue();
        Tag tag = node.getTag();
        if (Tag.STR.equals(tag)) {
            return text;
        } else if (Tag.NULL.equals(tag)) {
            return null;
        } else if (Tag.BOOL.equals(tag)) {
            return Boolean.valueOf(text);
        }
        try {
            if (Tag.INT.equals(tag)) {
                return wholeNumber(text);
            } else if (Tag.FLOAT.equals(tag)) {
                return number(text);
            }
        } catch (NumberFormatException e) {
            throw new ModelPackageException(
                    file + place(node.getStartMark()) + ": '" + Shown.oneLine(text, 60) + "' is not a number", e);
        }
        throw forbiddenTag(node);
    }

    private static Number wholeNumber(String text) {
        BigInteger value = text.startsWith("0x") ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
        if (value.bitLength() < Long.SIZE) {
            return value.longValue();
        }
        return value;
    }

    /** A BigDecimal keeps the digits as written, so that version 1.10 does not become 1.1. */
    private static Number number(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.endsWith("nan")) {
            return Double.NaN;
        } else if (lower.endsWith("inf")) {
            return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return new BigDecimal(text);
    }

    private ModelPackageException forbiddenTag(Node node) {
        return error(node, "the type tag '" + Shown.oneLine(node.getTag().getValue(), 80) + "' is not allowed here");
    }

    private ModelPackageException error(Node node, String problem) {
        return new ModelPackageException(file + place(node.getStartMark()) + ": " + problem);
    }
}
