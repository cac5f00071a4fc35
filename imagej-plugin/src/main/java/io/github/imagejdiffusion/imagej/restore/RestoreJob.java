package io.github.imagejdiffusion.imagej.restore;

import io.github.imagejdiffusion.diffusion.paired.HyperstackRestorer;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.imagej.PluginException;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import io.github.imagejdiffusion.imagej.restoration.RestorationRequest;
import io.github.imagejdiffusion.imagej.restoration.RestorationResult;
import io.github.imagejdiffusion.imagej.restoration.RestoredPlanes;
import io.github.imagejdiffusion.imagej.result.ProvenanceProperties;
import io.github.imagejdiffusion.imagej.settings.ChosenPlanes;
import java.util.LinkedHashMap;
import java.util.Map;

/** Restores an open image with an open model; shows nothing. Same bits as the command line for the same settings. */
final class RestoreJob {

    private static final String SUFFIX = "-restored";

    private final SourceImage source;
    private final SourceImage area;
    private final RestoreSettings settings;
    private final DiffusionModel model;
    private final RestorePlan plan;
    private final ChosenPlanes chosen;

    /**
     * Checks everything that can be checked before the work.
     *
     * @param model stays open
     * @throws PluginException if settings, image and model do not go together
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException likewise
     */
    RestoreJob(SourceImage source, RestoreSettings settings, DiffusionModel model) {
        this.source = source;
        this.area = source.areaAlone();
        this.settings = settings;
        this.model = model;
        this.chosen = settings.request().planes(source);
        this.plan = RestorePlan.of(settings, model);
        settings.request().requireSpread(plan.spreadIsDefined());
    }

    /**
     * Does the work.
     *
     * @param listener throws CancellationException to cancel
     * @throws PluginException if the image cannot be restored
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the network fails, or for NaN pixels
     * @throws java.util.concurrent.CancellationException if the listener throws it
     */
    RestorationResult run(ProgressListener listener) {
        RestorationRequest request = settings.request();
        RestoredPlanes planes = new RestoredPlanes(
                area,
                chosen,
                plan.factor(),
                new RestoredPlanes.Wanted(
                        request.pixels(),
                        request.spread(),
                        request.spread() && plan.errorLaw().isPresent(),
                        request.residual()),
                frame -> new NoiseCheck(
                        frame.noise(),
                        plan.errorLaw(),
                        area.axes().width(),
                        source.format(),
                        plan.factor(),
                        settings.task().enlarges()));
        try {
            new HyperstackRestorer(plan.restorer())
                    .restore(
                            area.planes(chosen.channels()),
                            chosen.z(),
                            chosen.t(),
                            listener,
                            (input, channel, z, t) -> planes.next(input, channel));
        } catch (IllegalArgumentException e) {
            throw new PluginException("'" + source.axes().title() + "' cannot be restored: " + e.getMessage() + ".", e);
        }
        return RestorationResult.of(planes, SUFFIX, settings.task().done(), provenance());
    }

    private Map<String, String> provenance() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("task", settings.task().task());
        options.put("method", settings.task().method());
        options.putAll(plan.options());
        options.put("pixel_type", settings.request().pixels().optionName());
        Map<String, String> properties = ProvenanceProperties.of(RestoreAction.COMMAND, source, chosen, model, options);
        plan.caveat().ifPresent(caveat -> properties.put(ProvenanceProperties.PREFIX + "caveat", caveat));
        return properties;
    }
}
