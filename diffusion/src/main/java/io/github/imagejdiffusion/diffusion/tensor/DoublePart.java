package io.github.imagejdiffusion.diffusion.tensor;

/**
 * Short parts of float arrays as doubles, for loops that compute in double and store floats.
 *
 * <p>Why not convert each element where it is used: Java 17's compiler cannot put a loop that does both into vector
 * instructions, and lets each conversion wait for the register that the one before has used, which takes three to six
 * times as long. The values are the same.
 */
public final class DoublePart {

    /** Elements of a part: two or three such arrays stay in the processor's first cache. */
    public static final int SIZE = 512;

    private DoublePart() {}

    /** Copies {@code count} floats, from {@code at} on, to the beginning of {@code part}. */
    public static void load(float[] values, int at, double[] part, int count) {
        for (int i = 0; i < count; i++) {
            part[i] = values[at + i];
        }
    }

    /** Copies the first {@code count} doubles, rounded, to {@code values} from {@code at} on. */
    public static void store(double[] part, float[] values, int at, int count) {
        for (int i = 0; i < count; i++) {
            values[at + i] = (float) part[i];
        }
    }
}
