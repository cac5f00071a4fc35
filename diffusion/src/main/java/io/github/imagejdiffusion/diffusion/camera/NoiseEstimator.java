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
 * <p>Stateless and thread-safe. Deterministic.
 */
public final class NoiseEstimator {

    /** Tiles this much rougher than their noise hold structure. */
    private static final double STRUCTURED = 4;

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
        return tiles.isEmpty() ? Optional.empty() : Optional.of(fit(IntensityBin.of(tiles), tiles.size()));
    }

    private static NoiseModel fit(List<IntensityBin> bins, int tiles) {
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
            variances[i] = bin.median(TileSample::fine) / white;
            double believed = Math.min(1, STRUCTURED / bin.structure(variances[i]));
            weights[i] = bin.size() * FREEDOM / 2 * believed * believed;
        }
        VarianceLine line = new VarianceLine(means, variances, weights);
        double floor = Double.POSITIVE_INFINITY;
        for (double v : variances) {
            floor = Math.min(floor, v);
        }
        return new NoiseModel(line.slope(), line.intercept(), floor, x, y, tiles);
    }

    /**
     * From mean squares with neighbours and with every other pixel along one axis, every other pixel along the other:
     * their ratio is (6 - 8 r) / 6 for noise whose neighbours correlate by r and others not.
     */
    private static double correlation(List<IntensityBin> bins, boolean alongX) {
        double near = 0;
        double far = 0;
        boolean anyFlat = bins.stream().anyMatch(NoiseEstimator::isFlat);
        for (IntensityBin bin : bins) {
            if (anyFlat && !isFlat(bin)) {
                continue;
            }
            double scale = bin.mean(TileSample::wide);
            near += bin.size() * bin.mean(alongX ? TileSample::wideY : TileSample::wideX) / scale;
            far += bin.size();
        }
        return Math.max(-LARGEST_CORRELATION, Math.min(LARGEST_CORRELATION, 0.75 * (1 - near / far)));
    }

    private static boolean isFlat(IntensityBin bin) {
        return bin.structure(bin.mean(TileSample::wide)) < STRUCTURED;
    }
}
