package io.github.imagejdiffusion.batch.restore;

import io.github.imagejdiffusion.diffusion.paired.PlaneRestorer;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.formats.write.StackFormat;
import java.util.Map;
import java.util.Optional;

/**
 * What is the same for all inputs.
 *
 * @param task what is done, and how
 * @param model not owned
 * @param restorer over the model
 * @param options that decide the pixels, complete: the user's, and the defaults for the rest
 * @param enlargement pixels of the result, along each side, in the place of one of the image
 * @param spread whether there is one to write
 * @param residual whether it is to be written
 * @param caveat what a reader of the results must know, if anything
 * @param format of result images
 */
record RestorePlan(
        RestoreTask task,
        DiffusionModel model,
        PlaneRestorer restorer,
        Map<String, Object> options,
        int enlargement,
        boolean spread,
        boolean residual,
        Optional<String> caveat,
        StackFormat format) {}
