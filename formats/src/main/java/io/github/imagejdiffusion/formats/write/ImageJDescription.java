package io.github.imagejdiffusion.formats.write;

import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.CalibrationFunction;
import java.util.List;

/**
 * The description from which ImageJ takes axes and calibration, line by line as
 * {@code ij.io.FileSaver.getDescriptionString} of ImageJ 1.54p writes it.
 */
final class ImageJDescription {

    private ImageJDescription() {}

    static String of(StackLayout layout) {
        StringBuilder text = new StringBuilder("ImageJ=1.54p\n");
        int planes = layout.planes();
        count(text, "images", planes);
        count(text, "channels", layout.channels());
        count(text, "slices", layout.slices());
        count(text, "frames", layout.frames());
        boolean twoAxes = layout.slices() > 1 && layout.frames() > 1;
        if (layout.channels() > 1 || twoAxes) {
            text.append("hyperstack=true\n");
        }
        if (layout.channels() > 1) {
            text.append("mode=grayscale\n");
        }
        Calibration calibration = layout.calibration();
        // "micron" and not the micro sign: it is what ImageJ itself writes, and what survives every encoding.
        boolean calibrated = calibration.pixelWidth().isPresent();
        if (calibrated) {
            text.append("unit=micron\n");
        }
        if (layout.function() != null) {
            function(text, layout.function());
        }
        calibration.frameInterval().ifPresent(seconds -> text.append("finterval=")
                .append(number(seconds))
                .append('\n'));
        if (calibrated) {
            calibration
                    .pixelDepth()
                    .ifPresent(depth -> text.append("spacing=").append(depth).append('\n'));
        }
        if (planes > 1) {
            text.append("loop=false\n");
        }
        if (!layout.displayRanges().isEmpty()) {
            DisplayRange first = layout.displayRanges().get(0);
            text.append("min=").append(first.min()).append('\n');
            text.append("max=").append(first.max()).append('\n');
        }
        return text.toString();
    }

    private static void function(StringBuilder text, CalibrationFunction function) {
        text.append("cf=").append(function.number()).append('\n');
        List<Double> coefficients = function.coefficients();
        for (int i = 0; i < coefficients.size(); i++) {
            text.append('c').append(i).append('=').append(coefficients.get(i)).append('\n');
        }
        text.append("vunit=").append(escaped(function.unit())).append('\n');
        if (function.zeroClip()) {
            text.append("zeroclip=true\n");
        }
    }

    private static String escaped(String text) {
        StringBuilder line = new StringBuilder();
        for (char c : text.toCharArray()) {
            line.append(c >= ' ' && c < 127 && c != '\\' ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        return line.toString();
    }

    private static void count(StringBuilder text, String key, int value) {
        if (value > 1) {
            text.append(key).append('=').append(value).append('\n');
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
