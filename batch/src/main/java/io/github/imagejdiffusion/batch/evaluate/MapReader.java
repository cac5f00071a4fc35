package io.github.imagejdiffusion.batch.evaluate;

import io.github.imagejdiffusion.batch.evaluate.metric.FloatMap;
import io.github.imagejdiffusion.batch.evaluate.metric.LabelImage;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads label images, maps and pictures; all that evaluation asks of a file format.
 *
 * <p>Implementations are thread-safe and report every fault of a file as an {@link IOException} with a one-line message.
 */
public interface MapReader {

    /** Whether the name of a file promises an image that this reader knows. Does not open it. */
    boolean accepts(Path file);

    /**
     * Opens a label image: one channel, whole numbers 0 to 2^24 in 8, 16 or 32 bit, float included.
     *
     * @throws IOException if the file cannot be read or has several channels
     */
    Planes<LabelImage> openLabels(Path file) throws IOException;

    /**
     * Opens a real-valued map: one channel of any pixel type, values as stored.
     *
     * @throws IOException if the file cannot be read or has several channels
     */
    Planes<FloatMap> openMap(Path file) throws IOException;

    /**
     * Opens an image of any number of channels and any pixel type.
     *
     * @throws IOException if the file cannot be read or holds several images
     */
    ImagePlanes openImage(Path file) throws IOException;
}
