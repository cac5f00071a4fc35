package io.github.imagejdiffusion.diffusion.camera;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Tells a detector that counts photons, and has counted none in most pixels of a tile, from a camera whose noise is cut off
 * at its lowest value. Of counts with mean m the share exp(-m) is none (Poisson), while of noise that is cut off at black
 * half is, whatever the mean. Immutable.
 *
 * @param lowest value of no photon
 * @param perCount what one photon adds; NaN if the tiles are not those of such a detector
 */
record PhotonCounts(double lowest, double perCount) {

    /** Of a tile, so that there is something to measure: some 25 in its pixels. */
    private static final double FEWEST = 0.1;

    /** Standard deviations by which a tile's share of the lowest value may differ from that of counts. */
    private static final double WIDEST = 4;

    /** Share that must be as counts are of the darker half of the tiles, which have least structure in them. */
    private static final double MOST = 0.8;

    /**
     * Whether a tile has been counted, with enough photons.
     *
     * @param mean of its pixels
     * @param none number of pixels with the lowest value
     */
    boolean holds(double mean, int none) {
        return photons(mean) >= FEWEST && isCounted(mean, none);
    }

    /**
     * Of counts (Poisson): surer than differences of pixels of which few are not the lowest.
     *
     * @param mean of the pixels
     */
    double variance(double mean) {
        return perCount * (mean - lowest);
    }

    private double photons(double mean) {
        return (mean - lowest) / perCount;
    }

    private boolean isCounted(double mean, int none) {
        double m = photons(mean);
        double share = Math.exp(-m);
        // The mean is that of the same pixels, which makes the difference smaller: by the delta method.
        double deviation = Math.sqrt(share * (1 - share - m * share) / TileProbe.PIXELS);
        return Math.abs((double) none / TileProbe.PIXELS - share)
                <= WIDEST * Math.max(deviation, 1.0 / TileProbe.PIXELS);
    }

    /** Looks at tiles of which more than half have the lowest value. Not thread-safe. */
    static final class Test {

        private final double lowest;
        private final List<double[]> tiles = new ArrayList<>();
        private double next = Double.POSITIVE_INFINITY;

        Test(double lowest) {
            this.lowest = lowest;
        }

        /** @param next the smallest value above the lowest; infinite if there is none */
        void add(double mean, int none, double next) {
            tiles.add(new double[] {mean, none});
            this.next = Math.min(this.next, next);
        }

        PhotonCounts result() {
            PhotonCounts counts = new PhotonCounts(lowest, next - lowest);
            List<double[]> lit = tiles.stream()
                    .filter(t -> counts.photons(t[0]) >= FEWEST)
                    .sorted(Comparator.comparingDouble(t -> t[0]))
                    .toList();
            int all = (lit.size() + 1) / 2;
            long fitting = lit.stream()
                    .limit(all)
                    .filter(t -> counts.isCounted(t[0], (int) t[1]))
                    .count();
            return all > 0 && fitting >= MOST * all ? counts : new PhotonCounts(lowest, Double.NaN);
        }
    }
}
