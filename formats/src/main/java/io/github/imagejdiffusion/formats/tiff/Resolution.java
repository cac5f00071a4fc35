package io.github.imagejdiffusion.formats.tiff;

import io.github.imagejdiffusion.formats.Calibration;
import java.util.OptionalDouble;

/** Pixel sizes from the bare resolution fields of a page, without help from a description. */
final class Resolution {

    /**
     * Scanners, cameras and drawing programs fill these fields with print resolutions such as 72 or 300 dots per inch
     * (353 and 85 micrometres), which say nothing about the specimen. Larger pixels than this are not believed.
     */
    private static final double LARGEST_BELIEVED_MICROMETRES = 20;

    private static final int INCH = 2;
    private static final int CENTIMETRE = 3;

    private Resolution() {}

    static Calibration of(TiffPage page) {
        int unit = unit(page);
        if (unit != INCH && unit != CENTIMETRE) {
            return Calibration.UNKNOWN;
        }
        double micrometres = unit == INCH ? 25400 : 10000;
        OptionalDouble x = believed(micrometres * pixel(page, Tag.X_RESOLUTION));
        OptionalDouble y = believed(micrometres * pixel(page, Tag.Y_RESOLUTION));
        if (x.isEmpty() || y.isEmpty()) {
            return Calibration.UNKNOWN;
        }
        return new Calibration(x, y, OptionalDouble.empty(), OptionalDouble.empty(), unit == INCH ? "inch" : "cm");
    }

    /** The size of a pixel in whatever unit the resolution has; NaN when unknown. */
    static double pixel(TiffPage page, int tag) {
        OptionalDouble perUnit = page.directory().rational(tag);
        return perUnit.isPresent() ? 1 / perUnit.getAsDouble() : Double.NaN;
    }

    static boolean isPerCentimetre(TiffPage page) {
        return unit(page) == CENTIMETRE;
    }

    private static int unit(TiffPage page) {
        return (int) page.directory().number(Tag.RESOLUTION_UNIT, INCH);
    }

    private static OptionalDouble believed(double micrometres) {
        return micrometres <= LARGEST_BELIEVED_MICROMETRES
                ? Calibration.ifSensible(micrometres)
                : OptionalDouble.empty();
    }
}
