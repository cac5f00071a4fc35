package io.github.imagejdiffusion.batch.run;

import io.github.imagejdiffusion.batch.outputs.ResultFiles;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.write.HyperstackWriter;
import io.github.imagejdiffusion.formats.write.StackFormat;
import java.util.ArrayList;
import java.util.List;

/** The images of one result, on the axes of the input, some with finer pixels; they get their names together. Not thread-safe. */
public final class ImageSet implements AutoCloseable {

    private final ResultFiles files;
    private final SeriesTask task;
    private final StackFormat format;
    private final List<HyperstackWriter> open = new ArrayList<>();

    public ImageSet(ResultFiles files, SeriesTask task, StackFormat format) {
        this.files = files;
        this.task = task;
        this.format = format;
    }

    /** An image with the planes and the calibration of the input, for {@link #begin}. */
    public HyperstackWriter.Builder builder(String suffix, PixelType type) {
        return builder(suffix, type, 1);
    }

    /**
     * Likewise, with more pixels in the same place.
     *
     * @param enlargement pixels along x, and along y, that take the place of one of the input
     */
    public HyperstackWriter.Builder builder(String suffix, PixelType type, int enlargement) {
        return HyperstackWriter.builder(
                        files.folder().resolve(files.stem() + suffix + ".tif"),
                        Math.multiplyExact(enlargement, task.series().sizeX()),
                        Math.multiplyExact(enlargement, task.series().sizeY()),
                        type)
                .format(format)
                .slices(task.z().size())
                .frames(task.t().size())
                .calibration(task.calibration().finerBy(enlargement));
    }

    /** Begins an image, which belongs to this set from here on. */
    public HyperstackWriter begin(HyperstackWriter.Builder builder) {
        HyperstackWriter writer = builder.open();
        open.add(writer);
        return writer;
    }

    /** Gives all images their names. */
    public void finish() {
        open.forEach(HyperstackWriter::finish);
    }

    /** One line for each image that is not in the chosen format. */
    public List<String> notices() {
        List<String> notices = new ArrayList<>();
        open.forEach(image -> image.notice().ifPresent(notices::add));
        return notices;
    }

    /** Deletes what has no name yet. */
    @Override
    public void close() {
        RuntimeException first = null;
        for (HyperstackWriter writer : open) {
            try {
                writer.close();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
