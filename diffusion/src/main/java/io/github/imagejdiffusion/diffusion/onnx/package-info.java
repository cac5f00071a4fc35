/**
 * The denoiser on DJL's ONNX Runtime engine. This is the only package that knows {@code ai.djl} or
 * {@code ai.onnxruntime}; everything else speaks {@link io.github.imagejdiffusion.diffusion.network.DiffusionNetwork}.
 */
package io.github.imagejdiffusion.diffusion.onnx;
