package io.github.imagejdiffusion.diffusion.model.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What {@code config.imagej-diffusion} of a model description says: all that a sampler must know and the bioimage.io
 * specification has no word for.
 *
 * @param imageChannels channels of the image the model is conditioned on; 0 for none
 * @param targetChannels names of the channels that are sampled, for example mask and distance
 * @param distanceCap of the distance channel of a segmentation model, min(1, d / min(m, cap)) for the distance d of a
 *     pixel to its object's edge and the largest d in the object, m; in pixels at the model's scale; empty if not said
 * @param objectDiameter of segmentation models; empty for what has none, for example a network of membranes: such a model
 *     sees every image at its own scale
 * @param targetScale of image-to-image models, {@code target_to_image}; for others it means nothing
 * @param factor by which a super-resolution model enlarges; always present for {@link ModelKind#SR3}
 * @param trainedOn what images a model is for, as far as it says
 * @param errorLaws of a restoration, for its spread, one for each number of steps that the model was calibrated with
 * @param noise contract of the addressed noise, {@value #NOISE_V1}
 * @param validation free notes on how the model was validated, values as written
 */
public record DiffusionConfig(
        ModelKind kind,
        ScheduleConfig schedule,
        int imageChannels,
        List<String> targetChannels,
        OptionalDouble distanceCap,
        DenoiserGraph denoiser,
        Optional<EncoderGraph> encoder,
        SamplingDefaults defaults,
        BlockLayout blocks,
        Optional<ObjectDiameter> objectDiameter,
        PercentileRange normalisation,
        TargetScale targetScale,
        OptionalInt factor,
        TrainedRange trainedOn,
        List<ErrorLaw> errorLaws,
        String noise,
        Map<String, Object> validation) {

    /** The key under {@code config}. */
    public static final String KEY = "imagej-diffusion";

    /** The noise contract this version knows. */
    public static final String NOISE_V1 = "noise-v1";

    public DiffusionConfig {
        targetChannels = List.copyOf(targetChannels);
        errorLaws = List.copyOf(errorLaws);
    }
}
