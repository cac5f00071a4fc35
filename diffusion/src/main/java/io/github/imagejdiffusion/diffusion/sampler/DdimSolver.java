package io.github.imagejdiffusion.diffusion.sampler;

import io.github.imagejdiffusion.diffusion.tensor.DoublePart;
import io.github.imagejdiffusion.diffusion.tensor.ElementLoop;

/**
 * DDIM (Song et al. 2021, eq. 12 and 16): x' = sqrt(ab') x0 + sqrt(1 - ab' - d^2) eps + d z with d = eta sqrt((1-ab') /
 * (1-ab)) sqrt(1 - ab/ab'). Works in both directions: towards a higher level it is DDIM inversion (eta 0).
 */
final class DdimSolver implements Solver {

    private final double eta;
    private final boolean epsFromX0;
    private final StepNoise noise = new StepNoise();

    /** @param epsFromX0 whether eps is what x and the final x0 imply, (x - a x0) / s, or what the network said */
    DdimSolver(double eta, boolean epsFromX0) {
        this.eta = eta;
        this.epsFromX0 = epsFromX0;
    }

    @Override
    public ElementLoop.Body step(StepState state) {
        double alphaBar = state.step().from().alphaBar();
        double nextAlphaBar = state.step().to().alphaBar();
        double deviation = eta == 0
                ? 0
                : eta * Math.sqrt((1 - nextAlphaBar) / (1 - alphaBar)) * Math.sqrt(1 - alphaBar / nextAlphaBar);
        double towardsX0 = Math.sqrt(nextAlphaBar);
        double towardsEps = Math.sqrt(Math.max(0, 1 - nextAlphaBar - deviation * deviation));
        if (epsFromX0) {
            double perX = towardsEps == 0 ? 0 : towardsEps / state.step().from().sigma();
            double perX0 = towardsX0 - perX * state.step().from().alpha();
            return combine(state, perX0, state.x().data(), perX, deviation);
        }
        return combine(state, towardsX0, state.eps().data(), towardsEps, deviation);
    }

    /** x' = perX0 x0 + perOther other + deviation z. */
    private ElementLoop.Body combine(StepState state, double perX0, float[] other, double perOther, double deviation) {
        float[] x = state.x().data();
        float[] x0 = state.x0().data();
        if (perX0 == 1 && perOther == 0 && deviation == 0) {
            return (from, to) -> System.arraycopy(x0, from, x, from, to - from);
        }
        if (deviation == 0) {
            return (from, to) -> combine(x, perX0, x0, perOther, other, from, to);
        }
        float[] z = noise.draw(state);
        return (from, to) -> {
            for (int i = from; i < to; i++) {
                x[i] = (float) (perX0 * x0[i] + perOther * other[i] + deviation * z[i]);
            }
        };
    }

    /** Without noise. */
    private static void combine(float[] x, double perX0, float[] x0, double perOther, float[] other, int from, int to) {
        double[] sum = new double[DoublePart.SIZE];
        double[] term = new double[DoublePart.SIZE];
        for (int at = from; at < to; at += DoublePart.SIZE) {
            int count = Math.min(DoublePart.SIZE, to - at);
            DoublePart.load(x0, at, sum, count);
            DoublePart.load(other, at, term, count);
            for (int i = 0; i < count; i++) {
                sum[i] = perX0 * sum[i] + perOther * term[i];
            }
            DoublePart.store(sum, x, at, count);
        }
    }

    @Override
    public boolean usesEps() {
        return !epsFromX0;
    }
}
