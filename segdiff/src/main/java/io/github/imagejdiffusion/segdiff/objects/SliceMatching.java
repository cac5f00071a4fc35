package io.github.imagejdiffusion.segdiff.objects;

import java.util.function.IntPredicate;

/**
 * Which object of a slice continues which of a slice before: each must be the other's best partner.
 *
 * @param previous for each label of the slice, from 1, its partner in the slice before, or 0
 * @param overlaps for each label its intersection over union with the partner
 * @param refused pairs that overlap as much as asked for and were not joined, because one of the two fits a third better
 */
record SliceMatching(int[] previous, double[] overlaps, long refused) {

    /**
     * @param overlaps pixels shared by labels of the slice before and labels of this slice
     * @param areasBefore in pixels, by label; entry 0 is not used
     * @param areas likewise of this slice
     * @param minOverlap smallest intersection over union
     * @param freeBefore which labels of the slice before may have a partner
     * @param free likewise of this slice
     */
    static SliceMatching of(
            OverlapTable overlaps,
            long[] areasBefore,
            long[] areas,
            double minOverlap,
            IntPredicate freeBefore,
            IntPredicate free) {
        Best ofBefore = new Best(areasBefore.length);
        Best ofNow = new Best(areas.length);
        int[] reaching = new int[1];
        overlaps.forEach((a, b, shared) -> {
            double iou = (double) shared / (areasBefore[a] + areas[b] - shared);
            if (iou >= minOverlap && freeBefore.test(a) && free.test(b)) {
                ofBefore.offer(a, b, iou);
                ofNow.offer(b, a, iou);
                reaching[0]++;
            }
        });
        int[] previous = new int[areas.length];
        int links = 0;
        for (int b = 1; b < previous.length; b++) {
            int a = ofNow.partner[b];
            if (a != 0 && ofBefore.partner[a] == b) {
                previous[b] = a;
                links++;
            }
        }
        return new SliceMatching(previous, ofNow.overlap, reaching[0] - links);
    }

    /** The best partner of each label so far. */
    private static final class Best {

        private final int[] partner;
        private final double[] overlap;

        private Best(int size) {
            partner = new int[size];
            overlap = new double[size];
        }

        /** The larger overlap wins, then the smaller label: the order of offers does not matter. */
        private void offer(int label, int other, double iou) {
            if (iou > overlap[label] || iou == overlap[label] && other < partner[label]) {
                partner[label] = other;
                overlap[label] = iou;
            }
        }
    }
}
