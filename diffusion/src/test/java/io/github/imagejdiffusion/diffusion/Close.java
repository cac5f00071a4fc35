package io.github.imagejdiffusion.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Comparisons of whole arrays that say which element is off. */
public final class Close {

    private Close() {}

    /** |actual - expected| &lt;= tolerance * max(1, |expected|): absolute for values of order one, relative above. */
    public static void assertClose(double[] expected, float[] actual, double tolerance, String what) {
        assertEquals(expected.length, actual.length, what);
        for (int i = 0; i < expected.length; i++) {
            double allowed = tolerance * Math.max(1, Math.abs(expected[i]));
            assertEquals(expected[i], actual[i], allowed, what + " at element " + i);
        }
    }

    public static void assertRelative(double expected, double actual, double tolerance, String what) {
        double allowed = tolerance * Math.abs(expected);
        assertTrue(
                Math.abs(actual - expected) <= allowed, () -> what + ": expected " + expected + " but was " + actual);
    }
}
