package io.github.imagejdiffusion.batch.evaluate.metric;

import java.util.List;
import java.util.Optional;

/**
 * Scores of one predicted plane against its truth.
 *
 * <p>Both planes empty: every quality is 1. One empty: every quality is 0. Label ids do not matter, only which pixels
 * share one. Immutable and deterministic.
 *
 * @see ObjectScores Dice, IoU, average precision, PQ, SQ, RQ and AJI
 * @see BoundaryOverlap boundary F-score
 * @see Calibration ECE and Brier score
 */
public final class SegmentationMetrics {

    private final LabelImage truth;
    private final LabelImage prediction;
    private final ObjectIndex predicted;
    private final ObjectOverlaps overlaps;

    /** @throws IllegalArgumentException if the two planes differ in size */
    public SegmentationMetrics(LabelImage truth, LabelImage prediction) {
        this.truth = truth;
        this.prediction = prediction;
        this.predicted = ObjectIndex.of(prediction);
        this.overlaps = ObjectOverlaps.of(truth, prediction);
    }

    /** Qualities and counts. */
    public Scores scores() {
        return ObjectScores.of(ForegroundOverlap.of(truth, prediction), overlaps)
                .with(Score.BOUNDARY_F, BoundaryOverlap.of(truth, prediction).fScore());
    }

    /**
     * ECE and Brier score, if there is any foreground edge to judge them at.
     *
     * @param probability probability of foreground, 0 to 1, same size
     * @throws IllegalArgumentException if the size differs or a probability near an edge lies outside 0 to 1
     */
    public Optional<Calibration> calibration(FloatMap probability) {
        return Calibration.of(probability, truth, prediction);
    }

    /**
     * Every predicted object with its mean uncertainty and whether its best IoU stays below 0.5.
     *
     * @param uncertainty any map in which more means less sure, same size
     * @throws IllegalArgumentException if the size differs
     */
    public List<ObjectSample> objectSamples(FloatMap uncertainty) {
        PlaneSize.requireSame(prediction, uncertainty.width(), uncertainty.height());
        return ObjectSample.of(overlaps, predicted.meansOf(uncertainty));
    }

    /**
     * Every predicted object with its own uncertainty and whether its best IoU stays below 0.5.
     *
     * @param uncertainty asked for objects in raster order of their first pixel; more means less sure
     * @throws IllegalArgumentException if an object has none
     */
    public List<ObjectSample> objectSamples(ObjectValues uncertainty) {
        return ObjectSample.of(overlaps, predicted.valuesOf(uncertainty));
    }
}
