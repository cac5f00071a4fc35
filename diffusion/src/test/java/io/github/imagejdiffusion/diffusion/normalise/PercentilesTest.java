package io.github.imagejdiffusion.diffusion.normalise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentilesTest {

    private static final double[] PERCENTS = {0, 0.01, 1, 25, 50, 99.8, 99.99, 100};

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 3001})
    void equalsAPlainSortForFloatsOfEveryKind(int size) {
        Random random = new Random(size);
        float[] special = {
            -0f, 0f, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_NORMAL, 1, -1
        };
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = switch (random.nextInt(4)) {
                case 0 -> special[random.nextInt(special.length)];
                case 1 -> (float) random.nextGaussian();
                case 2 -> Float.intBitsToFloat(random.nextInt() & 0x807fffff);
                default -> Float.intBitsToFloat(random.nextInt() & 0xbfffffff);
            };
        }
        assertLikeASort(values, List.of(ArrayImgs.floats(values, size, 1)));
    }

    @Test
    void equalsAPlainSortOverSeveralPlanesOfOtherSizes() {
        Random random = new Random(8);
        float[] values = new float[12 * 5 + 7 * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(20) - 10;
        }
        assertLikeASort(
                values,
                List.of(
                        ArrayImgs.floats(Arrays.copyOf(values, 60), 12, 5),
                        Views.translate(ArrayImgs.floats(Arrays.copyOfRange(values, 60, 81), 7, 3), -5, 9)));
    }

    @Test
    void equalsAPlainSortForIntegers() {
        Random random = new Random(2);
        byte[] bytes = new byte[999];
        short[] shorts = new short[999];
        random.nextBytes(bytes);
        float[] asBytes = new float[999];
        float[] asShorts = new float[999];
        for (int i = 0; i < 999; i++) {
            shorts[i] = (short) random.nextInt();
            asBytes[i] = bytes[i] & 0xff;
            asShorts[i] = shorts[i] & 0xffff;
        }
        Img<UnsignedByteType> eight = ArrayImgs.unsignedBytes(bytes, 27, 37);
        Img<UnsignedShortType> sixteen = ArrayImgs.unsignedShorts(shorts, 37, 27);
        assertLikeASort(asBytes, List.of(eight));
        assertLikeASort(asShorts, List.of(sixteen));
    }

    @ParameterizedTest
    @ValueSource(floats = {0.5f, -1, 65_536, 1e9f, Float.MIN_VALUE, -0f})
    void oneOtherValueAmongWholeNumbersIsSortedIn(float other) {
        Random random = new Random(5);
        float[] values = new float[501];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(3) * 32_767 + random.nextInt(2);
        }
        values[250] = other;
        assertLikeASort(values, List.of(ArrayImgs.floats(values, 3, 167)));
    }

    @Test
    void theOrderOfPixelsDoesNotMatter() {
        float[] ascending = new float[1000];
        List<Float> shuffled = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            ascending[i] = i * i - 5000;
            shuffled.add(ascending[i]);
        }
        Collections.shuffle(shuffled, new Random(1));
        float[] other = new float[1000];
        for (int i = 0; i < 1000; i++) {
            other[i] = shuffled.get(i);
        }
        assertEquals(
                Percentiles.of(List.of(ArrayImgs.floats(ascending, 50, 20)), 1, 99.8),
                Percentiles.of(List.of(ArrayImgs.floats(other, 20, 50)), 1, 99.8));
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity"})
    void namesThePixelThatIsNoNumber(float bad) {
        Img<FloatType> good = ArrayImgs.floats(7, 5);
        float[] values = new float[35];
        values[3 * 7 + 4] = bad;
        Img<FloatType> broken = ArrayImgs.floats(values, 7, 5);
        String message = assertThrows(InvalidPixelException.class, () -> Percentiles.of(List.of(good, broken), 1, 99))
                .getMessage();
        assertTrue(message.contains("(4,3)") && message.contains("z plane 2") && message.contains("" + bad), message);
    }

    /** They are infinite as floats only. */
    @ParameterizedTest
    @CsvSource({"1e300", "-3.5e38"})
    void namesThePixelThatIsBeyondSinglePrecision(double large) {
        Img<DoubleType> planes = ArrayImgs.doubles(7, 5, 2);
        RandomAccessibleInterval<DoubleType> moved = Views.translate(planes, 100, 200, 300);
        moved.getAt(104, 203, 300).set(large);
        String message = assertThrows(InvalidPixelException.class, () -> Percentiles.of(List.of(moved), 1, 99))
                .getMessage();
        assertTrue(message.startsWith("pixel (4,3) of z plane 1 is " + large + ", beyond the 3.4028235E38"), message);
    }

    @ParameterizedTest
    @CsvSource({"-1,50", "1,101", "60,50", "NaN,50", "1,NaN"})
    void refusesPercentagesOutOfOrder(double low, double high) {
        List<Img<FloatType>> planes = List.of(ArrayImgs.floats(2, 2));
        assertThrows(IllegalArgumentException.class, () -> Percentiles.of(planes, low, high));
    }

    @Test
    void refusesNoPixels() {
        assertThrows(IllegalArgumentException.class, () -> Percentiles.of(List.of(), 1, 99));
    }

    private static void assertLikeASort(
            float[] values, List<? extends RandomAccessibleInterval<? extends RealType<?>>> planes) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        for (double low : PERCENTS) {
            for (double high : PERCENTS) {
                if (low <= high) {
                    PercentileLimits limits = Percentiles.of(planes, low, high);
                    assertEquals(nearestRank(sorted, low), limits.low() + 0f, "percentile " + low);
                    assertEquals(nearestRank(sorted, high), limits.high() + 0f, "percentile " + high);
                }
            }
        }
    }

    /** The definition: rank ceil(p n / 100), at least 1. */
    private static float nearestRank(float[] sorted, double percent) {
        int rank = (int) Math.max(1, Math.ceil(percent / 100 * sorted.length));
        return sorted[rank - 1] + 0f;
    }

    @Test
    void aFewBrightPixelsOnPlainBlackAreStillSomething() {
        float[] black = new float[10_000];
        Arrays.fill(black, 300, 305, 50);
        assertEquals(new PercentileLimits(0, 0), Percentiles.of(List.of(ArrayImgs.floats(black, 100, 100)), 1, 99.8));
        assertEquals(
                new PercentileLimits(0, 50), Percentiles.range(List.of(ArrayImgs.floats(black, 100, 100)), 1, 99.8));
        float[] constant = new float[100];
        Arrays.fill(constant, 7);
        assertEquals(
                new PercentileLimits(7, 7), Percentiles.range(List.of(ArrayImgs.floats(constant, 10, 10)), 1, 99.8));
        float[] ramp = new float[1000];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i + 1;
        }
        assertEquals(
                new PercentileLimits(10, 998), Percentiles.range(List.of(ArrayImgs.floats(ramp, 10, 100)), 1, 99.8));
    }
}
