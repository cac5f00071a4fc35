package io.github.imagejdiffusion.batch.evaluate.image;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The resolution that a Fourier ring correlation gives: the inverse of the lowest frequency at which the curve falls
 * below 1/7 (Nieuwenhuizen et al. 2013, see {@link RingCorrelation}), interpolated between rings.
 *
 * <p>The curve is first smoothed over a twentieth of the plane's shorter side, at least 5 rings, as the software of the
 * paper does by local regression; here it is the running median, which leaves every falling curve as it is, a sharp
 * cut-off included. Planes with a side below 16 have too few rings.
 *
 * <p>The noise of the two planes must be independent. A truth averaged from n frames, one of which was restored, shares
 * that frame's noise and correlates with it by 1 / sqrt(n) where there is no structure at all: above the threshold for n
 * below 49.
 */
final class RingResolution {

    /** Half a cycle per pixel: the resolution of a curve that never falls below the threshold. */
    static final double LIMIT = 2;

    private static final double THRESHOLD = 1 / 7.0;
    private static final int SHORTEST_SIDE = 16;
    private static final int SPANS_PER_SIDE = 20;
    private static final int SHORTEST_SPAN = 5;

    private RingResolution() {}

    /**
     * The resolution in pixels, from {@value #LIMIT}, the limit, to the shorter side of the plane, which stands for
     * planes that have not even their coarsest structure in common. Empty for small and for constant planes.
     */
    static OptionalDouble pixels(PlanePair pair) {
        int shorter = Math.min(pair.width(), pair.height());
        if (shorter < SHORTEST_SIDE || constant(pair.truth()) || constant(pair.prediction())) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(pixels(RingCorrelation.of(pair), shorter));
    }

    /**
     * The resolution of a curve.
     *
     * @param curve   correlation of rings 0 (where it is 1) to n / 2
     * @param shorter n, the shorter side of the plane
     */
    static double pixels(double[] curve, int shorter) {
        double[] smooth = smoothed(curve, Math.max(SHORTEST_SPAN, shorter / SPANS_PER_SIDE) / 2);
        for (int ring = 1; ring < smooth.length; ring++) {
            if (smooth[ring] < THRESHOLD) {
                double before = smooth[ring - 1];
                double crossing = ring - 1 + (before - THRESHOLD) / (before - smooth[ring]);
                return Math.max(LIMIT, Math.min(shorter, shorter / crossing));
            }
        }
        return LIMIT;
    }

    /** Below ring 0 the curve goes on as 1; at its upper end the span shrinks. */
    private static double[] smoothed(double[] curve, int half) {
        double[] smoothed = new double[curve.length];
        for (int ring = 0; ring < curve.length; ring++) {
            int reach = Math.min(half, curve.length - 1 - ring);
            double[] span = new double[2 * reach + 1];
            for (int i = 0; i < span.length; i++) {
                int at = ring - reach + i;
                span[i] = at < 0 ? 1 : curve[at];
            }
            Arrays.sort(span);
            smoothed[ring] = span[reach];
        }
        return smoothed;
    }

    private static boolean constant(float[] values) {
        for (float value : values) {
            if (value != values[0]) {
                return false;
            }
        }
        return true;
    }
}
