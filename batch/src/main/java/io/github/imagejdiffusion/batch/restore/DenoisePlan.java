package io.github.imagejdiffusion.batch.restore;

import io.github.imagejdiffusion.batch.UsageException;
import io.github.imagejdiffusion.batch.options.SamplingOptions;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.formats.write.StackFormat;
import io.github.imagejdiffusion.restore.Denoise;
import io.github.imagejdiffusion.restore.DenoiseOptions;

/**
 * What is the same for all inputs.
 *
 * @param model not owned
 * @param denoise over the model
 * @param options complete: the user's, and the model's defaults for the rest
 * @param residual whether the residual is written
 * @param format of result images
 */
record DenoisePlan(
        DiffusionModel model, Denoise denoise, DenoiseOptions options, boolean residual, StackFormat format) {

    /**
     * @throws UsageException if the model cannot do what the options ask for
     * @throws io.github.imagejdiffusion.restore.WrongModelException if the model does not denoise
     */
    static DenoisePlan of(DiffusionModel model, RestoreOptions options, SamplingOptions sampling, StackFormat format) {
        Denoise denoise = new Denoise(model);
        try {
            DenoiseOptions complete = options.apply(denoise.defaults(), sampling);
            denoise.requireUsable(complete);
            return new DenoisePlan(model, denoise, complete, options.residual(), format);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
