package io.github.imagejdiffusion.diffusion.camera;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Tells a detector that counts photons, and has counted none in most pixels of a tile, from a camera whose noise is cut off
 * at its lowest value. Of counts with mean m the share exp(-m) is none (Poisson), while of noise that is cut off at black
 * half is, whatever the mean. Read noise of about one grey value looks alike in that, but more often gives two. Immutable.
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

    /** By which share pixels of two photons or more may be more or less frequent than of counts. */
    private static final double MORE_TWOS = 0.15;

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
        private final List<Dark> tiles = new ArrayList<>();
        private double next = Double.POSITIVE_INFINITY;

        private record Dark(double mean, int none, double next, int atNext) {}

        Test(double lowest) {
            this.lowest = lowest;
        }

        /**
         * @param mean of a tile
         * @param none number of pixels with the lowest value
         * @param next the smallest value above the lowest; infinite if there is none
         * @param atNext number of pixels with that
         */
        void add(double mean, int none, double next, int atNext) {
            tiles.add(new Dark(mean, none, next, atNext));
            this.next = Math.min(this.next, next);
        }

        PhotonCounts result() {
            PhotonCounts counts = new PhotonCounts(lowest, next - lowest);
            List<Dark> lit = tiles.stream()
                    .filter(t -> counts.photons(t.mean) >= FEWEST)
                    .sorted(Comparator.comparingDouble(Dark::mean))
                    .toList();
            List<Dark> darker = lit.subList(0, (lit.size() + 1) / 2);
            long fitting = darker.stream()
                    .filter(t -> counts.isCounted(t.mean, t.none))
                    .count();
            boolean all = !darker.isEmpty() && fitting >= MOST * darker.size() && hasTwosOf(counts, darker);
            return all ? counts : new PhotonCounts(lowest, Double.NaN);
        }

        private boolean hasTwosOf(PhotonCounts counts, List<Dark> darker) {
            double found = 0;
            double expected = 0;
            for (Dark tile : darker) {
                double m = counts.photons(tile.mean);
                found += TileProbe.PIXELS - tile.none - (tile.next == next ? tile.atNext : 0);
                expected += TileProbe.PIXELS * (1 - Math.exp(-m) * (1 + m));
            }
            return Math.abs(found - expected) <= Math.max(MORE_TWOS * expected, 3 * Math.sqrt(expected));
        }
    }
}
