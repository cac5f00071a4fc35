package io.github.imagejdiffusion.diffusion.sampler;

import io.github.imagejdiffusion.diffusion.schedule.NoiseLevel;
import io.github.imagejdiffusion.diffusion.tensor.ElementLoop;

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
    private float[] previousX0;
    private double previousH;

    DpmPlusPlusSolver(MultistepRule rule, boolean lowerOrderFinal) {
        this.rule = rule;
        this.lowerOrderFinal = lowerOrderFinal;
    }

    @Override
    public ElementLoop.Body step(StepState state) {
        NoiseLevel from = state.step().from();
        NoiseLevel to = state.step().to();
        float[] x = state.x().data();
        float[] x0 = state.x0().data();
        if (to.isClean()) {
            return (first, end) -> System.arraycopy(x0, first, x, first, end - first);
        }
        double h = to.lambda() - from.lambda();
        double decay = Math.expm1(-h);
        double keep = to.sigma() / from.sigma();
        double towardsX0 = -to.alpha() * decay;
        boolean firstOrder = isFirstOrder(state);
        double slope = rule == MultistepRule.HEUN ? to.alpha() * (decay / h + 1) : 0.5 * towardsX0;
        double towardsChange = slope * h / previousH;
        float[] before = previousX0 == null ? new float[x0.length] : previousX0;
        previousX0 = before;
        previousH = h;
        return (first, end) -> {
            for (int i = first; i < end; i++) {
                double next = keep * x[i] + towardsX0 * x0[i];
                x[i] = (float) (firstOrder ? next : next + towardsChange * (x0[i] - before[i]));
                before[i] = x0[i];
            }
        };
    }

    private boolean isFirstOrder(StepState state) {
        boolean fewAndLast = state.step().isLast() && state.step().count() < FEW_STEPS;
        return previousX0 == null || lowerOrderFinal && fewAndLast;
    }
}
