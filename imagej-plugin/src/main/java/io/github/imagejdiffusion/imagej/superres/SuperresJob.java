package io.github.imagejdiffusion.imagej.superres;

import io.github.imagejdiffusion.diffusion.paired.HyperstackRestorer;
import io.github.imagejdiffusion.diffusion.paired.RestorationSink;
import io.github.imagejdiffusion.diffusion.paired.ResultPixels;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.imagej.PluginException;
import io.github.imagejdiffusion.imagej.image.PixelFormat;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import io.github.imagejdiffusion.imagej.restoration.RestorationRequest;
import io.github.imagejdiffusion.imagej.restoration.RestorationResult;
import io.github.imagejdiffusion.imagej.restoration.RestoredPlanes;
import io.github.imagejdiffusion.imagej.result.ProvenanceProperties;
import io.github.imagejdiffusion.imagej.settings.ChannelChoice;
import io.github.imagejdiffusion.imagej.settings.ChosenPlanes;
import io.github.imagejdiffusion.superres.SuperResolve;
import io.github.imagejdiffusion.superres.SuperResolveOptions;
import io.github.imagejdiffusion.superres.consistency.TrainedOn;
import io.github.imagejdiffusion.superres.consistency.WholeBlockRows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * Super-resolves an open image with an open model; shows nothing. Same bits as the command line for the same settings.
 */
final class SuperresJob {

    private static final String SUFFIX = "-superres";

    private final SourceImage source;
    private final SourceImage area;
    private final SuperresSettings settings;
    private final DiffusionModel model;
    private final SuperResolve superResolve;
    private final SuperResolveOptions options;
    private final ChosenPlanes chosen;

    /**
     * Checks everything that can be checked before the work.
     *
     * @param model stays open
     * @throws PluginException if settings, image and model do not go together
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException likewise
     */
    SuperresJob(SourceImage source, SuperresSettings settings, DiffusionModel model) {
        this.source = source;
        this.area = source.areaAlone();
        this.settings = settings;
        this.model = model;
        RestorationRequest request = settings.request();
        this.chosen = ChosenPlanes.of(source.axes(), channels(), request.slices(), request.frames());
        this.superResolve = new SuperResolve(model);
        if (superResolve.factor() != settings.factor()) {
            throw new PluginException("The model " + model.name() + " is for factor=" + superResolve.factor()
                    + ", but the settings say factor=" + settings.factor() + ": choose another model or factor.");
        }
        this.options = settings.options(superResolve.defaults());
        try {
            superResolve.requireUsable(options);
        } catch (IllegalArgumentException e) {
            throw new PluginException("These settings cannot be used: " + e.getMessage() + ".", e);
        }
    }

    /** Colours of a picture for the eye are no measurements, and their noise is not each its own. */
    private List<Integer> channels() {
        return source.rgb()
                ? ChannelChoice.of(source, settings.request().channel(), 1, model.name())
                : ChannelChoice.each(source, settings.request().channel());
    }

    /**
     * Does the work.
     *
     * @param listener throws CancellationException to cancel
     * @throws PluginException if the image cannot be super-resolved
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the network fails, or for NaN pixels
     * @throws java.util.concurrent.CancellationException if the listener throws it
     */
    RestorationResult run(ProgressListener listener) {
        RestorationRequest request = settings.request();
        RestoredPlanes planes = new RestoredPlanes(
                area,
                chosen,
                superResolve.factor(),
                new RestoredPlanes.Wanted(request.pixels(), request.spread(), false, request.residual()),
                frame -> new FineCheck(
                        frame,
                        superResolve,
                        new TrainedOn(model.config().trainedOn()),
                        area.axes().width(),
                        source.format(),
                        options.psf()));
        try {
            new HyperstackRestorer(superResolve.with(options))
                    .restore(
                            area.planes(chosen.channels()),
                            chosen.z(),
                            chosen.t(),
                            listener,
                            (input, channel, z, t) -> whole(input, planes.next(input, channel)));
        } catch (IllegalArgumentException e) {
            throw new PluginException(
                    "'" + source.axes().title() + "' cannot be super-resolved: " + e.getMessage() + ".", e);
        }
        return RestorationResult.of(planes, SUFFIX, "super-resolved", provenance());
    }

    private RestorationSink whole(RandomAccessibleInterval<? extends RealType<?>> input, RestorationSink sink) {
        PixelFormat format = source.format();
        boolean isWhole = format.isWhole() && settings.request().pixels() == ResultPixels.INPUT;
        return options.consistent() && isWhole
                ? new WholeBlockRows(input, superResolve.factor(), format.lowest(), format.highest(), sink)
                : sink;
    }

    private Map<String, String> provenance() {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("factor", superResolve.factor());
        record.putAll(options.record());
        record.put("pixel_type", settings.request().pixels().optionName());
        return ProvenanceProperties.of(SuperresAction.COMMAND, source, chosen, model, record);
    }
}
