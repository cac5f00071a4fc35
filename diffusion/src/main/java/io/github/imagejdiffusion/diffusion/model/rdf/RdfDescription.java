package io.github.imagejdiffusion.diffusion.model.rdf;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model description of the bioimage.io specification 0.5.
 *
 * @param file what messages call the file it was read from
 * @param formatVersion for example {@code 0.5.4}
 * @param id bioimage.io resource id, where one was assigned
 * @param licence SPDX identifier
 * @param documentation path or URL of the model card
 * @param inputs at least one; tensor ids are unique over inputs and outputs
 * @param outputs at least one
 * @param weights at least one
 * @param config settings of programs, keyed by program
 * @param raw the whole document as {@link io.github.imagejdiffusion.diffusion.model.yaml.YamlReader#read} gives it
 */
public record RdfDescription(
        String file,
        String formatVersion,
        String name,
        Optional<String> id,
        String description,
        Optional<String> version,
        Optional<String> licence,
        Optional<String> documentation,
        List<Author> authors,
        List<Citation> cite,
        List<String> tags,
        List<TensorDescription> inputs,
        List<TensorDescription> outputs,
        Map<WeightsFormat, WeightsEntry> weights,
        List<FileReference> attachments,
        Map<String, Object> config,
        Map<String, Object> raw) {

    public RdfDescription {
        authors = List.copyOf(authors);
        cite = List.copyOf(cite);
        tags = List.copyOf(tags);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        weights = Collections.unmodifiableMap(weights);
        attachments = List.copyOf(attachments);
    }
}
