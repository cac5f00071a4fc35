package io.github.imagejdiffusion.batch.superres;

import io.github.imagejdiffusion.batch.UsageException;
import io.github.imagejdiffusion.batch.options.SamplingOptions;
import io.github.imagejdiffusion.batch.run.SeriesTask;
import io.github.imagejdiffusion.diffusion.paired.ResultPixels;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.formats.write.StackFormat;
import io.github.imagejdiffusion.superres.SuperResolve;
import io.github.imagejdiffusion.superres.SuperResolveOptions;
import io.github.imagejdiffusion.superres.consistency.KeptMeanRows;
import java.util.Optional;

/**
 * What is the same for all inputs.
 *
 * @param model not owned
 * @param superResolve over the model
 * @param options complete: the user's, and the model's defaults for the rest
 * @param residual whether the residual is written
 * @param pixels of the fine image
 * @param format of result images
 */
record SuperresPlan(
        DiffusionModel model,
        SuperResolve superResolve,
        SuperResolveOptions options,
        boolean residual,
        ResultPixels pixels,
        StackFormat format) {

    /**
     * @throws UsageException if the model has another factor or cannot do what the options ask for
     * @throws io.github.imagejdiffusion.diffusion.WrongModelException if the model does not super-resolve
     */
    static SuperresPlan of(
            DiffusionModel model, SuperresOptions options, SamplingOptions sampling, StackFormat format) {
        SuperResolve superResolve = new SuperResolve(model);
        if (superResolve.factor() != options.factor()) {
            throw new UsageException("model " + model.name() + " is for --factor " + superResolve.factor()
                    + ", but --factor is " + options.factor() + "; choose another --model");
        }
        try {
            SuperResolveOptions complete = options.apply(superResolve.defaults(), sampling);
            superResolve.requireUsable(complete);
            return new SuperresPlan(model, superResolve, complete, options.residual(), options.pixels(), format);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    /** What a reader of this image's results must know, if anything. */
    Optional<String> caveat(SeriesTask task) {
        boolean tiny = KeptMeanRows.isTiny(task.series().sizeX(), task.series().sizeY());
        return tiny && options.backProject()
                ? Optional.of("less than " + KeptMeanRows.SIDE + " pixels along a side are too few for back-projection:"
                        + " only the mean of the image is kept")
                : Optional.empty();
    }

    int factor() {
        return superResolve.factor();
    }
}
