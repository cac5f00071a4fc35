package io.github.imagejdiffusion.diffusion.model.config;

import io.github.imagejdiffusion.diffusion.model.rdf.FileReference;

/**
 * The network called once per block on the image, and the names of its tensors in the ONNX graph.
 *
 * @param file the ONNX file, whose hash is present here, or in {@code attachments}, or in both
 * @param input the image
 * @param output what the denoiser takes as features
 */
public record EncoderGraph(FileReference file, String input, String output) {}
