package io.github.imagejdiffusion.diffusion.sampler;

import io.github.imagejdiffusion.diffusion.schedule.NoiseSchedule;
import io.github.imagejdiffusion.diffusion.schedule.VarianceType;
import io.github.imagejdiffusion.diffusion.tensor.ElementLoop;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;

/**
 * DDPM's ancestral step (Ho et al. 2020, eq. 7; improved DDPM for the learned variance): x' = posterior mean + sqrt(variance)
 * z. The last step returns its mean without noise.
 */
final class DdpmSolver implements Solver {

    private final NoiseSchedule chain;
    private final VarianceType varianceType;
    private final StepNoise noise = new StepNoise();

    /** @param chain the schedule respaced to exactly the timesteps visited */
    DdpmSolver(NoiseSchedule chain, VarianceType varianceType) {
        this.chain = chain;
        this.varianceType = varianceType;
    }

    @Override
    public ElementLoop.Body step(StepState state) {
        int k = state.step().remaining();
        double towardsX0 = chain.posteriorMeanX0(k);
        double towardsX = chain.posteriorMeanXt(k);
        float[] x = state.x().data();
        float[] x0 = state.x0().data();
        boolean last = state.step().isLast();
        float[] z = last ? null : noise.draw(state);
        float[] gradient = dataOf(state.gradient());
        float[] channel = dataOf(state.variance());
        double fixedVariance = fixedVariance(k);
        double fixedDeviation = Math.sqrt(fixedVariance);
        return (from, to) -> {
            double variance = fixedVariance;
            double deviation = fixedDeviation;
            for (int i = from; i < to; i++) {
                if (varianceType.isLearned()) {
                    double logVariance = learnedLogVariance(k, channel[i]);
                    variance = Math.exp(logVariance);
                    deviation = Math.exp(0.5 * logVariance);
                }
                double mean = towardsX0 * x0[i] + towardsX * x[i];
                if (gradient != null) {
                    mean += variance * gradient[i];
                }
                x[i] = (float) (last ? mean : mean + deviation * z[i]);
            }
        };
    }

    private double fixedVariance(int k) {
        return varianceType == VarianceType.FIXED_LARGE ? chain.fixedLargeVariance(k) : chain.posteriorVariance(k);
    }

    private double learnedLogVariance(int k, float channel) {
        if (varianceType == VarianceType.LEARNED) {
            return channel;
        }
        double fraction = (channel + 1.0) / 2;
        return fraction * Math.log(chain.beta(k)) + (1 - fraction) * chain.posteriorLogVarianceClipped(k);
    }

    private static float[] dataOf(Tensor tensor) {
        return tensor == null ? null : tensor.data();
    }

    @Override
    public boolean shiftsMean() {
        return true;
    }
}
