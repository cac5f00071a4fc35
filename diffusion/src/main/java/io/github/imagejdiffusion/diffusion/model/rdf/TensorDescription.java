package io.github.imagejdiffusion.diffusion.model.rdf;

import java.util.List;
import java.util.Optional;

/**
 * One input or output of a model.
 *
 * @param axes in the order of the array's dimensions, slowest first
 * @param data one entry for the whole tensor, or one per channel
 * @param optional whether an input may be left out
 * @param processing preprocessing of an input, postprocessing of an output, in order
 */
public record TensorDescription(
        String id,
        String description,
        List<Axis> axes,
        List<DataDescription> data,
        Optional<FileReference> testTensor,
        Optional<FileReference> sampleTensor,
        boolean optional,
        List<Processing> processing) {

    public TensorDescription {
        axes = List.copyOf(axes);
        data = List.copyOf(data);
        processing = List.copyOf(processing);
    }

    /** The axis of this id. */
    public Optional<Axis> axis(String axisId) {
        return axes.stream().filter(axis -> axis.id().equals(axisId)).findFirst();
    }
}
