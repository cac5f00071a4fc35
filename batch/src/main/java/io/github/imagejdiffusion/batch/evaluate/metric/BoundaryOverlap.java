package io.github.imagejdiffusion.batch.evaluate.metric;

/**
 * How well the outlines of two foregrounds agree, blind to objects.
 *
 * <p>An outline pixel is a foreground pixel with a background pixel among its four neighbours; the border of the image
 * is no outline, nor are borders between touching objects. Two outline pixels agree if their centres are at most
 * {@value #TOLERANCE} pixels apart (Euclidean).
 *
 * @param truth outline pixels of the truth
 * @param prediction outline pixels of the prediction
 * @param truthFound outline pixels of the truth near one of the prediction
 * @param predictionTrue outline pixels of the prediction near one of the truth
 * @param sameAtFirstPixel whether truth and prediction agree about the first pixel; says all where neither has an outline
 */
record BoundaryOverlap(long truth, long prediction, long truthFound, long predictionTrue, boolean sameAtFirstPixel) {

    /** In pixels. */
    static final int TOLERANCE = 2;

    /** @throws IllegalArgumentException if the two planes differ in size */
    static BoundaryOverlap of(LabelImage truth, LabelImage prediction) {
        PlaneSize.requireSame(truth, prediction.width(), prediction.height());
        boolean[] outlineOfTruth = outline(truth);
        boolean[] outlineOfPrediction = outline(prediction);
        return new BoundaryOverlap(
                count(outlineOfTruth),
                count(outlineOfPrediction),
                countNear(outlineOfTruth, outlineOfPrediction, truth),
                countNear(outlineOfPrediction, outlineOfTruth, truth),
                (truth.labels()[0] != 0) == (prediction.labels()[0] != 0));
    }

    /**
     * Harmonic mean of precision and recall of the outline (Csurka et al. 2013, What is a good evaluation measure for
     * semantic segmentation?). With an outline on one side only, 0; on neither, 1 if all pixels agree, else 0.
     */
    double fScore() {
        if (truth == 0 || prediction == 0) {
            return truth == prediction && sameAtFirstPixel ? 1 : 0;
        }
        double precision = (double) predictionTrue / prediction;
        double recall = (double) truthFound / truth;
        return predictionTrue == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    private static boolean[] outline(LabelImage image) {
        int width = image.width();
        int[] labels = image.labels();
        boolean[] outline = new boolean[labels.length];
        for (int i = 0; i < labels.length; i++) {
            int x = i % width;
            outline[i] = labels[i] != 0
                    && (x > 0 && labels[i - 1] == 0
                            || x < width - 1 && labels[i + 1] == 0
                            || i >= width && labels[i - width] == 0
                            || i + width < labels.length && labels[i + width] == 0);
        }
        return outline;
    }

    private static long count(boolean[] outline) {
        long count = 0;
        for (boolean pixel : outline) {
            count += pixel ? 1 : 0;
        }
        return count;
    }

    private static long countNear(boolean[] outline, boolean[] other, LabelImage size) {
        boolean[] near = EdgeBand.within(other, size.width(), size.height(), TOLERANCE);
        long count = 0;
        for (int i = 0; i < outline.length; i++) {
            count += outline[i] && near[i] ? 1 : 0;
        }
        return count;
    }
}
