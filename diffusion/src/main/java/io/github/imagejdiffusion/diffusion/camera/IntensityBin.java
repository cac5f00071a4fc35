package io.github.imagejdiffusion.diffusion.camera;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The flattest tiles of about one intensity. They are chosen by the means of small squares, which say nothing about the
 * differences of neighbours, so that the choice does not favour tiles of little noise.
 */
final class IntensityBin {

    private static final int MOST_BINS = 24;
    private static final int FEWEST_TILES = 6;
    private static final double SHARE = 1.0 / 3;

    private final List<TileSample> flattest;

    private IntensityBin(List<TileSample> tiles) {
        int count = Math.min(tiles.size(), Math.max(FEWEST_TILES, (int) Math.ceil(tiles.size() * SHARE)));
        flattest = tiles.stream()
                .sorted(Comparator.comparingDouble(TileSample::roughness))
                .limit(count)
                .toList();
    }

    /** Bins of equal width on the square root of intensity, on which the noise of photons is equal; none is small. */
    static List<IntensityBin> of(List<TileSample> tiles) {
        if (tiles.isEmpty()) {
            return List.of();
        }
        List<TileSample> sorted = new ArrayList<>(tiles);
        sorted.sort(Comparator.comparingDouble(TileSample::mean));
        double lowest = sorted.get(0).mean();
        double range = Math.sqrt(sorted.get(sorted.size() - 1).mean() - lowest);
        List<IntensityBin> bins = new ArrayList<>();
        List<TileSample> open = new ArrayList<>();
        double end = 0;
        for (TileSample tile : sorted) {
            double place = Math.sqrt(tile.mean() - lowest);
            if (place > end && open.size() >= 2 * FEWEST_TILES) {
                bins.add(new IntensityBin(open));
                open = new ArrayList<>();
            }
            while (range > 0 && place > end) {
                end += range / MOST_BINS;
            }
            open.add(tile);
        }
        if (open.size() >= FEWEST_TILES || bins.isEmpty()) {
            bins.add(new IntensityBin(open));
        }
        return bins;
    }

    List<TileSample> flattest() {
        return flattest;
    }

    int size() {
        return flattest.size();
    }

    double median(ToDoubleFunction<TileSample> of) {
        double[] values = flattest.stream().mapToDouble(of).sorted().toArray();
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    double mean(ToDoubleFunction<TileSample> of) {
        return Arrays.stream(flattest.stream().mapToDouble(of).toArray())
                .average()
                .orElse(0);
    }

    /**
     * How much stronger differences of every third pixel are than those of every other. Noise that reaches no further than
     * the next pixel makes it about 1, while structure, which optics have made smooth, makes it 2 to 3.
     */
    double growth() {
        return mean(TileSample::widest) / mean(TileSample::wide);
    }
}
