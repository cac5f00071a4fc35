package io.github.imagejdiffusion.imagej.restore;

import io.github.imagejdiffusion.diffusion.model.config.DiffusionConfig;
import io.github.imagejdiffusion.diffusion.paired.Draws;
import io.github.imagejdiffusion.imagej.PluginException;
import io.github.imagejdiffusion.imagej.restoration.RestorationRequest;
import io.github.imagejdiffusion.imagej.settings.Sampling;
import io.github.imagejdiffusion.restore.Denoise;
import io.github.imagejdiffusion.restore.DenoiseOptions;
import io.github.imagejdiffusion.restore.ilvr.Ilvr;
import io.github.imagejdiffusion.restore.ilvr.IlvrOptions;
import io.github.imagejdiffusion.restore.ilvr.Upsample;

/** Settings in which nothing that decides pixels is left to a default that may change some day. */
public final class CompleteSettings {

    private CompleteSettings() {}

    /**
     * @param model that will do the work
     * @throws PluginException if the settings do not go together
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException likewise
     */
    public static RestoreSettings of(RestoreSettings settings, DiffusionConfig model) {
        try {
            return settings.task().byIlvr() ? ilvr(settings, model) : model(settings, model);
        } catch (IllegalArgumentException e) {
            throw new PluginException("These settings cannot be used: " + e.getMessage() + ".", e);
        }
    }

    private static RestoreSettings model(RestoreSettings settings, DiffusionConfig model) {
        DenoiseOptions options = RestorePlan.options(settings, Denoise.defaults(model));
        return new RestoreSettings(
                settings.task(), settings.model(), Guidance.USUAL, request(settings.request(), options.draws()));
    }

    private static RestoreSettings ilvr(RestoreSettings settings, DiffusionConfig model) {
        IlvrOptions options = RestorePlan.options(
                settings, settings.task().enlarges() ? Upsample.defaults(model) : Ilvr.defaults(model));
        return new RestoreSettings(
                settings.task(), settings.model(), Guidance.of(options), request(settings.request(), options.draws()));
    }

    private static RestorationRequest request(RestorationRequest request, Draws draws) {
        request.requireSpread(draws.spreadIsDefined());
        return request.with(Sampling.of(draws));
    }
}
