package io.github.imagejdiffusion.batch.restore;

import io.github.imagejdiffusion.batch.UsageException;
import io.github.imagejdiffusion.batch.options.PlaneOptions;
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
     * @throws io.github.imagejdiffusion.diffusion.WrongModelException if the model is no prior of one channel
     */
    static RestorePlan of(
            DiffusionModel model,
            RestoreOptions options,
            IlvrCommandOptions guidance,
            SamplingOptions sampling,
            PlaneOptions planes,
            StackFormat format) {
        Ilvr ilvr = new Ilvr(model);
        ReferenceImages references = guidance.references(planes);
        IlvrOptions complete = complete(ilvr, options, guidance, sampling, 1 + references.count());
        boolean enlarges = options.task().enlarges();
        int enlargement = enlarges ? complete.factor() : 1;
        return new RestorePlan(
                options.task(),
                model,
                others -> enlarges ? new Upsample(ilvr).with(complete) : ilvr.with(complete, others),
                references,
                complete.record(),
                image -> ilvr.calls(enlargement * image.sizeX(), enlargement * image.sizeY(), complete),
                enlargement,
                complete.spreadIsDefined(),
                Optional.empty(),
                options.residual(),
                options.pixels(),
                Optional.of(enlarges ? new Upsample(ilvr).caveat(complete) : ilvr.caveat(complete)),
                format);
    }

    private static IlvrOptions complete(
            Ilvr ilvr, RestoreOptions options, IlvrCommandOptions guidance, SamplingOptions sampling, int followed) {
        try {
            IlvrOptions.Builder defaults = options.task().enlarges() ? new Upsample(ilvr).defaults() : ilvr.defaults();
            sampling.steps().ifPresent(defaults::steps);
            int usualRuns = defaults.build().draws().runs();
            defaults.runs(sampling.runs().orElse((usualRuns + followed - 1) / followed * followed));
            sampling.solver().ifPresent(defaults::solver);
            options.block().ifPresent(defaults::block);
            IlvrOptions complete =
                    guidance.apply(defaults.seed(sampling.seed())).build();
            ilvr.requireUsable(complete);
            requireTurns(complete.draws().runs(), followed);
            return complete;
        } catch (IllegalArgumentException | IlvrException | FilterException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private static void requireTurns(int runs, int followed) {
        if (runs % followed != 0) {
            throw new UsageException(
                    "--runs must be a multiple of " + followed + ", the image and its references, but is " + runs);
        }
    }
}
