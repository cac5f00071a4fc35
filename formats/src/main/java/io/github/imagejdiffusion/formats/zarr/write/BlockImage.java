package io.github.imagejdiffusion.formats.zarr.write;

import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.write.DisplayRange;
import io.github.imagejdiffusion.formats.write.StackLayout;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import net.imglib2.Interval;

/**
 * An OME-Zarr image whose blocks are written by several threads or processes, each opening it in the same way. Blocks are
 * made of whole chunks of {@link OmeZarrWriter#CHUNK} pixels, so that no two writers touch the same file; each file
 * appears under its name only when it is whole, and a block that is written again replaces the first. When all blocks
 * are there, one process calls {@link #finish}; until then the folder has pixels, but no description, and no reader finds
 * an image in it.
 *
 * <p>Thread-safe for blocks that have no pixel in common; {@link #labels} and {@link #finish} are not.
 */
public final class BlockImage {

    private final StackLayout layout;
    private final ImageGroup group;

    private BlockImage(Path folder, StackLayout layout, List<String> channelNames, int chunk) {
        this.layout = layout;
        ArrayWriter.makeFolder(folder);
        this.group = new ImageGroup(folder, OmeZarrWriter.name(folder), layout, channelNames, chunk);
    }

    /** Takes blocks of planes. */
    public interface Blocks {
        /**
         * Writes a block.
         *
         * @param c channel, from 0; 0 for labels
         * @param z depth, from 0
         * @param t time point, from 0
         * @param region of the plane, 2-D (x, y): begins at a multiple of the chunk, ends at one or at the edge
         * @param values of the region, row by row
         * @throws IndexOutOfBoundsException if the plane does not exist
         * @throws IllegalArgumentException if the region is not in whole chunks, or the values are not as many as it has
         * @throws io.github.imagejdiffusion.formats.FormatsException if a value does not fit the pixel type, or a chunk
         *     cannot be written
         */
        void write(int c, int z, int t, Interval region, float[] values);
    }

    /**
     * Begins an image, or joins others that write it.
     *
     * @param folder is made if missing
     * @param layout the same for all who write it; UINT8, UINT16, UINT32 or FLOAT
     * @param channelNames one for each channel, or none
     * @throws IllegalArgumentException if the pixel type is another, or names are not as many as channels
     * @throws io.github.imagejdiffusion.formats.FormatsException if it cannot be written, or was begun with another layout
     */
    public static BlockImage open(Path folder, StackLayout layout, List<String> channelNames) {
        return open(folder, layout, channelNames, OmeZarrWriter.CHUNK);
    }

    /** For tests: with chunks of another size. */
    static BlockImage open(Path folder, StackLayout layout, List<String> channelNames, int chunk) {
        return new BlockImage(folder, layout, channelNames, chunk);
    }

    /** The pixels of the image. */
    public Blocks pixels() {
        return group.image()::write;
    }

    /** The pixels of a label image on the same planes, in {@code labels/}. To be named by the process that finishes, too. */
    public Blocks labels(String name, PixelType type) {
        return group.labels(name, type)::write;
    }

    /**
     * Makes the smaller levels, and then the metadata that make the folder an image. Blocks that are missing are 0.
     *
     * @throws io.github.imagejdiffusion.formats.FormatsException if that cannot be done
     */
    public void finish() {
        group.finish(
                layout.displayRanges().isEmpty()
                        ? Collections.nCopies(layout.channels(), usual(layout.type()))
                        : layout.displayRanges());
    }

    private static DisplayRange usual(PixelType type) {
        return switch (type) {
            case UINT8 -> new DisplayRange(0, 0xff);
            case UINT16, UINT32 -> new DisplayRange(0, 0xffff);
            default -> new DisplayRange(0, 1);
        };
    }
}
