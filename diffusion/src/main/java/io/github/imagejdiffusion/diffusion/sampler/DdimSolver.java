package io.github.imagejdiffusion.diffusion.sampler;

/**
 * DDIM (Song et al. 2021, eq. 12 and 16): x' = sqrt(ab') x0 + sqrt(1 - ab' - d^2) eps + d z with d = eta sqrt((1-ab') /
 * (1-ab)) sqrt(1 - ab/ab'). Works in both directions: towards a higher level it is DDIM inversion (eta 0).
 */
final class DdimSolver implements Solver {

    private final double eta;
    private final StepNoise noise = new StepNoise();

    DdimSolver(double eta) {
        this.eta = eta;
    }

    @Override
    public void step(StepState state) {
        double alphaBar = state.step().from().alphaBar();
        double nextAlphaBar = state.step().to().alphaBar();
        double deviation = eta == 0
                ? 0
                : eta * Math.sqrt((1 - nextAlphaBar) / (1 - alphaBar)) * Math.sqrt(1 - alphaBar / nextAlphaBar);
        double towardsX0 = Math.sqrt(nextAlphaBar);
        double towardsEps = Math.sqrt(Math.max(0, 1 - nextAlphaBar - deviation * deviation));
        float[] x = state.x().data();
        float[] x0 = state.x0().data();
        float[] eps = state.eps().data();
        if (deviation == 0) {
            ElementLoop.over(x.length, (from, to) -> {
                for (int i = from; i < to; i++) {
                    x[i] = (float) (towardsX0 * x0[i] + towardsEps * eps[i]);
                }
            });
            return;
        }
        float[] z = noise.draw(state);
        ElementLoop.over(x.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                x[i] = (float) (towardsX0 * x0[i] + towardsEps * eps[i] + deviation * z[i]);
            }
        });
    }

    @Override
    public boolean usesEps() {
        return true;
    }
}
