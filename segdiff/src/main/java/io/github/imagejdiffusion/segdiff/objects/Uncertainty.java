package io.github.imagejdiffusion.segdiff.objects;

import io.github.imagejdiffusion.diffusion.tensor.DoublePart;

/** The uncertainty map: sqrt(p (1 - p)), the standard deviation of a yes-or-no answer of probability p; 0..0.5. */
public final class Uncertainty {

    private Uncertainty() {}

    /** Of one probability, 0..1. */
    public static float of(float p) {
        return (float) Math.sqrt((double) p * (1 - (double) p));
    }

    /**
     * Of many probabilities: the bits of {@link #of(float)}, faster.
     *
     * @param probability 0..1
     * @param from first element
     * @param to behind the last
     * @param uncertainty receives these elements
     */
    public static void of(float[] probability, int from, int to, float[] uncertainty) {
        double[] part = new double[DoublePart.SIZE];
        for (int at = from; at < to; at += DoublePart.SIZE) {
            int count = Math.min(DoublePart.SIZE, to - at);
            DoublePart.load(probability, at, part, count);
            for (int i = 0; i < count; i++) {
                part[i] = Math.sqrt(part[i] * (1 - part[i]));
            }
            DoublePart.store(part, uncertainty, at, count);
        }
    }
}
