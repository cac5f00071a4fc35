package io.github.imagejdiffusion.diffusion.camera;

import io.github.imagejdiffusion.diffusion.block.PlaneReader;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * Measures tiles evenly over planes, and leaves out those that the ends of the camera's range have cut. Reads one row of
 * tiles at a time. Not thread-safe.
 */
final class TileCollector {

    private static final int MOST_TILES = 20_000;

    /**
     * Of a tile's pixels: with so many at the lowest value there is hardly any noise left to measure, unless the detector
     * counts photons and has counted none there.
     */
    private static final double MOST_AT_LOWEST = 0.5;

    /** Variance of an even spread over one grey value. */
    private static final double ROUNDING = 1.0 / 12;

    private final List<Measured> tiles = new ArrayList<>();
    private float lowest = Float.POSITIVE_INFINITY;
    private float highest = Float.NEGATIVE_INFINITY;
    private boolean whole = true;

    /**
     * @param next the smallest value above {@code min}; infinite if there is none
     * @param atNext how many pixels have it
     */
    private record Measured(TileSample sample, float min, int atMin, float next, int atNext, float max, int atMax) {

        boolean isMostly(float lowest) {
            return min == lowest && atMin > MOST_AT_LOWEST * TileProbe.PIXELS;
        }
    }

    /** @param planes each (x, y), of one size */
    void add(List<? extends RandomAccessibleInterval<? extends RealType<?>>> planes) {
        long rows = 0;
        long columns = 0;
        for (RandomAccessibleInterval<? extends RealType<?>> plane : planes) {
            rows += plane.dimension(1) / TileProbe.SIDE;
            columns = Math.max(columns, plane.dimension(0) / TileProbe.SIDE);
        }
        long step = Math.max(1, (long) Math.ceil((double) rows * columns / MOST_TILES));
        long row = 0;
        for (RandomAccessibleInterval<? extends RealType<?>> plane : planes) {
            for (long y = 0; y + TileProbe.SIDE <= plane.dimension(1); y += TileProbe.SIDE) {
                if (row++ % step == 0) {
                    addRow(plane, y);
                }
            }
        }
    }

    private void addRow(RandomAccessibleInterval<? extends RealType<?>> plane, long y) {
        int width = Math.toIntExact(plane.dimension(0));
        float[] rows = PlaneReader.read(plane, FinalInterval.createMinMax(0, y, width - 1L, y + TileProbe.SIDE - 1));
        for (int x = 0; x + TileProbe.SIDE <= width; x += TileProbe.SIDE) {
            tiles.add(measure(rows, width, x));
        }
    }

    private Measured measure(float[] rows, int width, int x) {
        float min = Float.POSITIVE_INFINITY;
        float next = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        int atMin = 0;
        int atNext = 0;
        int atMax = 0;
        for (int k = 0; k < TileProbe.PIXELS; k++) {
            float v = rows[k / TileProbe.SIDE * width + x + k % TileProbe.SIDE];
            if (v < min) {
                next = min;
                atNext = atMin;
            } else if (v > min && v <= next) {
                atNext = v < next ? 1 : atNext + 1;
                next = v;
            }
            atMin = v < min ? 1 : v == min ? atMin + 1 : atMin;
            atMax = v > max ? 1 : v == max ? atMax + 1 : atMax;
            whole &= v == Math.rint(v);
            min = Math.min(min, v);
            max = Math.max(max, v);
        }
        lowest = Math.min(lowest, min);
        highest = Math.max(highest, max);
        return new Measured(TileProbe.measure(rows, width, x), min, atMin, next, atNext, max, atMax);
    }

    /** Variance that rounding alone has made: none, if there are fractions of grey values. */
    double rounding() {
        return whole ? ROUNDING : 0;
    }

    /** Whether what is mostly the lowest value has been counted. */
    private PhotonCounts counts() {
        PhotonCounts.Test test = new PhotonCounts.Test(lowest);
        tiles.stream()
                .filter(t -> t.isMostly(lowest))
                .forEach(t -> test.add(t.sample.mean(), t.atMin, t.next, t.atNext));
        return test.result();
    }

    /** The tiles that can be believed. */
    List<TileSample> believable() {
        PhotonCounts counts = counts();
        return tiles.stream()
                .filter(t -> !(t.max == highest && t.atMax > 1))
                .filter(t -> !t.isMostly(lowest) || counts.holds(t.sample.mean(), t.atMin))
                .map(t -> t.isMostly(lowest) ? t.sample.withFine(counts.variance(t.sample.mean())) : t.sample)
                .filter(t -> Double.isFinite(t.mean()) && Double.isFinite(t.wide()) && t.fine() > 0)
                .toList();
    }
}
