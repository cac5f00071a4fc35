package io.github.imagejdiffusion.diffusion.schedule;

/** The beta curves behind {@link NoiseSchedule}'s factories, with NumPy's order of operations. */
final class Betas {

    /** Cap of the cosine schedule; without it the last beta would be 1 and the last step singular. */
    private static final double COSINE_MAX_BETA = 0.999;

    private static final double COSINE_OFFSET = 0.008;

    private Betas() {}

    static double[] linear(int steps, double start, double end) {
        double[] values = new double[checkedSteps(steps)];
        double stride = steps > 1 ? (end - start) / (steps - 1) : 0;
        for (int i = 0; i < steps; i++) {
            values[i] = start + i * stride;
        }
        if (steps > 1) {
            values[steps - 1] = end;
        }
        return values;
    }

    static double[] scaledLinear(int steps, double start, double end) {
        double[] roots = linear(steps, Math.sqrt(start), Math.sqrt(end));
        for (int i = 0; i < steps; i++) {
            roots[i] *= roots[i];
        }
        return roots;
    }

    static double[] cosine(int steps) {
        double[] values = new double[checkedSteps(steps)];
        for (int i = 0; i < steps; i++) {
            double ratio = cosineAlphaBar((i + 1.0) / steps) / cosineAlphaBar((double) i / steps);
            values[i] = Math.min(1 - ratio, COSINE_MAX_BETA);
        }
        return values;
    }

    private static double cosineAlphaBar(double u) {
        double c = Math.cos((u + COSINE_OFFSET) / (1 + COSINE_OFFSET) * Math.PI / 2);
        return c * c;
    }

    /** Betas after shifting and scaling sqrt(alphaBar) so that it ends at 0 and keeps its first value. */
    static double[] zeroTerminalSnr(double[] alphaBars) {
        int steps = alphaBars.length;
        double first = Math.sqrt(alphaBars[0]);
        double last = Math.sqrt(alphaBars[steps - 1]);
        double[] betas = new double[steps];
        double previous = 1;
        for (int i = 0; i < steps; i++) {
            double root = (Math.sqrt(alphaBars[i]) - last) * (first / (first - last));
            double alphaBar = root * root;
            betas[i] = 1 - alphaBar / previous;
            previous = alphaBar;
        }
        return betas;
    }

    private static int checkedSteps(int steps) {
        if (steps < 1) {
            throw new ScheduleException(
                    "a noise schedule needs at least 1 timestep (num_train_timesteps), not " + steps);
        }
        return steps;
    }
}
