package io.github.imagejdiffusion.diffusion.network;

import io.github.imagejdiffusion.diffusion.network.DiffusionNetwork.BoundDenoiser;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;

/**
 * Asks a network about an image in another orientation; what goes in and comes out stays upright, so that samplers, noise
 * and guides need not know. Thread-safe if the network is.
 */
public final class OrientedDenoiser implements BoundDenoiser {

    private final BoundDenoiser denoiser;
    private final Orientation orientation;

    private OrientedDenoiser(BoundDenoiser denoiser, Orientation orientation) {
        this.denoiser = denoiser;
        this.orientation = orientation;
    }

    /**
     * Encodes an image in an orientation.
     *
     * @param image [1,C,H,W], upright; both sides are multiples of the model's stride; not modified
     * @return to be closed
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException as {@link DiffusionNetwork#condition}
     */
    public static BoundDenoiser condition(DiffusionNetwork network, Tensor image, Orientation orientation) {
        BoundDenoiser denoiser = network.condition(orientation.apply(image));
        return orientation == Orientation.UPRIGHT ? denoiser : new OrientedDenoiser(denoiser, orientation);
    }

    @Override
    public Tensor predict(Tensor x, double timestep) {
        return orientation.undo(denoiser.predict(orientation.apply(x), timestep));
    }

    @Override
    public void close() {
        denoiser.close();
    }
}
