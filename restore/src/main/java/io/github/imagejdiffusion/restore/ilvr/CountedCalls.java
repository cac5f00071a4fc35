package io.github.imagejdiffusion.restore.ilvr;

import io.github.imagejdiffusion.diffusion.network.Denoiser;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;

/** Passes calls on and tells of each, so that work can be followed and cancelled within one. Not thread-safe. */
final class CountedCalls implements Denoiser {

    private final Denoiser network;
    private final ProgressListener listener;
    private long total;
    private long done;

    CountedCalls(Denoiser network, ProgressListener listener) {
        this.network = network;
        this.listener = listener;
    }

    /** @param calls that will be made */
    void begin(long calls) {
        total = calls;
        listener.progressed(0, total);
    }

    @Override
    public Tensor predict(Tensor x, double timestep) {
        Tensor prediction = network.predict(x, timestep);
        listener.progressed(++done, total);
        return prediction;
    }
}
