package io.github.imagejdiffusion.segdiff.objects;

/**
 * How far an object contradicts what the network said about its place: 0 it is drawn exactly as the network expects an
 * object to look, 1 it has nothing in common with that.
 *
 * <p>The network was trained to predict, for every object, the distance to its edge (see {@link #distanceCap}). So each
 * object found is drawn anew as such a map a, and compared over the object's pixels with the map b that the network
 * predicted, both scaled to 0..1: sqrt(D / (D + P)) with D = sum (a - b)^2 and P = sum ab, a relative difference in root
 * mean square. It equals sqrt(1 - T) for Tanimoto's coefficient T = P / (sum aa + sum bb - P), the Jaccard index of
 * real-valued sets (Rogers and Tanimoto 1960). A predicted ridge across the object's edge says that it may be part of a
 * larger one, a valley that it may be several, low hills that it may be none. The mean uncertainty of its pixels sees
 * only the last, because what is torn apart or joined is foreground all the same. Nothing is fitted to any truth.
 *
 * <p>Without a distance map a is 1 and b the probability of foreground.
 *
 * <p>Depends on the pixels of the object alone: any window that holds it whole, and a pixel around it where the plane goes
 * on, gives the same bits. Immutable, thread-safe, deterministic; sums in double, in raster order.
 *
 * @param distanceCap of the model's training: its distance map is min(1, d / min(m, cap)) for the distance d of a pixel
 *     to the edge (1 at the edge pixels) and the largest d in its object, m, in pixels of the model's grid; at least 1
 * @param scale magnification at which the network saw the image: the labels' grid times this is the model's
 */
public record ObjectUncertainty(double distanceCap, double scale) {

    /** The cap that training uses where its configuration says nothing else. */
    public static final double USUAL_CAP = 8;

    /** Checks the settings. @throws IllegalArgumentException naming the one that is out of range */
    public ObjectUncertainty {
        if (!(distanceCap >= 1 && Double.isFinite(distanceCap))) {
            throw new IllegalArgumentException("distance cap must be at least 1 pixel, but is " + distanceCap);
        }
        if (!(scale > 0 && Double.isFinite(scale))) {
            throw new IllegalArgumentException("scale must be a positive number, but is " + scale);
        }
    }

    /**
     * The uncertainty of every object.
     *
     * @param plane labels; not modified
     * @param probability of foreground, 0..1, row-major on the labels' grid; used without a distance map only
     * @param distance distance map in [-1,1], likewise, what is beyond is clipped; or null
     * @return 0..1; entry i is that of label i + 1
     * @throws IllegalArgumentException if a map does not have one value per pixel
     */
    public double[] of(LabelPlane plane, float[] probability, float[] distance) {
        return of(plane, ObjectPixels.of(plane), probability, distance);
    }

    double[] of(LabelPlane plane, ObjectPixels pixels, float[] probability, float[] distance) {
        int length = plane.labels().length;
        if (probability.length != length || distance != null && distance.length != length) {
            throw new IllegalArgumentException("maps of " + probability.length
                    + (distance == null ? "" : " and " + distance.length) + " values for " + length + " labels");
        }
        // The target counts 1 at the edge pixel, whose centre lies half a pixel inside the edge, on the model's grid.
        float[] depths =
                distance == null ? null : EdgeDistance.of(plane, Math.max(0, (distanceCap - 0.5) / scale - 0.5));
        double[] uncertainty = new double[plane.count()];
        pixels.forEachLabel(label -> {
            double difference = 0;
            double product = 0;
            float largest = depths == null ? 1 : largest(depths, pixels, label);
            for (int at = pixels.first(label); at < pixels.end(label); at++) {
                int i = pixels.pixel(at);
                double a = depths == null ? 1 : drawn(depths[i]) / largest;
                double b = unit(depths == null ? probability[i] : (distance[i] + 1.0) / 2);
                difference += (a - b) * (a - b);
                product += a * b;
            }
            uncertainty[label - 1] = Math.sqrt(difference / (difference + product));
        });
        return uncertainty;
    }

    /** What training would draw for a pixel so deep in its object, before it is divided by the object's largest. */
    private float drawn(float depth) {
        return (float) ((depth + 0.5) * scale + 0.5);
    }

    private float largest(float[] depths, ObjectPixels pixels, int label) {
        float largest = 0;
        for (int at = pixels.first(label); at < pixels.end(label); at++) {
            largest = Math.max(largest, drawn(depths[pixels.pixel(at)]));
        }
        return largest;
    }

    private static double unit(double value) {
        return Math.min(1, Math.max(0, value));
    }
}
