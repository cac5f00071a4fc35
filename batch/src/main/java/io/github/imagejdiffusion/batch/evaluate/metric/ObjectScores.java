package io.github.imagejdiffusion.batch.evaluate.metric;

/**
 * Scores that depend on nothing but which pixels objects share, be they objects of a plane or of a volume.
 *
 * @see ForegroundOverlap Dice and IoU
 * @see ObjectMatching average precision
 * @see PanopticQuality PQ, SQ and RQ
 * @see AggregatedJaccard AJI
 */
final class ObjectScores {

    private static final int LOWEST_PERCENT = 50;
    private static final int HIGHEST_PERCENT = 90;
    private static final int STEP_PERCENT = 5;

    private ObjectScores() {}

    static Scores of(ForegroundOverlap foreground, ObjectOverlaps overlaps) {
        Scores scores = Scores.none().with(Score.DICE, foreground.dice()).with(Score.IOU, foreground.iou());
        double sum = 0;
        int thresholds = 0;
        for (int percent = LOWEST_PERCENT; percent <= HIGHEST_PERCENT; percent += STEP_PERCENT) {
            double precision = ObjectMatching.averagePrecision(overlaps, percent / 100.0);
            scores = scores.with(Score.averagePrecision(percent), precision);
            sum += precision;
            thresholds++;
        }
        PanopticQuality panoptic = PanopticQuality.of(overlaps);
        return scores.with(Score.AP_MEAN, sum / thresholds)
                .with(Score.PQ, panoptic.quality())
                .with(Score.SQ, panoptic.segmentation())
                .with(Score.RQ, panoptic.recognition())
                .with(Score.AJI, AggregatedJaccard.of(overlaps))
                .with(Score.OBJECTS_TRUTH, overlaps.truthCount())
                .with(Score.OBJECTS_PREDICTED, overlaps.predictionCount())
                .with(Score.OBJECTS_MATCHED, ObjectMatching.matches(overlaps, LOWEST_PERCENT / 100.0));
    }
}
