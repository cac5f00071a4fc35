package io.github.imagejdiffusion.formats.write;

import io.github.imagejdiffusion.formats.FormatsException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** The pixels of a stack on their way into its file, by planes or by rows, and how far they have come. */
final class PixelStream {

    private final StackLayout layout;
    private final AtomicFile file;
    private final Consumer<ByteBuffer> sink;
    private final PlaneEncoder encoder;
    private final long rowsInAll;
    private long rows;
    private boolean broken;

    /**
     * @param file stands where the first pixel belongs
     * @param frame cuts planes into what the file knows
     */
    PixelStream(StackLayout layout, AtomicFile file, TiffFrame frame) {
        this.layout = layout;
        this.file = file;
        this.sink = frame.pixels(file::write);
        this.encoder = new PlaneEncoder(layout.type(), file.target());
        this.rowsInAll = (long) layout.planes() * layout.height();
    }

    /** See {@link HyperstackWriter#write}. */
    void write(RandomAccessibleInterval<? extends RealType<?>> plane) {
        if (plane.numDimensions() != 2
                || plane.dimension(0) != layout.width()
                || plane.dimension(1) != layout.height()) {
            throw new IllegalArgumentException(
                    "a plane must have " + layout.width() + " x " + layout.height() + " pixels");
        }
        if (rows % layout.height() != 0) {
            throw new IllegalArgumentException("a whole plane cannot follow " + rows % layout.height() + " of "
                    + layout.height() + " rows; complete plane " + (planes() + 1) + " with writeRows");
        }
        append(layout.height(), () -> encoder.encode(plane, sink));
    }

    /** See {@link HyperstackWriter#writeRows}. */
    void writeRows(float[] values) {
        if (values.length % layout.width() != 0) {
            throw new IllegalArgumentException(
                    values.length + " values are not whole rows of " + layout.width() + " pixels");
        }
        append(values.length / layout.width(), () -> encoder.encode(values, values.length, sink));
    }

    private void append(long count, Runnable write) {
        if (broken) {
            throw new IllegalStateException("an earlier write has failed; the file cannot be completed");
        }
        if (rows + count > rowsInAll) {
            throw new FormatsException(
                    file.target(),
                    rows == rowsInAll
                            ? "already has its " + layout.planes() + " planes"
                            : "has room for " + (rowsInAll - rows) + " rows, not for " + count,
                    "give the builder the right sizes");
        }
        broken = true;
        write.run();
        broken = false;
        rows += count;
    }

    /** @throws FormatsException unless all planes are there */
    void requireComplete() {
        if (broken || rows != rowsInAll) {
            long more = rows % layout.height();
            throw new FormatsException(
                    file.target(),
                    "got " + planes() + " of " + layout.planes() + " planes"
                            + (more > 0 ? " and " + more + " rows" : ""),
                    "write all planes before finish()");
        }
    }

    private long planes() {
        return rows / layout.height();
    }
}
