package io.github.imagejdiffusion.diffusion.model.rdf;

import io.github.imagejdiffusion.diffusion.model.yaml.Fields;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the weights entries. */
final class WeightsReader {

    private static final int OLDEST_OPSET = 7;

    private WeightsReader() {}

    static Map<WeightsFormat, WeightsEntry> read(Fields weights) {
        Map<WeightsFormat, WeightsEntry> entries = new EnumMap<>(WeightsFormat.class);
        for (WeightsFormat format : WeightsFormat.values()) {
            String key = format.name().toLowerCase(Locale.ROOT);
            weights.optionalSection(key).ifPresent(fields -> entries.put(format, entry(format, fields)));
        }
        if (entries.isEmpty()) {
            throw weights.error("onnx", "is missing, and there is no other known weights format either");
        }
        for (WeightsEntry entry : entries.values()) {
            if (entry.parent().isPresent()
                    && !entries.containsKey(entry.parent().get())) {
                String key = entry.format().name().toLowerCase(Locale.ROOT);
                throw weights.section(key).error("parent", "names a format that has no entry here");
            }
        }
        return entries;
    }

    private static WeightsEntry entry(WeightsFormat format, Fields fields) {
        boolean onnx = format == WeightsFormat.ONNX;
        Optional<WeightsFormat> parent = Optional.empty();
        if (fields.has("parent")) {
            parent = Optional.of(fields.choice("parent", WeightsFormat.class));
            if (parent.get() == format) {
                throw fields.error("parent", "names the entry itself");
            }
        }
        FileReference file = FileReferences.read(fields);
        Optional<FileReference> externalData =
                onnx ? FileReferences.optional(fields, "external_data") : Optional.empty();
        if (externalData.isPresent() && externalData.get().source().equals(file.source())) {
            throw fields.error("external_data", "must be another file than the graph itself");
        }
        return new WeightsEntry(
                format,
                file,
                parent,
                fields.text("comment", ""),
                onnx ? OptionalInt.of(fields.whole("opset_version", OLDEST_OPSET, 1000)) : OptionalInt.empty(),
                externalData,
                PeopleReader.authors(fields, "authors"),
                fields.values());
    }
}
