package io.github.imagejdiffusion.formats.zarr.write;

import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.write.AtomicFolder;
import io.github.imagejdiffusion.formats.write.DisplayRange;
import io.github.imagejdiffusion.formats.write.RowWriter;
import io.github.imagejdiffusion.formats.write.StackLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a stack as OME-Zarr 0.4 row by row, so that it need not be in memory: a folder with one image of the axes t, c,
 * z, y, x, in chunks of 512 x 512 pixels compressed by blosc with zstd, as a pyramid down to one chunk, and label images
 * of the same axes in {@code labels/}. The folder appears when {@link #finish} is called; closing without it leaves
 * nothing behind. Same input, same bytes. For each of the row writers, 512 rows are in memory. Not thread-safe.
 */
public final class OmeZarrWriter implements AutoCloseable {

    /** Edge of a chunk; blocks of 1024 pixels are made of whole ones. */
    public static final int CHUNK = 512;

    private final AtomicFolder folder;
    private final StackLayout layout;
    private final ImageGroup group;
    private final List<RowBlocks> channels = new ArrayList<>();
    private final List<RowBlocks> labels = new ArrayList<>();
    private boolean complete;

    private OmeZarrWriter(AtomicFolder folder, StackLayout layout, List<String> channelNames, int chunk) {
        this.folder = folder;
        this.layout = layout;
        this.group = new ImageGroup(folder.part(), name(folder.target()), layout, channelNames, chunk);
    }

    /**
     * Begins an image. A process that writes the same target at the same time would undo the work of this one.
     *
     * @param target the folder to make
     * @param layout sizes, pixel type (UINT8, UINT16, UINT32 or FLOAT), calibration and, where there are, display ranges
     * @param channelNames one for each channel, or none
     * @throws IllegalArgumentException if the type is another, or the names are not as many as the channels
     * @throws FormatsException if the folder cannot be made
     */
    public static OmeZarrWriter create(Path target, StackLayout layout, List<String> channelNames) {
        return create(target, layout, channelNames, CHUNK);
    }

    /** For tests: with chunks of another size. */
    static OmeZarrWriter create(Path target, StackLayout layout, List<String> channelNames, int chunk) {
        AtomicFolder folder = AtomicFolder.create(target);
        try {
            return new OmeZarrWriter(folder, layout, channelNames, chunk);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** The name of an image: that of its folder without the ending. */
    static String name(Path target) {
        return target.getFileName().toString().replaceFirst("(?i)(\\.ome)?\\.zarr$", "");
    }

    /** Where the folder appears. */
    public Path path() {
        return folder.target();
    }

    /** Takes all channels, the planes in the order XYCZT. To be called once, and not with {@link #channel}. */
    public RowWriter channels() {
        return add(channels, new RowBlocks(group.image(), path(), 0, layout.channels()));
    }

    /** Takes one channel, the planes in the order XYZT. To be called once for each, in order. */
    public RowWriter channel(int c) {
        return add(channels, new RowBlocks(group.image(), path(), c, 1));
    }

    /**
     * Takes a label image: whole numbers, 0 for background, the planes in the order XYZT.
     *
     * @param name of the labels, a folder in {@code labels/}
     * @param type {@link PixelType#UINT8}, {@link PixelType#UINT16} or {@link PixelType#UINT32}
     * @throws IllegalArgumentException if the type is another
     */
    public RowWriter labels(String name, PixelType type) {
        return add(labels, new RowBlocks(group.labels(name, type), path(), 0, 1));
    }

    private static RowBlocks add(List<RowBlocks> all, RowBlocks rows) {
        all.add(rows);
        return rows;
    }

    /**
     * Makes the smaller levels and describes all, which takes a moment; the folder has not its name yet.
     *
     * @throws FormatsException if planes are missing or the disk is full
     */
    public void complete() {
        if (complete) {
            return;
        }
        int written = channels.stream().mapToInt(RowBlocks::channels).sum();
        if (written != layout.channels()) {
            throw new FormatsException(
                    path(),
                    "has " + written + " of " + layout.channels() + " channels",
                    "write all planes before finishing");
        }
        channels.forEach(RowBlocks::requireComplete);
        labels.forEach(RowBlocks::requireComplete);
        group.finish(shown());
        complete = true;
    }

    /**
     * Completes the image unless {@link #complete} was called, and gives the folder its name.
     *
     * @throws FormatsException if planes are missing, something of that name is there, or the disk is full
     */
    public void finish() {
        complete();
        folder.commit();
    }

    /** As told, else from the lowest to the highest value. */
    private List<DisplayRange> shown() {
        return layout.displayRanges().isEmpty()
                ? channels.stream().flatMap(RowBlocks::ranges).toList()
                : layout.displayRanges();
    }

    /** Removes what has been written unless {@link #finish} has succeeded. */
    @Override
    public void close() {
        folder.close();
    }
}
