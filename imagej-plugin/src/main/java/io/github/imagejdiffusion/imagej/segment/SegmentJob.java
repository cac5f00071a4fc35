package io.github.imagejdiffusion.imagej.segment;

import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.imagej.PluginException;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import io.github.imagejdiffusion.imagej.result.PlaneResults;
import io.github.imagejdiffusion.imagej.result.ProvenanceProperties;
import io.github.imagejdiffusion.imagej.result.ResultImages;
import io.github.imagejdiffusion.imagej.result.SegmentResult;
import io.github.imagejdiffusion.imagej.settings.ChannelChoice;
import io.github.imagejdiffusion.imagej.settings.ChosenPlanes;
import io.github.imagejdiffusion.segdiff.DiameterEstimator;
import io.github.imagejdiffusion.segdiff.FrameLimits;
import io.github.imagejdiffusion.segdiff.HyperstackSegmenter;
import io.github.imagejdiffusion.segdiff.SegDiff;
import io.github.imagejdiffusion.segdiff.SegDiffOptions;
import io.github.imagejdiffusion.segdiff.objects.ObjectIds;
import java.awt.Rectangle;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import net.imglib2.FinalInterval;

/** Segments an open image with an open model; shows nothing. Same bits as the command line for the same settings. */
public final class SegmentJob {

    private final SourceImage source;
    private final SegmentSettings settings;
    private final DiffusionModel model;
    private final SegDiff segDiff;
    private final SegDiffOptions options;
    private final ChosenPlanes chosen;

    /**
     * Checks everything that can be checked before the work.
     *
     * @param model stays open
     * @throws PluginException if settings, image and model do not go together
     */
    public SegmentJob(SourceImage source, SegmentSettings settings, DiffusionModel model) {
        this.source = source;
        this.settings = settings;
        this.model = model;
        this.segDiff = new SegDiff(model);
        this.chosen = ChosenPlanes.of(
                source.axes(),
                ChannelChoice.of(source, settings.channel(), model.config().imageChannels(), model.name()),
                settings.slices(),
                settings.frames());
        try {
            this.options = options(OptionalDouble.empty());
            segDiff.requireUsable(options);
        } catch (IllegalArgumentException e) {
            throw new PluginException("These settings cannot be used: " + e.getMessage() + ".", e);
        }
        if (settings.diameter().measured()) {
            DiameterEstimator.requireUsable(segDiff);
        }
        if (settings.outputs().spread() && !options.spreadIsDefined()) {
            throw new PluginException(
                    "The spread needs 4 or more orientations, or, with 2 or more steps, 4 or more runs x"
                            + " orientations, but there are " + options.runs() + " runs of " + options.steps()
                            + " steps in "
                            + options.orientations() + " orientations.");
        }
    }

    /**
     * Does the work.
     *
     * @param listener throws CancellationException to cancel
     * @throws PluginException if the image cannot be segmented
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the network fails, or for NaN pixels
     * @throws java.util.concurrent.CancellationException if the listener throws it
     */
    public SegmentResult run(ProgressListener listener) {
        SegmentSettings.Outputs outputs = settings.outputs();
        FrameLimits whole = new FrameLimits(segDiff, source.planes(chosen.channels()));
        SegDiffOptions ofImage = settings.diameter().measured() ? measured(whole, listener) : options;
        PlaneResults planes = new PlaneResults(
                source.axes().width(),
                source.axes().height(),
                source.area(),
                new PlaneResults.Wanted(
                        outputs.probability(),
                        outputs.uncertainty(),
                        outputs.spread(),
                        outputs.outlines() || settings.files().rois().isPresent()),
                source.intensities());
        segment(whole, ofImage, planes, listener);
        ObjectIds ids = planes.ids(settings.link(), chosen.z().size());
        return ResultImages.make(
                source.axes(),
                chosen.ofFirstChannel(),
                planes,
                ids,
                options.spreadIsDefined(),
                ProvenanceProperties.of(SegmentAction.COMMAND, source, chosen, model, record(ofImage)));
    }

    private SegDiffOptions options(OptionalDouble measuredDiameter) {
        return settings.options(segDiff.defaults(), measuredDiameter);
    }

    /** For the size that the objects of the image have; as for an image as it is, if there are none. */
    private SegDiffOptions measured(FrameLimits whole, ProgressListener listener) {
        DiameterEstimator estimator = new DiameterEstimator(segDiff);
        return estimator
                .estimate(
                        whole,
                        source.areaPlanes(chosen.channels()),
                        chosen.z(),
                        chosen.t(),
                        (done, total) -> listener.progressed(0, 1))
                .map(size -> options(OptionalDouble.of(estimator.fitting(size))))
                .orElse(options);
    }

    private Map<String, Object> record(SegDiffOptions ofImage) {
        Map<String, Object> record = new LinkedHashMap<>(ofImage.record());
        record.put("link", settings.link());
        return record;
    }

    private void segment(FrameLimits whole, SegDiffOptions ofImage, PlaneResults planes, ProgressListener listener) {
        HyperstackSegmenter segmenter = new HyperstackSegmenter(segDiff, ofImage);
        try {
            if (source.isPart()) {
                Rectangle area = source.area();
                segmenter.segmentPart(
                        whole,
                        FinalInterval.createMinSize(area.x, area.y, area.width, area.height),
                        chosen.z(),
                        chosen.t(),
                        listener,
                        planes::nextPlane);
            } else {
                segmenter.segment(whole, chosen.z(), chosen.t(), listener, planes::nextPlane);
            }
        } catch (IllegalArgumentException e) {
            throw new PluginException(
                    "'" + source.axes().title() + "' cannot be segmented: " + e.getMessage() + ".", e);
        }
    }
}
