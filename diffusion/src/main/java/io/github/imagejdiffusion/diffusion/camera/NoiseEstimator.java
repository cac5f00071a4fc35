package io.github.imagejdiffusion.diffusion.camera;

import java.util.List;
import java.util.Optional;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * Measures Poisson-Gaussian noise on a single image, as Foi et al. 2008 (IEEE Trans. Image Process. 17:1737) do, by a
 * robust line through local variances over local means, simplified: variances come from tiles of 16 x 16 pixels, by second
 * differences along x times those along y (Immerkaer 1996, Comput. Vis. Image Underst. 64:300), which pass over slopes
 * and straight edges; of the tiles of about one intensity the flattest third counts.
 *
 * <p>Neighbours may share noise, as those of a camera that interpolates or of a slow detector do: the correlation follows
 * from the differences of every other pixel, which are free of it as long as it reaches no further than the next pixel,
 * and the variances are corrected for it.
 *
 * <p>Structure passes for noise in part. What tells them apart is that optics make structure smooth: its differences grow
 * with the distance, those of noise do not. By that the correlation is freed of structure, variances are lowered by what
 * structure has of the finest differences, and intensities with structure count less. The numbers for this were chosen on
 * simulated noise over real fluorescence images.
 *
 * <p>Stateless and thread-safe. Deterministic.
 */
public final class NoiseEstimator {

    /** Structure whose differences grow more than this is not measured for correlation. */
    private static final double MOST_GROWTH = 1.25;

    /** So many of the tiles must be without structure, or the correlation is not told from it, and taken to be none. */
    private static final double FEWEST_FLAT = 0.2;

    /** Mean squares of structure over every third pixel, in units of those over every other; likewise below. */
    private static final double STRUCTURE_WIDEST = 2.2;

    private static final double STRUCTURE_ONE_AXIS = 1.0 / 3;
    private static final double STRUCTURE_FINE = 0.1;

    /** Of a variance this share stays at least, whatever structure seems to have made of it. */
    private static final double LEAST_NOISE = 0.1;

    /** Independent values in a tile's mean square, after all its overlaps. */
    private static final double FREEDOM = 50;

    private static final double LARGEST_CORRELATION = 0.49;

    private NoiseEstimator() {}

    /**
     * Measures the planes together.
     *
     * @param planes each (x, y), of one channel, in the units of the camera; not modified; NaN where there is no value
     * @return empty if there is nothing to measure: less than 16 x 16 pixels, no noise, or all saturated
     * @throws IllegalArgumentException if a plane is not 2-D
     */
    public static Optional<NoiseModel> estimate(
            List<? extends RandomAccessibleInterval<? extends RealType<?>>> planes) {
        TileCollector collector = new TileCollector();
        collector.add(planes);
        List<TileSample> tiles = collector.believable();
        return tiles.isEmpty() ? Optional.empty() : Optional.of(fit(tiles, collector.rounding()));
    }

    private static NoiseModel fit(List<TileSample> tiles, double rounding) {
        List<IntensityBin> bins = IntensityBin.of(tiles);
        double x = correlation(bins, true);
        double y = correlation(bins, false);
        double white = (1 - 4 * x / 3) * (1 - 4 * y / 3);
        int n = bins.size();
        double[] means = new double[n];
        double[] variances = new double[n];
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            IntensityBin bin = bins.get(i);
            means[i] = bin.mean(TileSample::mean);
            double excess = Math.max(1, bin.mean(TileSample::wide) * white / bin.mean(TileSample::fine));
            double noise = Math.max(LEAST_NOISE, 1 - STRUCTURE_FINE * excess) / (1 - STRUCTURE_FINE);
            variances[i] = bin.median(TileSample::fine) / white * noise;
            weights[i] = bin.size() * FREEDOM / 2 / (excess * excess);
        }
        VarianceLine line = new VarianceLine(means, variances, weights);
        double floor = Double.POSITIVE_INFINITY;
        for (double v : variances) {
            floor = Math.min(floor, v);
        }
        floor = Math.max(floor, rounding);
        NoiseModel found = new NoiseModel(line.slope(), line.intercept(), floor, x, y, tiles.size(), 1);
        return found.withDetail(detail(tiles, found));
    }

    private static double detail(List<TileSample> tiles, NoiseModel noise) {
        double all = 0;
        double explained = 0;
        for (TileSample tile : tiles) {
            all += tile.wide();
            explained += noise.variance(tile.mean());
        }
        return all / explained;
    }

    /**
     * From mean squares with neighbours and with every other pixel along one axis, every other pixel along the other:
     * their ratio is (6 - 8 r) / 6 for noise whose neighbours correlate by r and others not. The part of structure in
     * each follows from how mean squares grow.
     */
    private static double correlation(List<IntensityBin> bins, boolean alongX) {
        double near = 0;
        double growth = 0;
        int flat = 0;
        int all = 0;
        for (IntensityBin bin : bins) {
            all += bin.size();
            if (bin.growth() < MOST_GROWTH) {
                near += bin.size()
                        * bin.mean(alongX ? TileSample::wideY : TileSample::wideX)
                        / bin.mean(TileSample::wide);
                growth += bin.size() * bin.growth();
                flat += bin.size();
            }
        }
        if (flat < FEWEST_FLAT * all) {
            return 0;
        }
        double structure = (growth / flat - 1) / (STRUCTURE_WIDEST - 1);
        double ratio = (near / flat - STRUCTURE_ONE_AXIS * structure) / (1 - structure);
        return Math.max(-LARGEST_CORRELATION, Math.min(LARGEST_CORRELATION, 0.75 * (1 - ratio)));
    }
}
