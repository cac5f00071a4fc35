package io.github.imagejdiffusion.batch.evaluate.metric;

/**
 * A true and a predicted object that share at least one pixel.
 *
 * @param truth        number of the true object, 1..n
 * @param prediction   number of the predicted object, 1..m
 * @param intersection pixels that belong to both
 * @param union        pixels that belong to either
 */
record Overlap(int truth, int prediction, long intersection, long union) {

    /**
     * Intersection over union (Jaccard 1901), in (0, 1].
     *
     * <p>Comparing it with a decimal threshold such as 0.6 is exact: both are rounded correctly, and ratios of pixel
     * counts that differ from the threshold differ by far more than one rounding.
     */
    double iou() {
        return (double) intersection / union;
    }
}
