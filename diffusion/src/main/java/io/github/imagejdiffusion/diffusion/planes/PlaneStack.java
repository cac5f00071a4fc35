package io.github.imagejdiffusion.diffusion.planes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

/**
 * An image (x, y, channel, z, t, ...) as a row of planes, z fastest. Dimensions that it lacks at the end have size 1; the
 * channel dimension is there only for several channels.
 */
public final class PlaneStack<T> {

    private final RandomAccessibleInterval<T> image;
    private final int channels;
    private final Interval grid;

    /**
     * Over an image; nothing is copied.
     *
     * @param channels that the model takes
     * @throws IllegalArgumentException if the image has fewer than two dimensions, no pixel, or other channels
     */
    public PlaneStack(RandomAccessibleInterval<T> image, int channels) {
        Objects.requireNonNull(image, "image");
        String size = Arrays.toString(Intervals.dimensionsAsLongArray(image));
        if (image.numDimensions() < 2 || Intervals.isEmpty(image)) {
            throw new IllegalArgumentException(
                    "an image has at least the dimensions x and y and one pixel, but this is " + size
                            + "; give at least one plane");
        }
        if (channels > 1 && (image.numDimensions() < 3 || image.dimension(2) != channels)) {
            throw new IllegalArgumentException("the model takes " + channels + " channels, as dimension 2 of the image,"
                    + " but the image is " + size + "; give (x, y, channel) or (x, y, channel, z, t)");
        }
        this.image = image;
        this.channels = channels;
        this.grid = channels == 1 ? image : without(image, 2);
    }

    private static Interval without(Interval interval, int dropped) {
        int[] kept = IntStream.range(0, interval.numDimensions())
                .filter(d -> d != dropped)
                .toArray();
        return new FinalInterval(
                Arrays.stream(kept).mapToLong(interval::min).toArray(),
                Arrays.stream(kept).mapToLong(interval::max).toArray());
    }

    /** The image's interval without channels: (x, y, z, t, ...). */
    public Interval grid() {
        return grid;
    }

    /** Planes of a time point. */
    public int sizeZ() {
        return grid.numDimensions() < 3 ? 1 : Math.toIntExact(grid.dimension(2));
    }

    /** Planes in all. */
    public int size() {
        long planes = 1;
        for (int d = 2; d < grid.numDimensions(); d++) {
            planes = Math.multiplyExact(planes, grid.dimension(d));
        }
        return Math.toIntExact(planes);
    }

    /** The planes of a time point, each with its channels. */
    public List<List<RandomAccessibleInterval<T>>> frame(int t) {
        return IntStream.range(t * sizeZ(), (t + 1) * sizeZ())
                .mapToObj(this::plane)
                .toList();
    }

    /**
     * The channels of one plane, each (x, y).
     *
     * @param index t * Z + z
     * @throws IndexOutOfBoundsException if there is no such plane
     */
    public List<RandomAccessibleInterval<T>> plane(int index) {
        RandomAccessibleInterval<T> plane = image;
        int fixed = channels == 1 ? 2 : 3;
        int rest = Objects.checkIndex(index, size());
        while (plane.numDimensions() > fixed) {
            int size = Math.toIntExact(plane.dimension(fixed));
            plane = Views.hyperSlice(plane, fixed, plane.min(fixed) + rest % size);
            rest /= size;
        }
        if (channels == 1) {
            return List.of(plane);
        }
        List<RandomAccessibleInterval<T>> ofPlane = new ArrayList<>();
        for (int c = 0; c < channels; c++) {
            ofPlane.add(Views.hyperSlice(plane, 2, plane.min(2) + c));
        }
        return ofPlane;
    }
}
