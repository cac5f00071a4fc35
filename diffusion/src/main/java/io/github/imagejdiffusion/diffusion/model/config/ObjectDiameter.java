package io.github.imagejdiffusion.diffusion.model.config;

/**
 * Diameters of the objects a model was trained on, in pixels, {@code 0 < min <= typical <= max}. Images are rescaled so
 * that their objects come to {@code typical}.
 */
public record ObjectDiameter(double min, double typical, double max) {}
