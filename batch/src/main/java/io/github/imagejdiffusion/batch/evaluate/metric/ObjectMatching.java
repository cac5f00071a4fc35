package io.github.imagejdiffusion.batch.evaluate.metric;

/**
 * One-to-one matching of true and predicted objects, and the average precision that follows from it.
 *
 * <p>Pairs at or above the threshold may be matched, and the most pairs possible are. For thresholds of at least 0.5 one
 * greedy pass finds that maximum. If a true object T reaches IoU 0.5 with two (disjoint) predictions, each must cover
 * half of T and nothing else; such a prediction touches no second true object. The same holds with the roles exchanged.
 * So the graph of allowed pairs falls apart into single edges and stars, and in a star any edge will do. Above 0.5 not
 * even stars occur (Kirillov et al. 2019, section 4.1).
 */
final class ObjectMatching {

    private static final double LOWEST_THRESHOLD = 0.5;

    private ObjectMatching() {}

    /**
     * The size of the largest one-to-one matching of pairs with IoU at or above the threshold.
     *
     * @param threshold 0.5 to 1
     * @throws IllegalArgumentException if the threshold lies outside that range
     */
    static int matches(ObjectOverlaps overlaps, double threshold) {
        if (!(threshold >= LOWEST_THRESHOLD && threshold <= 1)) {
            throw new IllegalArgumentException("IoU threshold must be 0.5 to 1, not " + threshold);
        }
        boolean[] truthTaken = new boolean[overlaps.truthCount() + 1];
        boolean[] predictionTaken = new boolean[overlaps.predictionCount() + 1];
        int matches = 0;
        for (Overlap pair : overlaps.pairs()) {
            if (pair.iou() >= threshold && !truthTaken[pair.truth()] && !predictionTaken[pair.prediction()]) {
                truthTaken[pair.truth()] = true;
                predictionTaken[pair.prediction()] = true;
                matches++;
            }
        }
        return matches;
    }

    /**
     * TP / (TP + FP + FN), the precision of the 2018 Data Science Bowl (Caicedo et al. 2019), there and in StarDist
     * called average precision. 1 if both images are empty, 0 if one is.
     *
     * @param threshold 0.5 to 1
     */
    static double averagePrecision(ObjectOverlaps overlaps, double threshold) {
        if (overlaps.bothEmpty()) {
            return 1;
        }
        int hits = matches(overlaps, threshold);
        return (double) hits / (overlaps.truthCount() + overlaps.predictionCount() - hits);
    }
}
