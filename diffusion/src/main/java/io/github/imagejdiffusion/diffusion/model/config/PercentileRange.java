package io.github.imagejdiffusion.diffusion.model.config;

/** The percentiles of intensity, {@code 0 <= low < high <= 100}, that normalisation maps to the network's range. */
public record PercentileRange(double low, double high) {}
