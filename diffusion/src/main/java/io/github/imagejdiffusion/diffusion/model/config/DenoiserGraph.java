package io.github.imagejdiffusion.diffusion.model.config;

import java.util.Optional;

/**
 * The network called once per step, and the names of its tensors in the ONNX graph.
 *
 * @param source path of the ONNX file in the package; the same as {@code weights.onnx.source}
 * @param sample input x_t
 * @param time input t, or the noise level in its place
 * @param features input for the encoder's output; present if and only if there is an encoder
 * @param image input for the image itself, for conditional models without encoder
 * @param output the prediction
 */
public record DenoiserGraph(
        String source,
        String sample,
        TimeInput time,
        Optional<String> features,
        Optional<String> image,
        String output) {}
