package io.github.imagejdiffusion.batch.evaluate;

import io.github.imagejdiffusion.batch.evaluate.metric.FloatMap;
import io.github.imagejdiffusion.batch.evaluate.metric.LabelImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads label images, maps and pictures; all that evaluation asks of a file format.
 *
 * <p>Implementations are thread-safe and report every fault of a file as an {@link IOException} with a one-line message.
 */
public interface MapReader {

    /**
     * Whether a file, by its name, or a folder, by what is in it, promises an image that this reader knows. Does not
     * open it.
     *
     * @throws IOException if the folder cannot be read
     */
    boolean accepts(Path file) throws IOException;

    /**
     * Opens a label image: one channel, whole numbers 0 to 2^24 in 8, 16 or 32 bit, float included. Of an image that has
     * a label image in it, as OME-Zarr may, that one is opened.
     *
     * @throws IOException if the file cannot be read, has several channels, or several label images in it
     */
    Planes<LabelImage> openLabels(Path file) throws IOException;

    /**
     * Opens a real-valued map: one channel of any pixel type, values as stored.
     *
     * @throws IOException if the file cannot be read or has several channels
     */
    Planes<FloatMap> openMap(Path file) throws IOException;

    /**
     * Opens one channel of an image as a map.
     *
     * @param name of the channel
     * @return empty if the image has no channel of that name
     * @throws IOException if the image cannot be read or holds several images
     */
    Optional<Planes<FloatMap>> openChannel(Path image, String name) throws IOException;

    /**
     * Opens an image of any number of channels and any pixel type.
     *
     * @throws IOException if the file cannot be read or holds several images
     */
    ImagePlanes openImage(Path file) throws IOException;
}
