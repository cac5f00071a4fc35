package io.github.imagejdiffusion.batch.evaluate;

import io.github.imagejdiffusion.batch.evaluate.metric.FloatMap;
import java.util.OptionalDouble;

/**
 * The planes of an image, with the values that stored ones stand for, and what its file says of them. Channels count as
 * planes: plane (t * Z + z) * C + c.
 */
public interface ImagePlanes extends Planes<FloatMap> {

    /** The number of channels; at least 1. It divides {@link #count()}. */
    int channels();

    /**
     * The number of steps from the least to the greatest value of the pixel type, for 8-bit types of which values stand for
     * themselves only: 255.
     */
    OptionalDouble typeRange();

    /** The side of a pixel in micrometres, if the file states one and pixels are square. */
    OptionalDouble pixelSize();
}
