package io.github.imagejdiffusion.batch.evaluate.metric;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Area under the ROC curve of "uncertainty tells poor objects from good ones": the probability that a poor object is
 * more uncertain than a good one, ties counted half (Hanley and McNeil 1982; the Mann-Whitney rank statistic).
 *
 * <p>1: every poor object is more uncertain than every good one. 0.5: uncertainty says nothing. 0: it misleads.
 */
public final class Auroc {

    private Auroc() {}

    /** The area, or empty if there are no poor or no good objects. */
    public static OptionalDouble of(List<ObjectSample> samples) {
        long poor = samples.stream().filter(ObjectSample::poor).count();
        long good = samples.size() - poor;
        if (poor == 0 || good == 0) {
            return OptionalDouble.empty();
        }
        List<ObjectSample> sorted = samples.stream()
                .sorted(Comparator.comparingDouble(ObjectSample::uncertainty))
                .toList();
        // wins count pairs (poor, good) in which the poor one is more uncertain; doubled, so that a tie is a whole
        // number
        long doubledWins = 0;
        long goodBefore = 0;
        for (int start = 0; start < sorted.size(); ) {
            int end = start;
            long tiedPoor = 0;
            while (end < sorted.size()
                    && sorted.get(end).uncertainty() == sorted.get(start).uncertainty()) {
                tiedPoor += sorted.get(end).poor() ? 1 : 0;
                end++;
            }
            long tiedGood = end - start - tiedPoor;
            doubledWins += tiedPoor * (2 * goodBefore + tiedGood);
            goodBefore += tiedGood;
            start = end;
        }
        return OptionalDouble.of(doubledWins / (2.0 * poor * good));
    }
}
