package io.github.imagejdiffusion.formats.tiff;

import ij.measure.Calibration;
import ij.measure.CurveFitter;
import io.github.imagejdiffusion.formats.CalibrationFunction;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.Series;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * The calibration function of an ImageJ TIFF: {@code cf} names it, {@code c0} and so on are its coefficients. Applied as
 * {@link Calibration#getCTable} does, to images of 8 and 16 bits, with its rounding to floats; between whole values, without
 * rounding.
 *
 * @param intensities what stored values stand for
 * @param function by which they do, if they do not stand for themselves
 * @param notices one, if the file names a function that cannot be applied
 */
record ImageJCalibration(
        DoubleUnaryOperator intensities, Optional<CalibrationFunction> function, List<String> notices) {

    /** Values stand for themselves. */
    static final ImageJCalibration NONE =
            new ImageJCalibration(DoubleUnaryOperator.identity(), Optional.empty(), List.of());

    /** How many coefficients each function has, from {@link Calibration#STRAIGHT_LINE} on. */
    private static final List<Integer> COEFFICIENTS = List.of(2, 3, 4, 5, 2, 2, 2, 4, 4, 3, 4, 3, 4, 3);

    /**
     * As a file says.
     *
     * @param properties of the description, see {@link ImageJLayout#parse}
     * @param images in the file, at least one: of several, which ImageJ does not write, nothing is said
     */
    static ImageJCalibration of(Map<String, String> properties, List<Series> images, TiffDirectory firstPage) {
        double number = ImageJLayout.number(properties, "cf");
        PixelType type = images.get(0).pixelType();
        boolean bytes = type == PixelType.UINT8;
        boolean whole = (bytes || type == PixelType.UINT16) && !images.get(0).rgb();
        String unit = properties.getOrDefault("vunit", Calibration.DEFAULT_VALUE_UNIT);
        int function = whole && images.size() == 1 && !Double.isNaN(number) ? (int) number : Calibration.NONE;
        if (function == Calibration.NONE || function == Calibration.UNCALIBRATED_OD && !bytes) {
            return NONE;
        }
        if (function == Calibration.UNCALIBRATED_OD) {
            boolean inverted = isInverted(firstPage);
            float[] densities = table(256, v -> opticalDensity(inverted ? 255 - v : v));
            return new ImageJCalibration(
                    stored -> between(densities, stored),
                    Optional.of(new CalibrationFunction(function, List.of(), unit, false, inverted)),
                    List.of());
        }
        double[] coefficients = coefficients(properties);
        if (function < 0 || function >= COEFFICIENTS.size() || coefficients.length < COEFFICIENTS.get(function)) {
            return unusable(function);
        }
        boolean zeroClip = properties.getOrDefault("zeroclip", "").equals("true");
        // ImageJ does so for 8 bits only.
        double lowest = bytes && zeroClip ? 0 : Double.NEGATIVE_INFINITY;
        DoubleUnaryOperator curve = v -> Math.max(lowest, CurveFitter.f(function, coefficients, v));
        float[] table = table(bytes ? 256 : 65536, curve);
        List<Double> numbers = Arrays.stream(coefficients).boxed().toList();
        return new ImageJCalibration(
                stored -> isEntry(table, stored) ? table[(int) stored] : curve.applyAsDouble(stored),
                Optional.of(new CalibrationFunction(function, numbers, unit, zeroClip, false)),
                List.of());
    }

    private static ImageJCalibration unusable(int function) {
        return new ImageJCalibration(
                DoubleUnaryOperator.identity(),
                Optional.empty(),
                List.of("its calibration function, cf=" + function + ", is not one of ImageJ's, or lacks coefficients:"
                        + " values are taken as they are stored"));
    }

    private static double[] coefficients(Map<String, String> properties) {
        double[] values = new double[5];
        int count = 0;
        while (count < values.length) {
            values[count] = ImageJLayout.number(properties, "c" + count);
            if (!Double.isFinite(values[count])) {
                break;
            }
            count++;
        }
        return Arrays.copyOf(values, count);
    }

    /** Of light let through, 0 to 255; none is taken as half of the smallest. */
    private static double opticalDensity(double light) {
        return 0.434294481 * Math.log(255.0 / (light == 0 ? 0.5 : light));
    }

    /** As ImageJ tells it from a lookup table: of the first 255 colours, none is lighter than the one before. */
    private static boolean isInverted(TiffDirectory firstPage) {
        long[] map = firstPage.numbers(Tag.COLOR_MAP);
        if (map.length != 3 * 256) {
            return firstPage.number(Tag.PHOTOMETRIC, 1) == Tag.PHOTOMETRIC_WHITE_IS_ZERO;
        }
        return IntStream.range(1, 255).allMatch(i -> brightness(map, i) <= brightness(map, i - 1));
    }

    private static long brightness(long[] map, int i) {
        return (map[i] >> 8) + (map[i + 256] >> 8) + (map[i + 512] >> 8);
    }

    private static float[] table(int length, DoubleUnaryOperator function) {
        float[] table = new float[length];
        for (int i = 0; i < length; i++) {
            table[i] = (float) function.applyAsDouble(i);
        }
        return table;
    }

    private static boolean isEntry(float[] table, double stored) {
        return stored >= 0 && stored < table.length && stored == Math.rint(stored);
    }

    /** Linear between entries, those at the ends beyond. */
    private static double between(float[] table, double stored) {
        double within = Math.max(0, Math.min(table.length - 1, stored));
        int below = Math.min(table.length - 2, (int) within);
        double share = within - below;
        return (1 - share) * table[below] + share * table[below + 1];
    }
}
