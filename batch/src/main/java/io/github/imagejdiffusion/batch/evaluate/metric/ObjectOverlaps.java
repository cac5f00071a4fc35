package io.github.imagejdiffusion.batch.evaluate.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The joint histogram of true and predicted objects, stored sparsely: only pairs that really overlap.
 *
 * <p>Time and memory grow with pixels and overlapping pairs, never with (true objects) x (predicted objects).
 */
final class ObjectOverlaps {

    private final ObjectIndex truth;
    private final ObjectIndex prediction;
    private final List<Overlap> pairs;

    private ObjectOverlaps(ObjectIndex truth, ObjectIndex prediction, List<Overlap> pairs) {
        this.truth = truth;
        this.prediction = prediction;
        this.pairs = pairs;
    }

    /** @throws IllegalArgumentException if the two planes differ in size */
    static ObjectOverlaps of(LabelImage truth, LabelImage prediction) {
        PlaneSize.requireSame(truth, prediction.width(), prediction.height());
        return of(ObjectIndex.of(truth), ObjectIndex.of(prediction));
    }

    private static ObjectOverlaps of(ObjectIndex truth, ObjectIndex prediction) {
        Map<Long, int[]> joint = new HashMap<>();
        long key = 0;
        int[] counter = null;
        for (int i = 0; i < truth.pixels(); i++) {
            int t = truth.objectAt(i);
            int p = prediction.objectAt(i);
            if (t == 0 || p == 0) {
                continue;
            }
            long here = (long) t << 32 | p;
            if (here != key) {
                key = here;
                counter = joint.computeIfAbsent(key, k -> new int[1]);
            }
            counter[0]++;
        }
        List<Overlap> pairs = new ArrayList<>(joint.size());
        joint.forEach((pair, count) -> {
            int t = (int) (pair >>> 32);
            int p = pair.intValue();
            pairs.add(new Overlap(t, p, count[0], truth.area(t) + prediction.area(p) - count[0]));
        });
        pairs.sort(Comparator.comparingInt(Overlap::truth).thenComparingInt(Overlap::prediction));
        return new ObjectOverlaps(truth, prediction, List.copyOf(pairs));
    }

    /** The pairs that share a pixel, sorted by true, then by predicted object. */
    List<Overlap> pairs() {
        return pairs;
    }

    ObjectIndex truth() {
        return truth;
    }

    ObjectIndex prediction() {
        return prediction;
    }

    int truthCount() {
        return truth.count();
    }

    int predictionCount() {
        return prediction.count();
    }

    /** Whether neither image has an object: by convention every score is then 1. */
    boolean bothEmpty() {
        return truth.count() == 0 && prediction.count() == 0;
    }

    /** For every predicted object 1..m the largest IoU with any true object (0 if it touches none); entry 0 unused. */
    double[] bestIouOfPredictions() {
        double[] best = new double[prediction.count() + 1];
        for (Overlap pair : pairs) {
            best[pair.prediction()] = Math.max(best[pair.prediction()], pair.iou());
        }
        return best;
    }
}
