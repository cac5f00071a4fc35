package io.github.imagejdiffusion.segdiff.objects;

/** The uncertainty map: sqrt(p (1 - p)), the standard deviation of a yes-or-no answer of probability p; 0..0.5. */
public final class Uncertainty {

    private Uncertainty() {}

    /** Of one probability, 0..1. */
    public static float of(float p) {
        return (float) Math.sqrt((double) p * (1 - (double) p));
    }

    /** Of the labelled pixels; 0 elsewhere. */
    static float[] ofForeground(float[] probability, int[] labels) {
        float[] uncertainty = new float[probability.length];
        for (int i = 0; i < uncertainty.length; i++) {
            if (labels[i] > 0) {
                uncertainty[i] = of(probability[i]);
            }
        }
        return uncertainty;
    }
}
