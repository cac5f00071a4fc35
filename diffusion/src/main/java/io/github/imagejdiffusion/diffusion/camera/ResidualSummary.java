package io.github.imagejdiffusion.diffusion.camera;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the residual of a restoration looks like as a whole, and what that says. Where structure hides the noise nothing is
 * judged; where structure outweighs it nothing is objected to, as the noise is not known well enough.
 *
 * @param compared pixels, all of them
 * @param pixels that count: all but those near the ends of the camera's range
 * @param mean 0 if intensity is kept
 * @param deviation 1 if as much was taken away as the noise is strong
 * @param correlationX of neighbours side by side; that of the noise if nothing else was taken away
 * @param correlationY of neighbours one below the other
 * @param noise that the residual is measured by
 * @param traces of structure; empty if they were not looked for
 */
public record ResidualSummary(
        long compared,
        long pixels,
        double mean,
        double deviation,
        double correlationX,
        double correlationY,
        NoiseModel noise,
        Optional<ResidualTraces> traces) {

    /** How far the deviation may be from 1: the noise's own strength is known to about 10 %. */
    private static final double DEVIATION = 0.25;

    /** With fewer of the pixels, those that happen to be bright enough count, which are not like the rest. */
    private static final double LEAST_SHARE = 1.0 / 32;

    /** With fewer the mean is biased likewise, and the brightness of all pixels, where that is known, tells more. */
    private static final double SHARE_FOR_MEAN = 0.25;

    private static final double MEAN = 0.1;
    private static final double LARGE = 1e5;
    private static final double CORRELATION = 0.15;
    private static final String HIDDEN = "not judged: there is so little noise that structure hides it";
    private static final String OUTWEIGHED = "not judged: fine structure outweighs the noise, whose strength is unsure";

    /** Whether the restoration and the noise together explain the image. */
    public boolean isConsistent() {
        return !isFew() && !noise.isHidden() && objections().isEmpty();
    }

    /** One line: consistent with the data or not, and why; or why that cannot be judged. */
    public String verdict() {
        if (pixels == 0) {
            return "not judged: no pixel is clear of the ends of the camera's range";
        }
        if (isFew()) {
            return "not judged: hardly any pixel is clear of the ends of the camera's range";
        }
        List<String> objections = objections();
        if (noise.isHidden() || noise.isOutweighed() && !objections.isEmpty()) {
            return unjudged()
                    + text("; %s times the estimate was taken away", deviation)
                    + (isShifted() ? text(", and intensity is shifted by %s times it", mean) : "");
        }
        return objections.isEmpty()
                ? "consistent with the data"
                : "not consistent with the data: " + String.join("; ", objections);
    }

    /**
     * One line for methods that take nothing away, such as enlarging: whether the result departs from the image by no more
     * than the noise.
     */
    public String agreement() {
        if (pixels == 0) {
            return verdict();
        }
        boolean agrees = deviation <= 1 + DEVIATION && !isShifted();
        if (!agrees && noise.isOutweighed()) {
            return unjudged() + text("; the result departs from the image by %s times the estimate", departure());
        }
        return (agrees ? "consistent" : "not consistent")
                + text(" with the data: departs from it by %s of the noise", departure());
    }

    private boolean isFew() {
        return pixels == 0 || pixels < LEAST_SHARE * compared;
    }

    private String unjudged() {
        return noise.isHidden() ? HIDDEN : OUTWEIGHED;
    }

    private boolean isShifted() {
        boolean biased = traces.isPresent() && pixels < SHARE_FOR_MEAN * compared;
        return Math.abs(mean) > MEAN && !biased;
    }

    private double departure() {
        return Math.hypot(deviation, mean);
    }

    private List<String> objections() {
        List<String> objections = new ArrayList<>();
        if (deviation > 1 + DEVIATION) {
            objections.add(text("%s times as much was taken away as the noise is strong", deviation));
        } else if (deviation < 1 - DEVIATION) {
            objections.add(text("only %s of the noise was taken away", deviation));
        }
        if (isShifted()) {
            objections.add(text("intensity is shifted by %s of the noise", mean));
        }
        double structure = Math.max(correlationX - noise.correlationX(), correlationY - noise.correlationY());
        if (structure > CORRELATION) {
            objections.add(text("neighbours in the residual correlate by %s more than the noise's", structure));
        }
        traces.map(ResidualTraces::objections).ifPresent(objections::addAll);
        return objections;
    }

    /** @param format with one %s, for a number of two decimals, or of two digits and a power of ten where it is large */
    private static String text(String format, double value) {
        String number = Math.abs(value) < LARGE ? "%.2f" : "%.1e";
        return String.format(Locale.ROOT, format, String.format(Locale.ROOT, number, value));
    }

    /** Names and values in a fixed order; what a provenance record says. */
    public Map<String, Object> record() {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("pixels", pixels);
        record.put("mean", mean);
        record.put("standard_deviation", deviation);
        record.put("correlation_x", correlationX);
        record.put("correlation_y", correlationY);
        traces.map(ResidualTraces::record).ifPresent(record::putAll);
        record.put("verdict", verdict());
        return record;
    }
}
