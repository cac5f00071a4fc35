package io.github.imagejdiffusion.diffusion.model.yaml;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Scalar types of the YAML 1.2 core schema, which model descriptions are written in.
 *
 * <p>SnakeYAML's own rules are those of YAML 1.1, where {@code no} is a boolean, {@code 12:30} a number and
 * {@code 2026-01-01} a date: an axis named {@code on} or a version {@code 1_0} would change its type.
 *
 * @see <a href="https://yaml.org/spec/1.2.2/#1032-tag-resolution">YAML 1.2.2, section 10.3.2</a>
 */
final class YamlCoreSchema extends Resolver {

    private static final Pattern BOOLEAN = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");

    /** No octal: a number with leading zeros stays text, so that nobody can read it as base eight. */
    private static final Pattern INTEGER = Pattern.compile("[-+]?(0|[1-9][0-9]*)|0x[0-9a-fA-F]+");

    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+\\.[0-9]*)([eE][-+]?[0-9]+)?"
            + "|[-+]?[0-9]+[eE][-+]?[0-9]+"
            + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    @Override
    protected void addImplicitResolvers() {
        addImplicitResolver(Tag.BOOL, BOOLEAN, "tTfF");
        addImplicitResolver(Tag.INT, INTEGER, "-+0123456789");
        addImplicitResolver(Tag.FLOAT, FLOAT, "-+.0123456789");
        addImplicitResolver(Tag.NULL, NULL, "~nN\0");
    }
}
