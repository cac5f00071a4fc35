package io.github.imagejdiffusion.imagej.segment.dialog;

import io.github.imagejdiffusion.diffusion.onnx.DeviceChoice;
import io.github.imagejdiffusion.imagej.settings.Sampling;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The settings of the second dialog; what is empty is the model's own default.
 *
 * @param threshold foreground is probability above this, 0..1
 * @param minSize drop smaller objects, in pixels of the image
 * @param spread whether the spread of the runs is shown
 */
record AdvancedValues(
        Sampling sampling, OptionalDouble threshold, OptionalInt minSize, DeviceChoice device, boolean spread) {

    /** All as the model has it, with seed 0, on whatever device can be used. */
    static final AdvancedValues DEFAULTS = new AdvancedValues(
            new Sampling(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), 0),
            OptionalDouble.empty(),
            OptionalInt.empty(),
            DeviceChoice.AUTO,
            false);
}
