package io.github.imagejdiffusion.diffusion.sampler;

import io.github.imagejdiffusion.diffusion.schedule.NoiseLevel;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;

/**
 * DPM-Solver++(2M) (Lu et al. 2022, algorithm 2): x' = (s'/s) x - a' (e^-h - 1) D, h = lambda' - lambda, D = x0 + (x0 - x0
 * of the step before) / (2 r), r = h_before / h. First order (D = x0) on the first step, on a last step to the clean
 * sample, where h is infinite and x' = x0, and with {@code lowerOrderFinal} on the last of fewer than 15 steps.
 */
final class DpmPlusPlusSolver implements Solver {

    /** Chains shorter than this end with a first-order step, as in diffusers: the second order is unstable there. */
    private static final int FEW_STEPS = 15;

    private final MultistepRule rule;
    private final boolean lowerOrderFinal;
    private Tensor previousX0;
    private double previousH;

    DpmPlusPlusSolver(MultistepRule rule, boolean lowerOrderFinal) {
        this.rule = rule;
        this.lowerOrderFinal = lowerOrderFinal;
    }

    @Override
    public void step(StepState state) {
        NoiseLevel from = state.step().from();
        NoiseLevel to = state.step().to();
        float[] x = state.x().data();
        float[] x0 = state.x0().data();
        if (to.isClean()) {
            System.arraycopy(x0, 0, x, 0, x.length);
            return;
        }
        double h = to.lambda() - from.lambda();
        double decay = Math.expm1(-h);
        double keep = to.sigma() / from.sigma();
        double towardsX0 = -to.alpha() * decay;
        if (isFirstOrder(state)) {
            for (int i = 0; i < x.length; i++) {
                x[i] = (float) (keep * x[i] + towardsX0 * x0[i]);
            }
        } else {
            double slope = rule == MultistepRule.HEUN ? to.alpha() * (decay / h + 1) : 0.5 * towardsX0;
            double towardsChange = slope * h / previousH;
            float[] before = previousX0.data();
            for (int i = 0; i < x.length; i++) {
                x[i] = (float) (keep * x[i] + towardsX0 * x0[i] + towardsChange * (x0[i] - before[i]));
            }
        }
        remember(state.x0(), h);
    }

    private boolean isFirstOrder(StepState state) {
        boolean fewAndLast = state.step().isLast() && state.step().count() < FEW_STEPS;
        return previousX0 == null || lowerOrderFinal && fewAndLast;
    }

    private void remember(Tensor x0, double h) {
        if (previousX0 == null) {
            previousX0 = x0.zerosLike();
        }
        System.arraycopy(x0.data(), 0, previousX0.data(), 0, x0.data().length);
        previousH = h;
    }
}
