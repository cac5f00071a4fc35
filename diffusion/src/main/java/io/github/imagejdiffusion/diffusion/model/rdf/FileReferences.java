package io.github.imagejdiffusion.diffusion.model.rdf;

import io.github.imagejdiffusion.diffusion.model.yaml.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads references to files. */
public final class FileReferences {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

    private FileReferences() {}

    /** Reads {@code source} and {@code sha256} of a map. */
    public static FileReference read(Fields fields) {
        return new FileReference(fields.text("source"), sha256(fields), fields.pathOf("source"));
    }

    /** The hash a map gives for its file, in lower case. @throws ModelPackageException if it is not 64 hex digits */
    private static Optional<String> sha256(Fields fields) {
        Optional<String> hash = fields.optionalText("sha256");
        if (hash.isPresent() && !SHA256.matcher(hash.get()).matches()) {
            throw fields.error("sha256", "must be 64 hexadecimal digits, but is '" + hash.get() + "'");
        }
        return hash.map(text -> text.toLowerCase(Locale.ROOT));
    }

    /** The file under one key, where there is one. */
    static Optional<FileReference> optional(Fields fields, String key) {
        return fields.optionalSection(key).map(FileReferences::read);
    }

    /** The files under one key. Early 0.5 descriptions give plain paths, and a map with one list of them. */
    static List<FileReference> list(Fields fields, String key) {
        if (fields.has(key) && fields.value(key) instanceof Map) {
            return list(fields.section(key), "files");
        }
        List<FileReference> files = new ArrayList<>();
        List<?> items = fields.list(key);
        for (int i = 0; i < items.size(); i++) {
            Object item = items.get(i);
            String itemKey = key + "[" + i + "]";
            if (item instanceof String && !((String) item).isBlank()) {
                files.add(new FileReference((String) item, Optional.empty(), fields.pathOf(itemKey)));
            } else {
                files.add(read(fields.item(key, i)));
            }
        }
        return List.copyOf(files);
    }
}
