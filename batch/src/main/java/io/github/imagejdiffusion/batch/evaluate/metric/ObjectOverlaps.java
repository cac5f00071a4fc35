package io.github.imagejdiffusion.batch.evaluate.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The joint histogram of true and predicted objects, stored sparsely: only pairs that really overlap. Immutable.
 *
 * <p>Time and memory grow with pixels and overlapping pairs, never with (true objects) x (predicted objects).
 */
final class ObjectOverlaps {

    private final long[] truthAreas;
    private final long[] predictionAreas;
    private final List<Overlap> pairs;

    private ObjectOverlaps(long[] truthAreas, long[] predictionAreas, List<Overlap> pairs) {
        this.truthAreas = truthAreas;
        this.predictionAreas = predictionAreas;
        this.pairs = pairs;
    }

    /** @throws IllegalArgumentException if the two planes differ in size */
    static ObjectOverlaps of(LabelImage truth, LabelImage prediction) {
        return new Counter().add(truth, prediction).overlaps();
    }

    /** Counts plane by plane, so that the objects of a volume are counted as wholes. Mutable and not thread-safe. */
    static final class Counter {

        private final ObjectNumbers truths = new ObjectNumbers();
        private final ObjectNumbers predictions = new ObjectNumbers();
        private final Map<Long, long[]> joint = new HashMap<>();

        /**
         * Adds the next plane. Equal labels are one object over all planes.
         *
         * @throws IllegalArgumentException if the two planes differ in size
         */
        Counter add(LabelImage truth, LabelImage prediction) {
            PlaneSize.requireSame(truth, prediction.width(), prediction.height());
            int[] truthAt = truths.add(truth);
            int[] predictionAt = predictions.add(prediction);
            long key = 0;
            long[] counter = null;
            for (int i = 0; i < truthAt.length; i++) {
                if (truthAt[i] == 0 || predictionAt[i] == 0) {
                    continue;
                }
                long here = (long) truthAt[i] << 32 | predictionAt[i];
                if (here != key) {
                    key = here;
                    counter = joint.computeIfAbsent(key, k -> new long[1]);
                }
                counter[0]++;
            }
            return this;
        }

        /** Of all planes so far. */
        ObjectOverlaps overlaps() {
            long[] truthAreas = truths.areas();
            long[] predictionAreas = predictions.areas();
            List<Overlap> pairs = new ArrayList<>(joint.size());
            joint.forEach((pair, count) -> {
                int t = (int) (pair >>> 32);
                int p = pair.intValue();
                pairs.add(new Overlap(t, p, count[0], truthAreas[t] + predictionAreas[p] - count[0]));
            });
            pairs.sort(Comparator.comparingInt(Overlap::truth).thenComparingInt(Overlap::prediction));
            return new ObjectOverlaps(truthAreas, predictionAreas, List.copyOf(pairs));
        }
    }

    /** The pairs that share a pixel, sorted by true, then by predicted object. */
    List<Overlap> pairs() {
        return pairs;
    }

    /** Pixels of a true object 1..n. */
    long truthArea(int object) {
        return truthAreas[object];
    }

    /** Pixels of a predicted object 1..m. */
    long predictionArea(int object) {
        return predictionAreas[object];
    }

    int truthCount() {
        return truthAreas.length - 1;
    }

    int predictionCount() {
        return predictionAreas.length - 1;
    }

    /** Whether neither image has an object: by convention every score is then 1. */
    boolean bothEmpty() {
        return truthCount() == 0 && predictionCount() == 0;
    }

    /** For every predicted object 1..m the largest IoU with any true object (0 if it touches none); entry 0 unused. */
    double[] bestIouOfPredictions() {
        double[] best = new double[predictionAreas.length];
        for (Overlap pair : pairs) {
            best[pair.prediction()] = Math.max(best[pair.prediction()], pair.iou());
        }
        return best;
    }
}
