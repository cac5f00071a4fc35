package io.github.imagejdiffusion.superres.consistency;

/**
 * Rounds values so that their sum is a given one, by the largest remainders: of the whole numbers within the range with that
 * sum, the nearest to the values. Ties go to the first. Immutable and thread-safe.
 *
 * @param lowest whole
 * @param highest whole
 */
record WholeNumbers(float lowest, float highest) {

    /**
     * @param values changed; their mean is about the sum over their number
     * @param sum whole, and possible
     */
    void round(float[] values, double sum) {
        BoundedMean bounded = new BoundedMean(lowest, highest);
        double shift = outside(values) ? bounded.shift(values, sum / values.length) : 0;
        double[] remainders = new double[values.length];
        double missing = sum;
        for (int i = 0; i < values.length; i++) {
            double value = bounded.within(values[i] + shift);
            values[i] = (float) Math.floor(value);
            remainders[i] = value - values[i];
            missing -= values[i];
        }
        for (; missing >= 0.5; missing--) {
            int largest = largest(remainders);
            values[largest]++;
            remainders[largest]--;
        }
    }

    private boolean outside(float[] values) {
        for (float v : values) {
            if (v < lowest || v > highest) {
                return true;
            }
        }
        return false;
    }

    private static int largest(double[] remainders) {
        int largest = 0;
        for (int i = 1; i < remainders.length; i++) {
            largest = remainders[i] > remainders[largest] ? i : largest;
        }
        return largest;
    }
}
