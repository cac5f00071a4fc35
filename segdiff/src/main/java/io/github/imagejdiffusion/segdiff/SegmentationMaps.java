package io.github.imagejdiffusion.segdiff;

import io.github.imagejdiffusion.diffusion.resample.LinearResampler;

/**
 * What the runs agree on and where they do not, for one plane, row-major. Arrays are not copied.
 *
 * @param width in pixels
 * @param height in pixels
 * @param probability of foreground, 0..1
 * @param distance distance map in [-1,1], or null if the model has none
 * @param spread standard deviation over runs, 0..0.5, or null where it would mean nothing
 */
record SegmentationMaps(int width, int height, float[] probability, float[] distance, float[] spread) {

    SegmentationMaps resampled(int toWidth, int toHeight) {
        if (toWidth == width && toHeight == height) {
            return this;
        }
        return new SegmentationMaps(
                toWidth,
                toHeight,
                resample(probability, toWidth, toHeight),
                resample(distance, toWidth, toHeight),
                resample(spread, toWidth, toHeight));
    }

    private float[] resample(float[] map, int toWidth, int toHeight) {
        return map == null ? null : LinearResampler.resample(map, width, height, toWidth, toHeight);
    }
}
