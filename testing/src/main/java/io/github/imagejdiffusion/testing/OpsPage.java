package io.github.imagejdiffusion.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What {@code docs/ops.md} names, so that every module can see to its part of it. */
public final class OpsPage {

    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([\\w-]+)</artifactId>");

    private final String text;

    /** @throws IOException if the page cannot be read */
    public OpsPage(Path page) throws IOException {
        text = Files.readString(page);
    }

    /** Every op that it names, in code or in the text. @param namespace what stands before the dot, such as segment */
    public Set<String> ops(String namespace) {
        return found(Pattern.compile("[\"`](" + namespace + "\\.\\w+)[\"`]"), text);
    }

    /** The ops in the first column of its table, up to the first line that is not of the table. */
    public Set<String> tabled(String namespace) {
        String rows = text.lines()
                .dropWhile(line -> !line.startsWith("| op |"))
                .takeWhile(line -> line.startsWith("|"))
                .collect(Collectors.joining("\n"));
        return found(Pattern.compile("(?m)^\\| `(" + namespace + "\\.\\w+)`"), rows);
    }

    /** The artifacts that it says to depend on. */
    public Set<String> artifacts() {
        return found(ARTIFACT, text);
    }

    private static Set<String> found(Pattern pattern, String where) {
        return pattern.matcher(where)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
