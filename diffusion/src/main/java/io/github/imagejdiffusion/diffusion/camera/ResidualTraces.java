package io.github.imagejdiffusion.diffusion.camera;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What wrong restorations leave in a residual that its strength as a whole does not tell: the residual of a good one has
 * nothing in common with the image's gradient or its brightness, and no region of it stands out.
 *
 * <p>The measures of the residual against the image are least squares, weighted by the noise; each comes with its standard
 * error, as white noise would make it. Every filter makes its result blurred against the noise of the image, so that much
 * blur and little sharpness is objected to. The limits were chosen on good and bad restorations of real images with
 * simulated noise.
 *
 * @param shiftX how far the result lies right of the image, in pixels
 * @param shiftY likewise below
 * @param sharpness Laplacians of the result by which it is sharper than the image; blurred, if negative
 * @param brightness share of the image's sum that the result has more; of all pixels, as what the ends of the range cut
 *     off is kept by restorations that were trained on such images
 * @param correlation of neighbours in grey values, in which bright structures count most, less that of the noise; along
 *     the axis where it is larger
 * @param brightest region where the result is brighter than the image by the most noise; null if there is no region
 * @param darkest likewise darker
 * @param roughest region where the residual is strongest
 * @param step between grey values; by half of it a region may be off without an objection
 */
public record ResidualTraces(
        Measure shiftX,
        Measure shiftY,
        Measure sharpness,
        Measure brightness,
        double correlation,
        Region brightest,
        Region darkest,
        Region roughest,
        double step) {

    private static final double SHIFT = 0.3;
    private static final double SHARPNESS = 0.05;

    /** As by a Gaussian of two to three pixels; of 86 good restorations 3 were beyond it. */
    private static final double BLUR = 3.0;

    private static final double BRIGHTNESS = 0.02;
    private static final double CORRELATION = 0.15;

    /** In standard errors: below this a measure says nothing. */
    private static final double SURE = 8;

    /** In standard errors of a region's mean; of good restorations 5.2 was the most. */
    private static final double OFFSET = 6;

    /** In variances of the noise; of good restorations 2.4 was the most. */
    private static final double STRENGTH = 4;

    /**
     * A number and how sure it is.
     *
     * @param error standard error; infinite where nothing could be measured
     */
    public record Measure(double value, double error) {

        boolean exceeds(double limit) {
            return Math.abs(value) > limit && Math.abs(value) > SURE * error;
        }
    }

    /**
     * A square of {@value RegionSums#SIDE} x {@value RegionSums#SIDE} pixels.
     *
     * @param plane in the order in which they were compared, from 0
     * @param x of its first pixel
     * @param y likewise
     * @param difference by which the result is brighter in the mean, in grey values
     * @param offset likewise, in its standard errors
     * @param strength variance of the residual over that of the noise
     * @param excess that variance less the noise's, in grey values squared
     */
    public record Region(int plane, int x, int y, double difference, double offset, double strength, double excess) {

        private String place() {
            return "at x " + x + ", y " + y + (plane > 0 ? " of plane " + (plane + 1) : "");
        }
    }

    /** What cannot be noise, one phrase each. */
    List<String> objections() {
        List<String> objections = new ArrayList<>();
        if (shiftX.exceeds(SHIFT)) {
            objections.add(text("it lies %.1f pixels %s the image", shiftX, "left of", "right of"));
        }
        if (shiftY.exceeds(SHIFT)) {
            objections.add(text("it lies %.1f pixels %s the image", shiftY, "above", "below"));
        }
        if (brightness.exceeds(BRIGHTNESS)) {
            objections.add(text(
                    "it is %.1f %% %s than the image", new Measure(100 * brightness.value(), 0), "darker", "brighter"));
        }
        if (sharpness.value() > 0 && sharpness.exceeds(SHARPNESS)) {
            objections.add("it is sharper than the image");
        }
        if (sharpness.value() < 0 && sharpness.exceeds(BLUR)) {
            objections.add("it is more blurred than the image");
        }
        if (correlation > CORRELATION) {
            objections.add(String.format(
                    Locale.ROOT,
                    "neighbours in its bright structures depart from the image alike, by a correlation of %.2f",
                    correlation));
        }
        objections.addAll(regions());
        return objections;
    }

    private List<String> regions() {
        List<String> objections = new ArrayList<>();
        if (darkest != null && darkest.offset() < -OFFSET && darkest.difference() < -step / 2) {
            objections.add(darkest.place() + " it lacks structure of the image");
        }
        if (brightest != null && brightest.offset() > OFFSET && brightest.difference() > step / 2) {
            objections.add(brightest.place() + " it has structure that the image has not");
        }
        if (objections.isEmpty()
                && roughest != null
                && roughest.strength() > STRENGTH
                && roughest.excess() > step * step / 4) {
            objections.add(roughest.place() + " it departs from the image by more than noise");
        }
        return objections;
    }

    private static String text(String format, Measure measure, String negative, String positive) {
        return String.format(Locale.ROOT, format, Math.abs(measure.value()), measure.value() < 0 ? negative : positive);
    }

    /** Names and values in a fixed order; what a provenance record says. */
    Map<String, Object> record() {
        Map<String, Object> record = new LinkedHashMap<>();
        put(record, "shift_x", shiftX);
        put(record, "shift_y", shiftY);
        put(record, "sharpness", sharpness);
        put(record, "brightness", brightness);
        record.put("correlation_in_grey_values", correlation);
        if (brightest != null) {
            record.put("brightest_region", brightest.offset());
            record.put("darkest_region", darkest.offset());
            record.put("roughest_region", roughest.strength());
        }
        return record;
    }

    private static void put(Map<String, Object> record, String name, Measure measure) {
        if (Double.isFinite(measure.error())) {
            record.put(name, measure.value());
        }
    }
}
