package io.github.imagejdiffusion.formats.write;

import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.PixelType;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * Writes a stack of up to five axes as TIFF, plane by plane, so that it need not be in memory: as ImageJ hyperstack or
 * as OME-TIFF. Big-endian and uncompressed; ImageJ, Fiji, Bio-Formats and any TIFF reader open it. In OME-TIFF, planes
 * of more than 512 pixels along a side are tiled, for readers of regions; ImageJ opens those through Bio-Formats only.
 *
 * <pre>{@code
 * try (HyperstackWriter out = HyperstackWriter.builder(path, width, height, PixelType.UINT16)
 *         .slices(20).calibration(series.calibration()).open()) {
 *     for (int z = 0; z < 20; z++) {
 *         out.write(labels(z));
 *     }
 *     out.displayRange(0, objects);
 *     out.finish();
 * }
 * }</pre>
 *
 * <p>The file appears when {@link #finish} is called; closing without it leaves nothing behind. Same input, same
 * bytes. Not thread-safe.
 */
public final class HyperstackWriter implements RowWriter, AutoCloseable {

    private final FrameChoice choice;
    private final AtomicFile file;
    private final PixelStream pixels;
    private final String notice;
    private StackLayout layout;

    HyperstackWriter(FrameChoice choice, StackLayout layout, AtomicFile file, String notice) {
        this.choice = choice;
        this.layout = layout;
        this.file = file;
        this.notice = notice;
        TiffFrame frame = choice.frame(layout);
        this.pixels = new PixelStream(layout, file, frame);
        file.write(frame.head());
    }

    /**
     * @param target the file to make or to replace; its ending is made to fit the format, see {@link #path}
     * @param width pixels along x of every plane
     * @param height pixels along y of every plane
     * @param type {@link PixelType#UINT8}, {@link PixelType#UINT16} or {@link PixelType#FLOAT}: what ImageJ knows
     * @throws IllegalArgumentException if a size is below 1 or the type is another
     */
    public static HyperstackBuilder builder(Path target, int width, int height, PixelType type) {
        return new HyperstackBuilder(target, width, height, type);
    }

    /** Where the file appears: what {@link HyperstackBuilder#path} says. */
    public Path path() {
        return file.target();
    }

    /** The format that is written: OME where the asked-for one cannot hold the stack. */
    public StackFormat format() {
        return choice.format();
    }

    /** One line for the user if the format is not the one asked for: why, and what the file is called instead. */
    public Optional<String> notice() {
        return Optional.ofNullable(notice);
    }

    /**
     * Appends the next plane; the order is XYCZT: all channels of the first slice, then of the next.
     *
     * @param plane 2-D (x, y) of the size given to the builder, at any position; its values must fit the pixel type
     * @throws IllegalArgumentException if it has another size, or if rows of a plane not yet complete came before it
     * @throws FormatsException if a value is not a whole number within the range of an integer type, if the disk is
     *     full, or if all planes have been written already
     * @throws IllegalStateException if an earlier write has failed
     */
    public void write(RandomAccessibleInterval<? extends RealType<?>> plane) {
        pixels.write(plane);
    }

    /**
     * Appends whole rows, for planes too large for memory. When the rows of a plane are complete, the next one begins,
     * in the order of {@link #write}. The file is the same, whatever the rows come in; some 100,000 pixels or more at
     * once are fast.
     *
     * @param rows k * width values, row by row, any k; not kept; values must fit the pixel type
     * @throws IllegalArgumentException if the length is not a multiple of the width
     * @throws FormatsException if a value is not a whole number within the range of an integer type, if the disk is
     *     full, or if there are more rows than the planes have
     * @throws IllegalStateException if an earlier write has failed
     */
    @Override
    public void writeRows(float[] rows) {
        pixels.writeRows(rows);
    }

    /**
     * What ImageJ shows as black and as white, for all channels, instead of what the builder was told: for results
     * whose extremes are known last. May be called until {@link #finish}.
     *
     * @throws IllegalArgumentException unless both are finite and {@code min < max}
     */
    public void displayRange(double min, double max) {
        displayRanges(Collections.nCopies(layout.channels(), new DisplayRange(min, max)));
    }

    /**
     * As {@link #displayRange}, for each channel its own.
     *
     * @throws IllegalArgumentException unless there is one for each channel
     */
    public void displayRanges(List<DisplayRange> ranges) {
        if (ranges.size() != layout.channels()) {
            throw new IllegalArgumentException(
                    ranges.size() + " display ranges for " + layout.channels() + " channels");
        }
        layout = layout.withDisplayRanges(ranges);
    }

    /**
     * Completes the file and gives it its name.
     *
     * @throws FormatsException if planes are missing or the file cannot be completed
     */
    public void finish() {
        pixels.requireComplete();
        choice.frame(layout).tail(file::write);
        file.commit();
    }

    /** Deletes what has been written unless {@link #finish} has succeeded. */
    @Override
    public void close() {
        file.close();
    }
}
