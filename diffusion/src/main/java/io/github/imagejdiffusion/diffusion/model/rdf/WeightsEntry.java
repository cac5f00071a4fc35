package io.github.imagejdiffusion.diffusion.model.rdf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A model's weights in one format.
 *
 * @param parent the format these were converted from
 * @param opsetVersion ONNX operator set; present for ONNX only
 * @param externalData the file that holds the numbers of an ONNX graph stored without them
 * @param details the whole entry as written, with what only its format has (architecture, pytorch_version, ...)
 */
public record WeightsEntry(
        WeightsFormat format,
        FileReference file,
        Optional<WeightsFormat> parent,
        String comment,
        OptionalInt opsetVersion,
        Optional<FileReference> externalData,
        List<Author> authors,
        Map<String, Object> details) {

    public WeightsEntry {
        authors = List.copyOf(authors);
    }
}
