package io.github.imagejdiffusion.diffusion.network;

import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Passes everything on and adds up the time spent inside the networks, copies to and from them included. */
public final class TimedNetwork implements DiffusionNetwork {

    private final DiffusionNetwork network;
    private final LongAdder nanos = new LongAdder();

    /** @param network owned from here on: closing this closes it */
    public TimedNetwork(DiffusionNetwork network) {
        this.network = network;
    }

    /** Seconds inside the networks since they were opened, summed over threads. */
    public double seconds() {
        return nanos.sum() / 1e9;
    }

    @Override
    public BoundDenoiser condition(Tensor image) {
        return new Timed(timed(() -> network.condition(image)));
    }

    @Override
    public BoundDenoiser unconditional() {
        return new Timed(network.unconditional());
    }

    @Override
    public String device() {
        return network.device();
    }

    @Override
    public void close() {
        network.close();
    }

    private <T> T timed(Supplier<T> call) {
        long started = System.nanoTime();
        try {
            return call.get();
        } finally {
            nanos.add(System.nanoTime() - started);
        }
    }

    private final class Timed implements BoundDenoiser {

        private final BoundDenoiser denoiser;

        private Timed(BoundDenoiser denoiser) {
            this.denoiser = denoiser;
        }

        @Override
        public Tensor predict(Tensor x, double timestep) {
            return timed(() -> denoiser.predict(x, timestep));
        }

        @Override
        public void close() {
            denoiser.close();
        }
    }
}
