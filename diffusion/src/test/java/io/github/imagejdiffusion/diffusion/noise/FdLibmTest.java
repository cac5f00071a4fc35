package io.github.imagejdiffusion.diffusion.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bit for bit what {@link StrictMath} gives, for the arguments that 32-bit words make. */
class FdLibmTest {

    private static final int RANDOM_WORDS = 3_000_000;

    @Test
    void allKindsOfWordsHaveTheBitsOfStrictMath() {
        for (long word = 0; word < 5000; word++) {
            check((int) word);
            check((int) ~word);
        }
        // Around all multiples of pi/4, where the reduction of the angle and the polynomials change.
        for (int eighth = 0; eighth <= 8; eighth++) {
            for (long d = -5000; d <= 5000; d++) {
                check((int) (eighth * (1L << 29) + d));
            }
        }
        // Around the borders of the logarithm's intervals in every octave.
        for (int octave = 0; octave < 32; octave++) {
            for (double f : new double[] {1, 0.7071067811865476, 0.6666666, 0.9, 0.95}) {
                for (int d = -200; d <= 200; d++) {
                    check((int) (long) (f * (1L << 32 - octave)) + d);
                }
            }
        }
        Random random = new Random(3);
        for (int i = 0; i < RANDOM_WORDS; i++) {
            check(random.nextInt());
        }
    }

    private static void check(int word) {
        double u = (Integer.toUnsignedLong(word) + 0.5) * 0x1p-32;
        double log = FdLibm.log(u);
        if (Double.doubleToRawLongBits(log) != Double.doubleToRawLongBits(StrictMath.log(u))) {
            assertEquals(StrictMath.log(u), log, 0, "log " + u);
        }
        double angle = 2 * Math.PI * u;
        double[] direction = new double[2];
        FdLibm.cosineAndSine(angle, direction);
        if (Double.doubleToRawLongBits(direction[0]) != Double.doubleToRawLongBits(StrictMath.cos(angle))
                || Double.doubleToRawLongBits(direction[1]) != Double.doubleToRawLongBits(StrictMath.sin(angle))) {
            assertEquals(StrictMath.cos(angle), direction[0], 0, "cos " + angle);
            assertEquals(StrictMath.sin(angle), direction[1], 0, "sin " + angle);
        }
    }
}
