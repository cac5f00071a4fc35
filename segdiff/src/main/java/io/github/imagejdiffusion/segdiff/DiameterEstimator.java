package io.github.imagejdiffusion.segdiff;

import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.segdiff.objects.SegmentedObject;
import java.util.List;
import java.util.Optional;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** Estimates. */
public final class DiameterEstimator {

    private final SegDiff segDiff;

    public DiameterEstimator(SegDiff segDiff) {
        this.segDiff = segDiff;
    }

    /** @param diameter pixels @param objects measured */
    public record Estimate(double diameter, int objects) {}

    public Optional<Estimate> estimate(
            List<? extends RandomAccessibleInterval<? extends RealType<?>>> channels,
            List<PercentileLimits> limits,
            ProgressListener listener) {
        Segmentation found =
                segDiff.segment(channels, limits, 0, segDiff.defaults().build(), listener);
        double[] d = found.objects().stream()
                .mapToDouble(DiameterEstimator::diameter)
                .sorted()
                .toArray();
        return d.length == 0 ? Optional.empty() : Optional.of(new Estimate(d[d.length / 2], d.length));
    }

    private static double diameter(SegmentedObject object) {
        return 2 * Math.sqrt(object.area() / Math.PI);
    }
}
