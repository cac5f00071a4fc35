package io.github.imagejdiffusion.imagej.segment.dialog;

import io.github.imagejdiffusion.diffusion.model.config.DiffusionConfig;
import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import io.github.imagejdiffusion.segdiff.DiameterEstimator;
import io.github.imagejdiffusion.segdiff.HyperstackSegmenter;
import io.github.imagejdiffusion.segdiff.SegDiff;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Measures the objects in the visible field of the current plane. */
final class DiameterTask implements BackgroundModel.Task<Optional<MeasuredDiameter>> {

    private final SourceImage source;
    private final List<Integer> channels;

    /** @param channel from 1; of no meaning for a model that takes several */
    DiameterTask(SourceImage source, int channel, DiffusionConfig config) {
        this.source = source;
        this.channels = config.imageChannels() == 1
                ? List.of(channel - 1)
                : IntStream.range(0, config.imageChannels()).boxed().toList();
    }

    @Override
    public Optional<MeasuredDiameter> run(DiffusionModel model, ProgressListener progress) {
        SegDiff segDiff = new SegDiff(model);
        int z = source.axes().slice() - 1;
        int t = source.axes().frame() - 1;
        List<PercentileLimits> limits = HyperstackSegmenter.limits(segDiff, source.planes(channels), t);
        DiameterEstimator estimator = new DiameterEstimator(segDiff);
        double typical = model.config().objectDiameter().orElseThrow().typical();
        return estimator
                .estimate(VisibleField.of(source).areaPlanes(channels).plane(z, t), limits, progress)
                .map(estimate -> new MeasuredDiameter(estimate, estimator.fitting(estimate), typical));
    }
}
