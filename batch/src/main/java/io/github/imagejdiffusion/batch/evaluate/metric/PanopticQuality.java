package io.github.imagejdiffusion.batch.evaluate.metric;

/**
 * Panoptic quality of one class of objects (Kirillov, He, Girshick, Rother, Dollar 2019, "Panoptic Segmentation",
 * equations 1 and 2). Objects match when their IoU is <em>above</em> 0.5, which makes the matching unique.
 *
 * <p>PQ = SQ * RQ. All three are 1 if both images are empty and 0 if nothing matches.
 *
 * @param segmentation SQ, mean IoU of the matched pairs
 * @param recognition  RQ, TP / (TP + FP/2 + FN/2)
 */
record PanopticQuality(double segmentation, double recognition) {

    static PanopticQuality of(ObjectOverlaps overlaps) {
        if (overlaps.bothEmpty()) {
            return new PanopticQuality(1, 1);
        }
        int hits = 0;
        double sum = 0;
        for (Overlap pair : overlaps.pairs()) {
            if (pair.iou() > 0.5) {
                hits++;
                sum += pair.iou();
            }
        }
        double recognition = 2.0 * hits / (overlaps.truthCount() + overlaps.predictionCount());
        return new PanopticQuality(hits == 0 ? 0 : sum / hits, recognition);
    }

    /** PQ, sum of the matched IoU / (TP + FP/2 + FN/2). */
    double quality() {
        return segmentation * recognition;
    }
}
