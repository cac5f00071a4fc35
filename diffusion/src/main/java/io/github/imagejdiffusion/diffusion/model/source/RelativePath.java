package io.github.imagejdiffusion.diffusion.model.source;

import java.util.Optional;
import java.util.regex.Pattern;

/** Which paths may point to a file of a package: relative, with forward slashes, and never out of the package. */
public final class RelativePath {

    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*", Pattern.DOTALL);
    private static final Pattern CONTROL = Pattern.compile(".*[\\p{Cntrl}\\u2028\\u2029].*", Pattern.DOTALL);
    private static final int MAX_LENGTH = 255;

    private RelativePath() {}

    /** Whether a path begins like {@code https:}; a drive letter does not count. */
    public static boolean isUrl(String path) {
        return URL.matcher(path).matches();
    }

    /** The path without leading {@code ./}, which is how two spellings of one file are recognised. */
    public static String normal(String path) {
        String normal = path;
        while (normal.startsWith("./")) {
            normal = normal.substring(2);
        }
        return normal;
    }

    /** What is wrong with a path, in words that follow it in a message; empty if it may be opened. */
    public static Optional<String> problem(String path) {
        if (isUrl(path)) {
            return Optional.of("is a URL, and a model is never fetched from the network; download the file and put it "
                    + "into the package");
        }
        String normal = normal(path);
        if (normal.isBlank()
                || normal.length() > MAX_LENGTH
                || CONTROL.matcher(normal).matches()) {
            return Optional.of("is not a file name");
        }
        if (normal.indexOf('\\') >= 0) {
            return Optional.of("contains a backslash; write '/' between folders");
        }
        if (normal.startsWith("/") || normal.indexOf(':') >= 0) {
            return Optional.of("is an absolute path; only files inside the package can be used");
        }
        for (String part : normal.split("/", -1)) {
            if (part.equals("..") || part.equals(".") || part.isEmpty()) {
                return Optional.of("leads out of the package; only files inside it can be used");
            }
        }
        return Optional.empty();
    }
}
