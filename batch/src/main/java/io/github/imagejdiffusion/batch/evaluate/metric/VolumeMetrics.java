package io.github.imagejdiffusion.batch.evaluate.metric;

/**
 * Scores of one predicted volume against its truth: pixels that share a label are one object, in whatever planes they are.
 * Planes are added one by one, so that a volume never has to fit in memory. Empty volumes score as empty planes do.
 *
 * <p>Mutable and not thread-safe; deterministic.
 */
public final class VolumeMetrics {

    private final ObjectOverlaps.Counter objects = new ObjectOverlaps.Counter();
    private ForegroundOverlap foreground = new ForegroundOverlap(0, 0, 0);

    /**
     * Adds the next plane.
     *
     * @throws IllegalArgumentException if the two planes differ in size
     */
    public void add(LabelImage truth, LabelImage prediction) {
        foreground = foreground.plus(ForegroundOverlap.of(truth, prediction));
        objects.add(truth, prediction);
    }

    /** Qualities and counts of all planes so far, but for the outline's, which is that of planes. */
    public Scores scores() {
        return ObjectScores.of(foreground, objects.overlaps());
    }
}
