package io.github.imagejdiffusion.segdiff.objects;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;

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
     * @param distance distance map in [-1,1], NaN counts as background; or null: then each 4-connected component of the
     *     mask is one object
     * @param width of the plane in pixels
     * @param height of the plane in pixels
     * @return labels on the same grid
     * @throws IllegalArgumentException if a map's length is not width * height
     */
    public LabelPlane extract(float[] probability, float[] distance, int width, int height) {
        return extract(probability, distance, width, height, new FinalInterval(width, height), 0);
    }

    /**
     * Separates the objects whose seed lies in a part of the plane: the same objects that the whole plane has there, as
     * long as what they touch lies within it. Without a distance map, objects larger than the margin are cut at the
     * border of the part, see {@link LargeComponents}.
     *
     * @param core (x, y) in pixels of the plane; other objects are left out
     * @param margin pixels around the core that belong to the plane, less at its borders
     */
    LabelPlane extract(float[] probability, float[] distance, int width, int height, Interval core, int margin) {
        if (probability.length != (long) width * height || distance != null && distance.length != probability.length) {
            throw new IllegalArgumentException("maps of " + probability.length
                    + (distance == null ? "" : " and " + distance.length) + " values for " + width + " x " + height
                    + " pixels");
        }
        MaskedHills hills =
                MaskedHills.of(probability, threshold, distance == null ? probability : distance, width, height);
        MaskComponents components =
                distance == null ? LargeComponents.cut(hills, core, margin) : MaskComponents.reachingInto(hills, core);
        SeedFinder finder = new SeedFinder(hills, distance == null ? Float.POSITIVE_INFINITY : (float) seedHeight);
        int[][] pixels = new int[components.count()][];
        int[][] seeds = new int[components.count()][];
        IntStream.range(0, components.count()).parallel().forEach(c -> {
            pixels[c] = components.pixels(c);
            seeds[c] = finder.find(pixels[c]);
        });
        SeedNumbers numbers = SeedNumbers.of(hills, seeds, core);
        int[] labels = new int[hills.values().length];
        SeededWatershed watershed = new SeededWatershed(hills, labels);
        IntStream.range(0, components.count())
                .parallel()
                .forEach(c -> watershed.flood(pixels[c], seeds[c], numbers.ids()[c]));
        return kept(hills, labels, numbers, probability, width, height);
    }

    /** Drops what is too small, too doubtful or seeded elsewhere, and numbers the rest anew. */
    private LabelPlane kept(
            MaskedHills hills, int[] labels, SeedNumbers numbers, float[] probability, int width, int height) {
        int[] area = new int[numbers.total() + 1];
        double[] sum = new double[numbers.total() + 1];
        for (int y = 0; y < height; y++) {
            int from = hills.index(0, y);
            for (int x = 0; x < width; x++) {
                int label = labels[from + x];
                if (label > 0) {
                    area[label]++;
                    sum[label] += probability[y * width + x];
                }
            }
        }
        int[] renumbered = new int[area.length];
        int kept = 0;
        for (int label = 1; label <= numbers.own().length; label++) {
            boolean keep = area[label] >= minSize && sum[label] >= minConfidence * area[label];
            renumbered[label] = keep ? ++kept : 0;
        }
        int[] seeds = new int[kept];
        for (int label = 1; label <= numbers.own().length; label++) {
            if (renumbered[label] > 0) {
                int seed = numbers.own()[label - 1];
                seeds[renumbered[label] - 1] = hills.y(seed) * width + hills.x(seed);
            }
        }
        int[] plane = new int[probability.length];
        IntStream.range(0, height).parallel().forEach(y -> {
            int from = hills.index(0, y);
            for (int x = 0; x < width; x++) {
                plane[y * width + x] = renumbered[labels[from + x]];
            }
        });
        return new LabelPlane(width, height, plane, seeds);
    }

    /**
     * Which label each seed floods: 1 .. own.length in raster order for seeds in the core, greater ones for the others.
     *
     * @param own seeds in the core, in raster order
     * @param ids for each component the labels of its seeds
     * @param total number of seeds
     */
    private record SeedNumbers(int[] own, int[][] ids, int total) {

        static SeedNumbers of(MaskedHills hills, int[][] seeds, Interval core) {
            int[] own = Arrays.stream(seeds)
                    .flatMapToInt(Arrays::stream)
                    .filter(seed -> contains(core, hills.x(seed), hills.y(seed)))
                    .sorted()
                    .toArray();
            int[][] ids = new int[seeds.length][];
            int foreign = own.length;
            for (int c = 0; c < seeds.length; c++) {
                ids[c] = new int[seeds[c].length];
                for (int i = 0; i < ids[c].length; i++) {
                    int rank = Arrays.binarySearch(own, seeds[c][i]);
                    ids[c][i] = rank >= 0 ? rank + 1 : ++foreign;
                }
            }
            return new SeedNumbers(own, ids, foreign);
        }

        private static boolean contains(Interval core, int x, int y) {
            return x >= core.min(0) && x <= core.max(0) && y >= core.min(1) && y <= core.max(1);
        }
    }
}
