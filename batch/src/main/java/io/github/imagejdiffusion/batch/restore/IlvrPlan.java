package io.github.imagejdiffusion.batch.restore;

import io.github.imagejdiffusion.batch.UsageException;
import io.github.imagejdiffusion.batch.options.SamplingOptions;
import io.github.imagejdiffusion.diffusion.filter.FilterException;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.formats.write.StackFormat;
import io.github.imagejdiffusion.restore.ilvr.Ilvr;
import io.github.imagejdiffusion.restore.ilvr.IlvrException;
import io.github.imagejdiffusion.restore.ilvr.IlvrOptions;
import io.github.imagejdiffusion.restore.ilvr.Upsample;
import java.util.Optional;

/** Denoising and enlarging by a model of clean images that follows the image. */
final class IlvrPlan {

    private IlvrPlan() {}

    /**
     * @throws UsageException if the model cannot do what the options ask for
     * @throws io.github.imagejdiffusion.restore.WrongModelException if the model is no prior of one channel
     */
    static RestorePlan of(
            DiffusionModel model,
            RestoreOptions options,
            IlvrCommandOptions guidance,
            SamplingOptions sampling,
            StackFormat format) {
        Ilvr ilvr = new Ilvr(model);
        IlvrOptions complete = complete(ilvr, options, guidance, sampling);
        boolean enlarges = options.task().enlarges();
        return new RestorePlan(
                options.task(),
                model,
                enlarges ? new Upsample(ilvr).with(complete) : ilvr.with(complete),
                complete.record(),
                enlarges ? complete.factor() : 1,
                complete.spreadIsDefined(),
                options.residual(),
                Optional.of(enlarges ? new Upsample(ilvr).caveat(complete) : ilvr.caveat(complete)),
                format);
    }

    private static IlvrOptions complete(
            Ilvr ilvr, RestoreOptions options, IlvrCommandOptions guidance, SamplingOptions sampling) {
        try {
            IlvrOptions.Builder defaults = options.task().enlarges() ? new Upsample(ilvr).defaults() : ilvr.defaults();
            sampling.steps().ifPresent(defaults::steps);
            sampling.runs().ifPresent(defaults::runs);
            sampling.solver().ifPresent(defaults::solver);
            options.block().ifPresent(defaults::block);
            IlvrOptions complete =
                    guidance.apply(defaults.seed(sampling.seed())).build();
            ilvr.requireUsable(complete);
            return complete;
        } catch (IllegalArgumentException | IlvrException | FilterException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
