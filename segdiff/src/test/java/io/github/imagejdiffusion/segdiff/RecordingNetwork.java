package io.github.imagejdiffusion.segdiff;

import io.github.imagejdiffusion.diffusion.network.DiffusionNetwork;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Passes everything on and keeps the shapes of what it was given. */
final class RecordingNetwork implements DiffusionNetwork {

    final List<String> images = new ArrayList<>();
    final List<String> samples = new ArrayList<>();
    int open;

    private final DiffusionNetwork inner;

    RecordingNetwork(DiffusionNetwork inner) {
        this.inner = inner;
    }

    @Override
    public BoundDenoiser condition(Tensor image) {
        images.add(image.shape());
        open++;
        BoundDenoiser bound = inner.condition(image);
        return new BoundDenoiser() {
            @Override
            public Tensor predict(Tensor x, double timestep) {
                samples.add(x.shape());
                return bound.predict(x, timestep);
            }

            @Override
            public void close() {
                open--;
                bound.close();
            }
        };
    }

    @Override
    public BoundDenoiser unconditional() {
        return inner.unconditional();
    }

    @Override
    public String device() {
        return inner.device();
    }

    @Override
    public void close() {
        inner.close();
    }
}
