package io.github.imagejdiffusion.batch.run;

import io.github.imagejdiffusion.batch.outputs.ResultFiles;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.write.HyperstackBuilder;
import io.github.imagejdiffusion.formats.write.HyperstackWriter;
import io.github.imagejdiffusion.formats.write.RowWriter;
import io.github.imagejdiffusion.formats.write.StackFormat;
import io.github.imagejdiffusion.formats.zarr.write.OmeZarrWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The images of one result, on the axes of the input, some with finer pixels; they get their names together. Not thread-safe. */
public final class ImageSet implements AutoCloseable {

    private final ResultFiles result;
    private final SeriesTask task;
    private final StackFormat format;
    private final List<HyperstackWriter> files = new ArrayList<>();
    private final List<OmeZarrWriter> folders = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

    public ImageSet(ResultFiles result, SeriesTask task, StackFormat format) {
        this.result = result;
        this.task = task;
        this.format = format;
    }

    /** An image with the planes and the calibration of the input, for {@link #begin}. */
    public HyperstackBuilder builder(String suffix, PixelType type) {
        return builder(suffix, type, 1);
    }

    /**
     * Likewise, with more pixels in the same place.
     *
     * @param enlargement pixels along x, and along y, that take the place of one of the input
     */
    public HyperstackBuilder builder(String suffix, PixelType type, int enlargement) {
        return HyperstackWriter.builder(
                        path(suffix),
                        Math.multiplyExact(enlargement, task.series().sizeX()),
                        Math.multiplyExact(enlargement, task.series().sizeY()),
                        type)
                .format(isFolder() ? StackFormat.IMAGEJ : format)
                .slices(task.z().size())
                .frames(task.t().size())
                .calibration(task.calibration().finerBy(enlargement));
    }

    private Path path(String suffix) {
        return result.folder().resolve(result.stem() + suffix + ".tif");
    }

    /** Whether images are folders, which hold several channels and labels together. */
    public boolean isFolder() {
        return format == StackFormat.ZARR;
    }

    /**
     * Begins an image in the chosen format, which belongs to this set from here on.
     *
     * @param suffix of its name
     * @param channelNames one for each channel, or none
     */
    public RowWriter begin(String suffix, HyperstackBuilder builder, List<String> channelNames) {
        return isFolder()
                ? beginFolder(suffix, builder, channelNames).channels()
                : begin(builder.channelNames(channelNames));
    }

    /** Begins a TIFF file, which belongs to this set from here on. */
    public HyperstackWriter begin(HyperstackBuilder builder) {
        HyperstackWriter writer = builder.open();
        files.add(writer);
        writer.notice().ifPresent(notices::add);
        tellLostFunction(builder, writer.format(), writer.path());
        return writer;
    }

    /** Begins an OME-Zarr folder, which belongs to this set from here on. */
    public OmeZarrWriter beginFolder(String suffix, HyperstackBuilder builder, List<String> channelNames) {
        Path folder = StackFormat.ZARR.fileFor(path(suffix));
        OmeZarrWriter writer = OmeZarrWriter.create(folder, builder.layout(), channelNames);
        folders.add(writer);
        tellLostFunction(builder, format, folder);
        return writer;
    }

    private void tellLostFunction(HyperstackBuilder builder, StackFormat written, Path path) {
        if (written != StackFormat.IMAGEJ && builder.layout().function() != null) {
            notices.add(path.getFileName()
                    + " holds stored values without the calibration function of the image, which only"
                    + " ImageJ TIFF has a place for; use --pixel-type float for the values that ImageJ shows");
        }
    }

    /** Does what takes time, before old images make room for these. */
    public void complete() {
        folders.forEach(OmeZarrWriter::complete);
    }

    /** Gives all images their names. */
    public void finish() {
        files.forEach(HyperstackWriter::finish);
        folders.forEach(OmeZarrWriter::finish);
    }

    /** One line for each image that is not in the chosen format, or lacks what its format has no place for. */
    public List<String> notices() {
        return List.copyOf(notices);
    }

    /** Deletes what has no name yet. */
    @Override
    public void close() {
        List<Runnable> closers = new ArrayList<>();
        files.forEach(file -> closers.add(file::close));
        folders.forEach(folder -> closers.add(folder::close));
        RuntimeException first = null;
        for (Runnable closer : closers) {
            try {
                closer.run();
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
