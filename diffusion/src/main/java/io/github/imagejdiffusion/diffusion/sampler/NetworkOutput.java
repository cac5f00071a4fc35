package io.github.imagejdiffusion.diffusion.sampler;

import io.github.imagejdiffusion.diffusion.schedule.VarianceType;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;

/**
 * A network's raw output split into its halves.
 *
 * @param prediction the first C channels
 * @param variance the last C channels, or null if there are none or nobody uses them
 */
record NetworkOutput(Tensor prediction, Tensor variance) {

    /**
     * Splits {@code output}; a second half that the sampler does not use is dropped.
     *
     * @throws SamplerException if the shape is neither x's nor x's with twice the channels, or a learned variance is
     *     wanted and missing
     */
    static NetworkOutput split(Tensor output, Tensor x, boolean wantsVariance, VarianceType type) {
        boolean single = output.sameShape(x);
        boolean doubled = output.batch() == x.batch()
                && output.channels() == 2 * x.channels()
                && output.height() == x.height()
                && output.width() == x.width();
        if (!single && !doubled) {
            throw new SamplerException("the network returned " + output.shape() + " for an input of " + x.shape()
                    + "; expected the same shape, or twice the channels for a learned variance");
        }
        if (wantsVariance && !doubled) {
            throw new SamplerException("variance type " + type + " needs a network with " + 2 * x.channels()
                    + " output channels, but it returned " + output.shape() + "; use a fixed variance");
        }
        if (single) {
            return new NetworkOutput(output, null);
        }
        return new NetworkOutput(half(output, x, 0), wantsVariance ? half(output, x, x.channels()) : null);
    }

    private static Tensor half(Tensor output, Tensor x, int firstChannel) {
        Tensor half = x.zerosLike();
        int length = x.channels() * x.planeSize();
        for (int n = 0; n < x.batch(); n++) {
            System.arraycopy(output.data(), output.offset(n, firstChannel), half.data(), half.offset(n, 0), length);
        }
        return half;
    }
}
