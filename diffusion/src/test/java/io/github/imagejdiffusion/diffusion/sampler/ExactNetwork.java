package io.github.imagejdiffusion.diffusion.sampler;

import io.github.imagejdiffusion.diffusion.network.Denoiser;
import io.github.imagejdiffusion.diffusion.schedule.NoiseSchedule;
import io.github.imagejdiffusion.diffusion.schedule.PredictionType;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;

/** The exact answer for data that are normal per pixel, mean(pixel) and one standard deviation. */
record ExactNetwork(NoiseSchedule schedule, PredictionType type, Tensor mean, double deviation) implements Denoiser {

    @Override
    public Tensor predict(Tensor x, double timestep) {
        double alphaBar = schedule.alphaBar((int) timestep);
        double alpha = Math.sqrt(alphaBar);
        double sigma = Math.sqrt(1 - alphaBar);
        Tensor output = x.zerosLike();
        for (int i = 0; i < output.data().length; i++) {
            double distance = x.data()[i] - alpha * mean.data()[i % mean.data().length];
            double eps = sigma * distance / (alphaBar * deviation * deviation + 1 - alphaBar);
            double x0 = (x.data()[i] - sigma * eps) / alpha;
            output.data()[i] = (float) type.output(x0, eps, alpha, sigma);
        }
        return output;
    }
}
