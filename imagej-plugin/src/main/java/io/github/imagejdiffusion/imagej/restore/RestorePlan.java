package io.github.imagejdiffusion.imagej.restore;

import io.github.imagejdiffusion.diffusion.model.config.ErrorLaw;
import io.github.imagejdiffusion.diffusion.paired.PlaneRestorer;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.imagej.PluginException;
import io.github.imagejdiffusion.imagej.settings.Sampling;
import io.github.imagejdiffusion.restore.Denoise;
import io.github.imagejdiffusion.restore.DenoiseOptions;
import io.github.imagejdiffusion.restore.ilvr.Ilvr;
import io.github.imagejdiffusion.restore.ilvr.IlvrOptions;
import io.github.imagejdiffusion.restore.ilvr.Upsample;
import java.util.Map;
import java.util.Optional;

/**
 * Settings made complete by a model.
 *
 * @param restorer over the model
 * @param options that decide the pixels
 * @param factor pixels of the result, along each side, in the place of one of the image
 * @param spreadIsDefined by runs and steps
 * @param errorLaw of the model, where there is a spread; empty if it was not calibrated
 * @param caveat what a reader of the results must know, if anything
 */
record RestorePlan(
        PlaneRestorer restorer,
        Map<String, Object> options,
        int factor,
        boolean spreadIsDefined,
        Optional<ErrorLaw> errorLaw,
        Optional<String> caveat) {

    /**
     * @throws PluginException if the model cannot do what the settings ask for
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException likewise
     */
    static RestorePlan of(RestoreSettings settings, DiffusionModel model) {
        try {
            return settings.task().byIlvr() ? ilvr(settings, new Ilvr(model)) : model(settings, model);
        } catch (IllegalArgumentException e) {
            throw new PluginException("These settings cannot be used: " + e.getMessage() + ".", e);
        }
    }

    private static RestorePlan model(RestoreSettings settings, DiffusionModel model) {
        Denoise denoise = new Denoise(model);
        DenoiseOptions options = options(settings, denoise.defaults());
        denoise.requireUsable(options);
        return new RestorePlan(
                denoise.with(options),
                options.record(),
                1,
                options.spreadIsDefined(),
                denoise.errorLaw(options),
                Optional.empty());
    }

    /** All that the settings come to. @throws IllegalArgumentException if they do not go together */
    static DenoiseOptions options(RestoreSettings settings, DenoiseOptions.Builder defaults) {
        Sampling sampling = settings.request().sampling();
        sampling.steps().ifPresent(defaults::steps);
        sampling.runs().ifPresent(defaults::runs);
        sampling.orientations().ifPresent(defaults::orientations);
        sampling.sampler().ifPresent(defaults::solver);
        return defaults.sample(settings.request().sample())
                .seed(sampling.seed())
                .build();
    }

    private static RestorePlan ilvr(RestoreSettings settings, Ilvr ilvr) {
        boolean enlarges = settings.task().enlarges();
        Upsample upsample = new Upsample(ilvr);
        IlvrOptions options = options(settings, enlarges ? upsample.defaults() : ilvr.defaults());
        ilvr.requireUsable(options);
        return new RestorePlan(
                enlarges ? upsample.with(options) : ilvr.with(options),
                options.record(),
                enlarges ? options.factor() : 1,
                options.spreadIsDefined(),
                Optional.empty(),
                Optional.of(enlarges ? upsample.caveat(options) : ilvr.caveat(options)));
    }

    /** All that the settings come to. @throws IllegalArgumentException if they do not go together */
    static IlvrOptions options(RestoreSettings settings, IlvrOptions.Builder defaults) {
        Sampling sampling = settings.request().sampling();
        sampling.steps().ifPresent(defaults::steps);
        if (sampling.orientations().orElse(1) > 1) {
            throw new IllegalArgumentException("what ILVR draws has no orientations; leave them out");
        }
        sampling.runs().ifPresent(defaults::runs);
        sampling.sampler().ifPresent(defaults::solver);
        return settings.guidance().apply(defaults.seed(sampling.seed())).build();
    }
}
