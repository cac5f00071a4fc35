package io.github.imagejdiffusion.diffusion.sampler;

import io.github.imagejdiffusion.diffusion.guide.GuideStep;
import io.github.imagejdiffusion.diffusion.guide.Guides;
import io.github.imagejdiffusion.diffusion.guide.MeanGuide;
import io.github.imagejdiffusion.diffusion.network.Denoiser;
import io.github.imagejdiffusion.diffusion.schedule.PredictionType;
import io.github.imagejdiffusion.diffusion.tensor.ElementLoop;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;

/** State of one sampling call: the tensors, reused from step to step, and what is done to them in a step. */
final class SamplingRun {

    private final PredictionType predictionType;
    private final SamplerOptions options;
    private final Solver solver;
    private final Guides guides;
    private final Tensor x;
    private final Tensor x0;
    private final Tensor eps;

    SamplingRun(PredictionType predictionType, SamplerOptions options, Solver solver, Guides guides, Tensor start) {
        this.predictionType = predictionType;
        this.options = options;
        this.solver = solver;
        this.guides = guides;
        x = start.copy();
        x0 = start.zerosLike();
        eps = solver.usesEps() ? start.zerosLike() : null;
    }

    Tensor x() {
        return x;
    }

    Tensor x0() {
        return x0;
    }

    void step(Denoiser denoiser, GuideStep step) {
        Tensor raw = denoiser.predict(x, step.from().timestep());
        NetworkOutput output = NetworkOutput.split(raw, x, options.wantsVariance(), options.varianceType());
        guides.output().forEach(guide -> guide.guide(output.prediction(), x, step));
        Tensor gradient = gradient(step);
        boolean shiftEps = gradient != null && !solver.shiftsMean();
        ElementLoop.Body predict = predict(output.prediction(), shiftEps ? gradient : null, step);
        ElementLoop.Body next =
                solver.step(new StepState(step, x, x0, eps, output.variance(), shiftEps ? null : gradient));
        int size = x.data().length;
        if (guides.x0().isEmpty()) {
            // Together, while a part is in the processor's cache.
            ElementLoop.over(size, (from, to) -> {
                predict.run(from, to);
                next.run(from, to);
            });
        } else {
            ElementLoop.over(size, predict);
            guides.x0().forEach(guide -> guide.guide(x0, x, step));
            ElementLoop.over(size, next);
        }
        guides.next().forEach(guide -> guide.guide(x, step));
    }

    /** Sum of the mean guides' gradients, or null without such guides. */
    private Tensor gradient(GuideStep step) {
        Tensor sum = null;
        for (MeanGuide guide : guides.mean()) {
            Tensor gradient = guide.gradient(x, step);
            if (!gradient.sameShape(x)) {
                throw new SamplerException(
                        "a mean guide returned a gradient of shape " + gradient.shape() + " for x of " + x.shape());
            }
            if (sum == null) {
                sum = gradient.copy();
            } else {
                add(gradient.data(), sum.data());
            }
        }
        return sum;
    }

    private static void add(float[] values, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += values[i];
        }
    }

    /** x0, clipped, and where needed eps, from the network's output; eps -= sigma gradient first, if there is one. */
    private ElementLoop.Body predict(Tensor prediction, Tensor gradient, GuideStep step) {
        double alpha = step.from().alpha();
        double sigma = step.from().sigma();
        float[] xs = x.data();
        float[] outputs = prediction.data();
        float[] clean = x0.data();
        float high = (float) options.clipRange();
        return (from, to) -> {
            for (int i = from; i < to; i++) {
                double output = outputs[i];
                double predicted = predictionType.x0(output, xs[i], alpha, sigma);
                double shift = gradient == null ? 0 : sigma * gradient.data()[i];
                // x = alpha x0 + sigma eps stays true when eps changes, except at alpha 0, where x says nothing about
                // x0
                float shifted = (float) (shift == 0 || alpha == 0 ? predicted : predicted + sigma / alpha * shift);
                clean[i] = Math.max(-high, Math.min(high, shifted));
                if (eps != null) {
                    eps.data()[i] = (float) (predictionType.eps(output, xs[i], alpha, sigma) - shift);
                }
            }
        };
    }
}
