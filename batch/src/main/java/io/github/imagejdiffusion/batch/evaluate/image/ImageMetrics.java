package io.github.imagejdiffusion.batch.evaluate.image;

import io.github.imagejdiffusion.batch.evaluate.metric.FloatMap;
import java.util.OptionalDouble;

/**
 * Scores of one restored plane against its clean truth. Thread-safe and deterministic.
 *
 * @see PeakSignalToNoise PSNR and scale-invariant PSNR
 * @see StructuralSimilarity SSIM
 * @see RelativeError NRMSE and bias
 * @see RingCorrelation Fourier ring correlation
 * @see RingResolution the resolution that it gives
 */
public final class ImageMetrics {

    private ImageMetrics() {}

    /**
     * Compares two planes.
     *
     * @param truth      the clean plane, finite
     * @param prediction the restored one, finite, of the same size and in the same units
     * @param range      data range in those units, positive; without one there are no PSNR and no SSIM
     * @param pixelSize  side of a square pixel in micrometres, if known
     * @return every score that is defined for these planes
     * @throws IllegalArgumentException if the two planes differ in size or the range is not positive
     */
    public static ImageScores of(FloatMap truth, FloatMap prediction, OptionalDouble range, OptionalDouble pixelSize) {
        PlanePair pair = PlanePair.of(truth, prediction);
        OptionalDouble resolution = RingResolution.pixels(pair);
        ImageScores scores = ImageScores.none()
                .with(ImageScore.NRMSE, RelativeError.normalisedRootMeanSquare(pair))
                .with(ImageScore.BIAS_PERCENT, RelativeError.biasPercent(pair))
                .with(ImageScore.FRC_PX, resolution);
        if (resolution.isPresent() && pixelSize.isPresent()) {
            scores = scores.with(
                    ImageScore.FRC_UM, OptionalDouble.of(resolution.getAsDouble() * pixelSize.getAsDouble()));
        }
        return range.isPresent() ? withRange(scores, pair, range.getAsDouble()) : scores;
    }

    private static ImageScores withRange(ImageScores scores, PlanePair pair, double range) {
        if (!(range > 0 && Double.isFinite(range))) {
            throw new IllegalArgumentException("the data range must be a positive number, is " + range);
        }
        return scores.with(ImageScore.PSNR, OptionalDouble.of(PeakSignalToNoise.of(pair, range)))
                .with(ImageScore.SI_PSNR, OptionalDouble.of(PeakSignalToNoise.scaleInvariant(pair, range)))
                .with(ImageScore.SSIM, StructuralSimilarity.of(pair, range))
                .with(ImageScore.RANGE, OptionalDouble.of(range));
    }
}
