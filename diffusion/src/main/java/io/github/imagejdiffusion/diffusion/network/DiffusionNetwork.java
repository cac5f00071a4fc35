package io.github.imagejdiffusion.diffusion.network;

import io.github.imagejdiffusion.diffusion.tensor.Tensor;

/**
 * A loaded model: optional image encoder G(I) and denoiser D(x_t, t, G(I)).
 *
 * <p>Thread-safe; close it when done, after every {@link BoundDenoiser} made from it: whoever asks it later is told so by
 * IllegalStateException. Closing twice does nothing.
 */
public interface DiffusionNetwork extends AutoCloseable {

    /**
     * Encodes an image once, for any number of network calls.
     *
     * @param image normalised image [1,C,H,W]; H and W are multiples of the model's stride; not modified
     * @return to be closed; serves samples [N,K,H,W] of any N
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the model is unconditional or the network rejects
     *     the tensor
     */
    BoundDenoiser condition(Tensor image);

    /**
     * The denoiser of an unconditional model.
     *
     * @return to be closed
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the model needs an image
     */
    BoundDenoiser unconditional();

    /** The device that really runs this network, for example {@code cpu} or {@code gpu:0}. */
    String device();

    @Override
    void close();

    /** A denoiser that holds encoded features; close it to free them. */
    interface BoundDenoiser extends Denoiser, AutoCloseable {
        @Override
        void close();
    }
}
