package io.github.imagejdiffusion.batch.evaluate.metric;

/**
 * Overlap of foreground with foreground, blind to objects.
 *
 * @param truth        foreground pixels of the truth
 * @param prediction   foreground pixels of the prediction
 * @param intersection pixels that are foreground in both
 */
record ForegroundOverlap(long truth, long prediction, long intersection) {

    /** @throws IllegalArgumentException if the two planes differ in size */
    static ForegroundOverlap of(LabelImage truth, LabelImage prediction) {
        PlaneSize.requireSame(truth, prediction.width(), prediction.height());
        long inTruth = 0;
        long inPrediction = 0;
        long inBoth = 0;
        for (int i = 0; i < truth.labels().length; i++) {
            boolean t = truth.labels()[i] != 0;
            boolean p = prediction.labels()[i] != 0;
            inTruth += t ? 1 : 0;
            inPrediction += p ? 1 : 0;
            inBoth += t && p ? 1 : 0;
        }
        return new ForegroundOverlap(inTruth, inPrediction, inBoth);
    }

    /** Of both together. */
    ForegroundOverlap plus(ForegroundOverlap other) {
        return new ForegroundOverlap(
                truth + other.truth, prediction + other.prediction, intersection + other.intersection);
    }

    /** 2 |T and P| / (|T| + |P|) (Dice 1945); 1 if both are empty. */
    double dice() {
        long total = truth + prediction;
        return total == 0 ? 1 : 2.0 * intersection / total;
    }

    /** |T and P| / |T or P| (Jaccard 1901); 1 if both are empty. */
    double iou() {
        long union = truth + prediction - intersection;
        return union == 0 ? 1 : (double) intersection / union;
    }
}
