package io.github.imagejdiffusion.batch.run;

import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.normalise.Percentiles;
import io.github.imagejdiffusion.formats.write.DisplayRange;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.imglib2.img.array.ArrayImgs;

/**
 * Chooses what of a channel is shown as black and as white, from pixels that lie evenly over all of its planes: all of
 * them while there are few, for a file that is written once is not read again for this. Not thread-safe.
 */
final class ShownSample {

    /** Enough for 250 beyond each percentile, and no more than a megabyte. */
    static final int MOST = 1 << 18;

    private static final double LOW_PERCENT = 0.1;
    private static final double HIGH_PERCENT = 99.9;

    private final long step;
    private final float[] sample;
    private int count;
    private long untilNext;

    /**
     * @param width of a row
     * @param pixels of the channel, in all planes
     */
    ShownSample(int width, long pixels) {
        long wide = Math.max(1, (pixels + MOST - 1) / MOST);
        // A step that has a divisor in common with the width would leave out columns.
        while (BigInteger.valueOf(wide).gcd(BigInteger.valueOf(width)).intValueExact() != 1) {
            wide++;
        }
        this.step = wide;
        this.sample = new float[(int) ((pixels + step - 1) / step)];
    }

    /** Takes the next pixels of the channel. */
    void add(float[] values, int from, int to) {
        long i = from + untilNext;
        for (; i < to; i += step) {
            float value = values[(int) i];
            if (Float.isFinite(value)) {
                sample[count++] = value;
            }
        }
        untilNext = i - to;
    }

    /** Empty if all values are one. */
    Optional<DisplayRange> range() {
        if (count == 0) {
            return Optional.empty();
        }
        float[] values = Arrays.copyOf(sample, count);
        PercentileLimits limits =
                Percentiles.range(List.of(ArrayImgs.floats(values, count)), LOW_PERCENT, HIGH_PERCENT);
        return limits.low() < limits.high()
                ? Optional.of(new DisplayRange(limits.low(), limits.high()))
                : Optional.empty();
    }
}
