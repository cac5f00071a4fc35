package io.github.imagejdiffusion.diffusion.network;

import io.github.imagejdiffusion.diffusion.schedule.NoiseSchedule;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;

/**
 * Tells a network that was trained on noise levels sqrt(alpha-bar_t) how noisy x_t is, where a sampler names the
 * timestep (Saharia et al. 2021, SR3): whatever the sampler, the steps and their spacing, the network gets the level that
 * x_t really has. Thread-safe if the network is.
 */
public final class LevelNetwork implements DiffusionNetwork {

    private final DiffusionNetwork network;
    private final NoiseSchedule schedule;

    /**
     * @param network owned from here on: closing this closes it
     * @param schedule that samplers count timesteps on
     */
    public LevelNetwork(DiffusionNetwork network, NoiseSchedule schedule) {
        this.network = network;
        this.schedule = schedule;
    }

    @Override
    public BoundDenoiser condition(Tensor image) {
        return new Told(network.condition(image));
    }

    @Override
    public BoundDenoiser unconditional() {
        return new Told(network.unconditional());
    }

    @Override
    public String device() {
        return network.device();
    }

    @Override
    public void close() {
        network.close();
    }

    private final class Told implements BoundDenoiser {

        private final BoundDenoiser denoiser;

        private Told(BoundDenoiser denoiser) {
            this.denoiser = denoiser;
        }

        /** @param timestep a whole number, 0 .. T-1 */
        @Override
        public Tensor predict(Tensor x, double timestep) {
            return denoiser.predict(x, schedule.alpha((int) Math.rint(timestep)));
        }

        @Override
        public void close() {
            denoiser.close();
        }
    }
}
