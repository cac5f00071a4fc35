package io.github.imagejdiffusion.batch.restore;

import io.github.imagejdiffusion.batch.UsageException;
import io.github.imagejdiffusion.batch.options.SamplingOptions;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.formats.write.StackFormat;
import io.github.imagejdiffusion.restore.Denoise;
import io.github.imagejdiffusion.restore.DenoiseOptions;
import java.util.Optional;

/** Denoising by a model that was trained for it. */
final class ModelPlan {

    private ModelPlan() {}

    /**
     * @throws UsageException if the model cannot do what the options ask for
     * @throws io.github.imagejdiffusion.diffusion.WrongModelException if the model does not denoise
     */
    static RestorePlan of(DiffusionModel model, RestoreOptions options, SamplingOptions sampling, StackFormat format) {
        Denoise denoise = new Denoise(model);
        try {
            DenoiseOptions complete = options.apply(denoise.defaults(), sampling);
            denoise.requireUsable(complete);
            return new RestorePlan(
                    options.task(),
                    model,
                    others -> denoise.with(complete),
                    ReferenceImages.none(),
                    complete.record(),
                    image -> 0,
                    1,
                    complete.spreadIsDefined(),
                    denoise.errorLaw(complete),
                    options.residual(),
                    options.pixels(),
                    Optional.empty(),
                    format);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
