package io.github.imagejdiffusion.batch.evaluate.metric;

/**
 * Aggregated Jaccard index, AJI (Kumar et al. 2017, "A Dataset and a Technique for Generalized Nuclear Segmentation for
 * Computational Pathology", algorithm 1), in its original form.
 *
 * <p>Every true object takes the prediction of largest IoU; intersections and unions are summed. A prediction may be
 * taken more than once (the later "AJI+" forbids that), and predictions that nobody took add their area to the union. A
 * true object that no prediction touches adds its own area. AJI is not symmetric in truth and prediction.
 *
 * <p>Equal IoU: the larger intersection wins, then the prediction that comes first in raster order.
 */
final class AggregatedJaccard {

    private AggregatedJaccard() {}

    /** AJI in [0, 1]; 1 if both images are empty, 0 if one is. */
    static double of(ObjectOverlaps overlaps) {
        if (overlaps.bothEmpty()) {
            return 1;
        }
        Overlap[] best = new Overlap[overlaps.truthCount() + 1];
        for (Overlap pair : overlaps.pairs()) {
            if (best[pair.truth()] == null || better(pair, best[pair.truth()])) {
                best[pair.truth()] = pair;
            }
        }
        boolean[] taken = new boolean[overlaps.predictionCount() + 1];
        long intersection = 0;
        long union = 0;
        for (int t = 1; t < best.length; t++) {
            if (best[t] == null) {
                union += overlaps.truthArea(t);
            } else {
                intersection += best[t].intersection();
                union += best[t].union();
                taken[best[t].prediction()] = true;
            }
        }
        for (int p = 1; p < taken.length; p++) {
            union += taken[p] ? 0 : overlaps.predictionArea(p);
        }
        return (double) intersection / union;
    }

    private static boolean better(Overlap candidate, Overlap current) {
        int order = Double.compare(candidate.iou(), current.iou());
        return order > 0 || order == 0 && candidate.intersection() > current.intersection();
    }
}
