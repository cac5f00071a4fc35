package io.github.imagejdiffusion.batch.restore;

import io.github.imagejdiffusion.diffusion.model.config.ErrorLaw;
import io.github.imagejdiffusion.diffusion.paired.PlaneRestorer;
import io.github.imagejdiffusion.diffusion.paired.ResultPixels;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.planes.PlaneSource;
import io.github.imagejdiffusion.formats.Series;
import io.github.imagejdiffusion.formats.write.StackFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * What is the same for all inputs.
 *
 * @param task what is done, and how
 * @param model not owned
 * @param restorers over the model; from the other images that a method follows besides the input
 * @param references which these are
 * @param options that decide the pixels, complete: the user's, and the defaults for the rest
 * @param calls of the network for a plane of an image; 0 if that is not worth knowing beforehand
 * @param enlargement pixels of the result, along each side, in the place of one of the image
 * @param spread whether there is one to write
 * @param errorLaw of the model, where there is a spread; empty if it was not calibrated
 * @param residual whether it is to be written
 * @param pixels of the restored image
 * @param caveat what a reader of the results must know, if anything
 * @param format of result images
 */
record RestorePlan(
        RestoreTask task,
        DiffusionModel model,
        Function<List<PlaneSource>, PlaneRestorer> restorers,
        ReferenceImages references,
        Map<String, Object> options,
        ToLongFunction<Series> calls,
        int enlargement,
        boolean spread,
        Optional<ErrorLaw> errorLaw,
        boolean residual,
        ResultPixels pixels,
        Optional<String> caveat,
        StackFormat format) {}
