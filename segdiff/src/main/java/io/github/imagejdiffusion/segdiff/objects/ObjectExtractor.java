package io.github.imagejdiffusion.segdiff.objects;

/**
 * Makes objects from the maps of one plane. Immutable, thread-safe, deterministic.
 *
 * @param threshold foreground is probability above this, 0..1
 * @param seedHeight how far a peak of the distance map must stand out to be an object of its own, on the map's scale
 *     of [-1,1]
 * @param minConfidence objects whose mean probability is below this are dropped, 0..1: what the network half believes
 *     is more often blur or debris than an object
 * @param minSize smaller objects are dropped, in pixels of the input grid
 */
public record ObjectExtractor(double threshold, double seedHeight, double minConfidence, int minSize) {

    /** Checks the settings. @throws IllegalArgumentException naming the one that is out of range */
    public ObjectExtractor {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold must be 0..1, but is " + threshold);
        }
        if (!(seedHeight >= 0)) {
            throw new IllegalArgumentException("seed height must be at least 0, but is " + seedHeight);
        }
        if (!(minConfidence >= 0 && minConfidence <= 1)) {
            throw new IllegalArgumentException("minimum confidence must be 0..1, but is " + minConfidence);
        }
        if (minSize < 0) {
            throw new IllegalArgumentException("minimum size must be at least 0 pixels, but is " + minSize);
        }
    }

    /**
     * Separates the objects of one plane.
     *
     * @param probability of foreground, 0..1, row-major; NaN counts as background; not modified
     * @param distance distance map in [-1,1], or null: then each 4-connected component of the mask is one object
     * @param width of the plane in pixels
     * @param height of the plane in pixels
     * @return labels on the same grid
     * @throws IllegalArgumentException if a map's length is not width * height
     */
    public LabelPlane extract(float[] probability, float[] distance, int width, int height) {
        if (probability.length != (long) width * height || distance != null && distance.length != probability.length) {
            throw new IllegalArgumentException("maps of " + probability.length
                    + (distance == null ? "" : " and " + distance.length) + " values for " + width + " x " + height
                    + " pixels");
        }
        boolean[] mask = new boolean[probability.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = probability[i] > threshold;
        }
        float[] hills = distance == null ? probability : distance;
        float standOut = distance == null ? Float.POSITIVE_INFINITY : (float) seedHeight;
        int[] seeds = SeedFinder.find(hills, mask, width, standOut);
        int[] labels = SeededWatershed.flood(hills, mask, width, seeds);
        return drop(new LabelPlane(width, height, labels, seeds), probability);
    }

    /** Drops what is too small or too doubtful, and numbers the rest anew. */
    private LabelPlane drop(LabelPlane plane, float[] probability) {
        int[] area = new int[plane.count() + 1];
        double[] sum = new double[plane.count() + 1];
        for (int i = 0; i < probability.length; i++) {
            int label = plane.labels()[i];
            area[label]++;
            sum[label] += probability[i];
        }
        int[] renumbered = new int[area.length];
        int kept = 0;
        for (int label = 1; label < area.length; label++) {
            boolean keep = area[label] >= minSize && sum[label] >= minConfidence * area[label];
            renumbered[label] = keep ? ++kept : 0;
        }
        int[] seeds = new int[kept];
        for (int label = 1; label < area.length; label++) {
            if (renumbered[label] > 0) {
                seeds[renumbered[label] - 1] = plane.seeds()[label - 1];
            }
        }
        int[] labels = plane.labels();
        for (int i = 0; i < labels.length; i++) {
            labels[i] = renumbered[labels[i]];
        }
        return new LabelPlane(plane.width(), plane.height(), labels, seeds);
    }
}
