package io.github.imagejdiffusion.segdiff.objects;

/**
 * How far the draws of an object differ from each other: 0 all are alike, towards 1 they have nothing in common.
 *
 * <p>Over the object's pixels, with the mean m over all draws and the standard deviation s over them, of the distance map
 * as values 0..1: sqrt(V / (V + M)) with V = sum s^2 and M = sum m^2. V + M is what the squares of one draw add up to in
 * the mean, so the square of the result is the share of it that the draws do not have in common. Without a distance map
 * the same is taken of the probability. Nothing is fitted to any truth.
 *
 * <p>Stateless, thread-safe, deterministic; sums in double, in raster order.
 */
final class ObjectSpread {

    private ObjectSpread() {}

    /**
     * The spread of every object.
     *
     * @param pixels of the objects
     * @param probability mean of the draws, 0..1; used without a distance map only
     * @param distance mean of the draws in [-1,1], what is beyond is clipped; or null
     * @param spread standard deviation over draws, of the distance map as (d + 1) / 2 or else of the probability
     * @return 0..1; entry i is that of label i + 1
     */
    static double[] of(ObjectPixels pixels, float[] probability, float[] distance, float[] spread) {
        double[] spreads = new double[pixels.count()];
        pixels.forEachLabel(label -> {
            double differing = 0;
            double common = 0;
            for (int at = pixels.first(label); at < pixels.end(label); at++) {
                int i = pixels.pixel(at);
                double mean = distance == null ? probability[i] : (distance[i] + 1.0) / 2;
                mean = Math.min(1, Math.max(0, mean));
                differing += (double) spread[i] * spread[i];
                common += mean * mean;
            }
            // An object of nothing but zeros has draws that are all alike.
            spreads[label - 1] = differing == 0 ? 0 : Math.sqrt(differing / (differing + common));
        });
        return spreads;
    }
}
