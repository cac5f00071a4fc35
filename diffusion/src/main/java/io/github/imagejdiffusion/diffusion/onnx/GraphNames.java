package io.github.imagejdiffusion.diffusion.onnx;

/**
 * Names of the tensors in a package's graphs.
 *
 * @param sample noisy sample x_t, input of the denoiser
 * @param timestep timestep or noise level input of the denoiser, float [N]
 * @param features condition input of the denoiser, or null for an unconditional model
 * @param prediction output of the denoiser
 * @param image input of the encoder, or null without one
 * @param encoded output of the encoder, or null without one
 */
public record GraphNames(
        String sample, String timestep, String features, String prediction, String image, String encoded) {}
