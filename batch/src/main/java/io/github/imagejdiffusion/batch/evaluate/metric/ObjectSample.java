package io.github.imagejdiffusion.batch.evaluate.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * One predicted object: how uncertain the model was about it, and whether it turned out poor.
 *
 * @param uncertainty of the object, or the mean of the uncertainty or spread map inside it
 * @param poor        whether its largest IoU with any true object is below {@value #POOR_BELOW}
 */
public record ObjectSample(double uncertainty, boolean poor) {

    /** An object whose best IoU is lower counts as poor. */
    public static final double POOR_BELOW = 0.5;

    /** @param uncertainties of objects 1..m; entry 0 is unused */
    static List<ObjectSample> of(ObjectOverlaps overlaps, double[] uncertainties) {
        double[] best = overlaps.bestIouOfPredictions();
        List<ObjectSample> samples = new ArrayList<>(overlaps.predictionCount());
        for (int p = 1; p < best.length; p++) {
            samples.add(new ObjectSample(uncertainties[p], best[p] < POOR_BELOW));
        }
        return samples;
    }
}
