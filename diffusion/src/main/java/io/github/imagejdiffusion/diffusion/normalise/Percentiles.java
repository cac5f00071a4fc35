package io.github.imagejdiffusion.diffusion.normalise;

import io.github.imagejdiffusion.diffusion.block.PlaneReader;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.util.IntervalIndexer;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

/**
 * Exact nearest-rank percentiles of any number of planes in constant memory.
 *
 * <p>The value at rank ceil(p / 100 * n), counted from 1 in ascending order: always a value of the image, so no two
 * implementations can differ by an interpolation. Values are compared as floats; integers above 2^24 are rounded to
 * them. Found by two passes over the upper and the lower 16 bits of the float's ordered bit pattern, the second of which
 * images of whole numbers from 0 to 65535 do without. Stateless and thread-safe.
 */
public final class Percentiles {

    private static final int BINS = 1 << 16;

    /** Pixels looked at together. */
    private static final int BAND = 1 << 20;

    private Percentiles() {}

    /**
     * Two percentiles of all pixels of all planes together.
     *
     * @param planes all planes of one channel and time point, of any number of dimensions and sizes; not modified
     * @param lowPercent 0..100; 0 gives the smallest value
     * @param highPercent 0..100, not below {@code lowPercent}
     * @throws IllegalArgumentException if there are no pixels, or the percentages are out of order
     * @throws InvalidPixelException if a pixel is NaN or, as a float, infinite, naming where
     */
    public static PercentileLimits of(
            List<? extends RandomAccessibleInterval<? extends RealType<?>>> planes,
            double lowPercent,
            double highPercent) {
        if (!(lowPercent >= 0 && highPercent <= 100 && lowPercent <= highPercent)) {
            throw new IllegalArgumentException(
                    "percentiles " + lowPercent + " and " + highPercent + " must be 0..100 and ascending");
        }
        long[] whole = new long[BINS];
        long[] upper = new long[BINS];
        long count = 0;
        for (int i = 0; i < planes.size(); i++) {
            count += count(planes.get(i), i, whole, upper);
        }
        if (count == 0) {
            throw new IllegalArgumentException("no pixels to take percentiles of");
        }
        if (Arrays.stream(whole).sum() == count) {
            return new PercentileLimits(
                    atRank(whole, rank(lowPercent, count)).bin(),
                    atRank(whole, rank(highPercent, count)).bin());
        }
        for (int value = 0; value < BINS; value++) {
            upper[ordered(value) >>> 16] += whole[value];
        }
        Lower low = new Lower(upper, rank(lowPercent, count));
        Lower high = new Lower(upper, rank(highPercent, count));
        for (RandomAccessibleInterval<? extends RealType<?>> plane : planes) {
            countLower(plane, low, high);
        }
        return new PercentileLimits(low.value(), high.value());
    }

    /**
     * As {@link #of}, but where both percentiles are one value, the largest value takes the place of the upper one: in a
     * field that is black but for a few objects, fewer pixels may be bright than the upper percentile leaves out, and
     * they must not be taken for nothing. A constant field still has one value only.
     */
    public static PercentileLimits range(
            List<? extends RandomAccessibleInterval<? extends RealType<?>>> planes,
            double lowPercent,
            double highPercent) {
        PercentileLimits limits = of(planes, lowPercent, highPercent);
        return limits.low() < limits.high() ? limits : of(planes, lowPercent, 100);
    }

    private static long rank(double percent, long count) {
        return Math.min(Math.max((long) Math.ceil(percent / 100.0 * count), 1), count);
    }

    /**
     * Counts the pixels of a plane.
     *
     * @param whole entry by entry, whole numbers that it has room for
     * @param upper all others, by their upper 16 bits
     */
    private static long count(
            RandomAccessibleInterval<? extends RealType<?>> plane, int index, long[] whole, long[] upper) {
        long[] count = {0};
        forEachBand(plane, values -> {
            for (int i = 0; i < values.length; i++) {
                float v = values[i];
                int integer = (int) v;
                if (integer == v && integer >>> 16 == 0) {
                    whole[integer]++;
                } else if (Float.isFinite(v)) {
                    upper[ordered(v) >>> 16]++;
                } else {
                    throw noNumber(plane, index, count[0] + i);
                }
            }
            count[0] += values.length;
        });
        return count[0];
    }

    /** @param at place of the pixel in flat order */
    private static InvalidPixelException noNumber(
            RandomAccessibleInterval<? extends RealType<?>> plane, int index, long at) {
        long[] position = new long[plane.numDimensions()];
        IntervalIndexer.indexToPosition(at, plane.dimensionsAsLongArray(), position);
        double value = Views.zeroMin(plane).getAt(position).getRealDouble();
        return new InvalidPixelException("pixel (" + at % plane.dimension(0) + "," + at / plane.dimension(0)
                + ") of z plane " + (index + 1) + " is " + value
                + (Double.isFinite(value)
                        ? ", beyond the " + Float.MAX_VALUE + " of single precision; scale the values down first"
                        : "; replace such values by numbers first"));
    }

    private static void countLower(RandomAccessibleInterval<? extends RealType<?>> plane, Lower low, Lower high) {
        forEachBand(plane, values -> {
            for (float v : values) {
                int key = ordered(v);
                low.count(key);
                high.count(key);
            }
        });
    }

    /** All values in flat order, some rows at a time. */
    private static void forEachBand(RandomAccessibleInterval<? extends RealType<?>> plane, Consumer<float[]> consumer) {
        if (Intervals.numElements(plane) == 0) {
            return;
        }
        if (plane.numDimensions() > 2) {
            int last = plane.numDimensions() - 1;
            for (long i = plane.min(last); i <= plane.max(last); i++) {
                forEachBand(Views.hyperSlice(plane, last, i), consumer);
            }
            return;
        }
        RandomAccessibleInterval<? extends RealType<?>> twoD =
                plane.numDimensions() == 1 ? Views.addDimension(plane, 0, 0) : plane;
        long width = twoD.dimension(0);
        long rows = Math.max(1, BAND / width);
        for (long y = 0; y < twoD.dimension(1); y += rows) {
            long end = Math.min(twoD.dimension(1), y + rows);
            consumer.accept(
                    PlaneReader.read(twoD, new FinalInterval(new long[] {0, y}, new long[] {width - 1, end - 1})));
        }
    }

    /** Which bin holds a rank, and the rank among those of the bin. */
    private record Place(int bin, long rankInBin) {}

    private static Place atRank(long[] counts, long rank) {
        long left = rank;
        int at = 0;
        while (counts[at] < left) {
            left -= counts[at++];
        }
        return new Place(at, left);
    }

    /** The lower 16 bits of the values that share the upper 16 bits of one rank's value. */
    private static final class Lower {

        private final int bin;
        private final long rankInBin;
        private final long[] counts = new long[BINS];

        private Lower(long[] upper, long rank) {
            Place place = atRank(upper, rank);
            bin = place.bin();
            rankInBin = place.rankInBin();
        }

        private void count(int key) {
            if (key >>> 16 == bin) {
                counts[key & 0xffff]++;
            }
        }

        private float value() {
            return fromOrdered(bin << 16 | atRank(counts, rankInBin).bin());
        }
    }

    /** Maps floats to unsigned ints of the same order; -0 and 0 become one. */
    private static int ordered(float v) {
        int bits = Float.floatToRawIntBits(v + 0.0f);
        return bits < 0 ? ~bits : bits ^ 0x80000000;
    }

    private static float fromOrdered(int key) {
        return Float.intBitsToFloat(key < 0 ? key ^ 0x80000000 : ~key);
    }
}
