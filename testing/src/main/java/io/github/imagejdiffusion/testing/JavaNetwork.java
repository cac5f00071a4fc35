package io.github.imagejdiffusion.testing;

import io.github.imagejdiffusion.diffusion.network.Denoiser;
import io.github.imagejdiffusion.diffusion.network.DiffusionNetwork;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.function.Function;

/**
 * A network of Java.
 *
 * @param network what it does with an image, or with null where there is no condition
 */
public record JavaNetwork(Function<Tensor, Denoiser> network) implements DiffusionNetwork {

    @Override
    public BoundDenoiser condition(Tensor image) {
        return bound(network.apply(image));
    }

    @Override
    public BoundDenoiser unconditional() {
        return bound(network.apply(null));
    }

    private static BoundDenoiser bound(Denoiser denoiser) {
        return new BoundDenoiser() {
            @Override
            public Tensor predict(Tensor x, double timestep) {
                return denoiser.predict(x, timestep);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public String device() {
        return "cpu";
    }

    @Override
    public void close() {}
}
