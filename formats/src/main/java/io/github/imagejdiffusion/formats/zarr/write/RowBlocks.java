package io.github.imagejdiffusion.formats.zarr.write;

import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.write.DisplayRange;
import io.github.imagejdiffusion.formats.write.RowWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.imglib2.FinalInterval;

/**
 * Collects the rows of planes until a row of chunks is complete, and writes that. Planes come in the order XYCZT of some
 * channels of an array. Not thread-safe.
 */
final class RowBlocks implements RowWriter {

    private final ArrayWriter array;
    private final Path target;
    private final int firstChannel;
    private final int channels;
    private final double[] lowest;
    private final double[] highest;
    private float[] strip = new float[0];
    private int stripRows;
    private long plane;
    private int row;

    /**
     * @param target for messages
     * @param firstChannel that comes
     * @param channels that come
     */
    RowBlocks(ArrayWriter array, Path target, int firstChannel, int channels) {
        this.array = array;
        this.target = target;
        this.firstChannel = firstChannel;
        this.channels = channels;
        this.lowest = new double[channels];
        this.highest = new double[channels];
        Arrays.fill(lowest, Double.POSITIVE_INFINITY);
        Arrays.fill(highest, Double.NEGATIVE_INFINITY);
    }

    @Override
    public void writeRows(float[] rows) {
        int width = array.shape().width();
        if (rows.length % width != 0) {
            throw new IllegalArgumentException(rows.length + " values are not whole rows of " + width + " pixels");
        }
        for (int at = 0; at < rows.length; ) {
            if (plane == planes()) {
                throw new FormatsException(
                        target, "already has its " + planes() + " planes", "give the writer the right sizes");
            }
            int left = Math.min(array.shape().chunkHeight(), array.shape().height() - row);
            if (stripRows == 0) {
                strip = strip.length == left * width ? strip : new float[Math.multiplyExact(left, width)];
            }
            int count = Math.min(rows.length - at, (left - stripRows) * width);
            System.arraycopy(rows, at, strip, stripRows * width, count);
            at += count;
            stripRows += count / width;
            if (stripRows == left) {
                writeStrip();
            }
        }
    }

    private void writeStrip() {
        int c = (int) (plane % channels);
        int z = (int) (plane / channels % array.shape().slices());
        int t = (int) (plane / channels / array.shape().slices());
        array.write(
                firstChannel + c,
                z,
                t,
                FinalInterval.createMinSize(0, row, array.shape().width(), stripRows),
                strip);
        for (float value : strip) {
            lowest[c] = Math.min(lowest[c], value);
            highest[c] = Math.max(highest[c], value);
        }
        row += stripRows;
        stripRows = 0;
        if (row == array.shape().height()) {
            row = 0;
            plane++;
        }
    }

    private long planes() {
        return (long) channels * array.shape().slices() * array.shape().frames();
    }

    /** @throws FormatsException unless all planes are there */
    void requireComplete() {
        if (plane != planes()) {
            throw new FormatsException(
                    target, "has " + plane + " of " + planes() + " planes", "write all planes before finishing");
        }
    }

    /** How many come. */
    int channels() {
        return channels;
    }

    /** From the lowest to the highest value of each channel. */
    Stream<DisplayRange> ranges() {
        return IntStream.range(0, channels).mapToObj(c -> range(lowest[c], highest[c]));
    }

    private static DisplayRange range(double low, double high) {
        return low < high && !Double.isInfinite(low) && !Double.isInfinite(high)
                ? new DisplayRange(low, high)
                : new DisplayRange(0, 1);
    }
}
