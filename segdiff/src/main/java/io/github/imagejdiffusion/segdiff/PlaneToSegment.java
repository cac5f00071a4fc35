package io.github.imagejdiffusion.segdiff;

import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.planes.PlaneAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

/**
 * The channels of one plane, with what their segmentation must know of the whole image: how their stack is normalised, and
 * where in the image they lie, which decides the noise.
 *
 * <p>Immutable, but pixels are not copied. As thread-safe as they are.
 *
 * @param channels 2-D (x, y) each, of equal size, any type, from any first pixel; not modified. As many as the model takes,
 *     which is checked when they are segmented
 * @param limits of the stack, one entry for each channel, see {@link SegDiff#limits}
 * @param place in the source: planes of one stack get different noise
 */
public record PlaneToSegment(
        List<? extends RandomAccessibleInterval<? extends RealType<?>>> channels,
        List<PercentileLimits> limits,
        PlaneAddress place) {

    /** @throws IllegalArgumentException if channels are not 2-D, differ in size, or have no pixels */
    public PlaneToSegment {
        requirePlanes(channels);
        channels = List.copyOf(channels);
        limits = List.copyOf(limits);
        Objects.requireNonNull(place, "place");
    }

    /** The whole of plane 0. @throws IllegalArgumentException if channels are not 2-D, differ in size, or have no pixels */
    public static PlaneToSegment of(
            List<? extends RandomAccessibleInterval<? extends RealType<?>>> channels, List<PercentileLimits> limits) {
        return new PlaneToSegment(channels, limits, PlaneAddress.whole(0));
    }

    /** The same pixels in another place of the source. */
    public PlaneToSegment at(PlaneAddress newPlace) {
        return new PlaneToSegment(channels, limits, newPlace);
    }

    /**
     * What lies in a rectangle, at its place.
     *
     * @param part in pixels from the first of this plane
     */
    PlaneToSegment part(Interval part) {
        List<RandomAccessibleInterval<? extends RealType<?>>> cut = new ArrayList<>();
        for (RandomAccessibleInterval<? extends RealType<?>> channel : channels) {
            cut.add(Views.interval(Views.zeroMin(channel), part));
        }
        PlaneAddress ofPart = new PlaneAddress(place.plane(), place.x() + part.min(0), place.y() + part.min(1));
        return new PlaneToSegment(cut, limits, ofPart);
    }

    /** Pixels along x. */
    long width() {
        return channels.get(0).dimension(0);
    }

    /** Pixels along y. */
    long height() {
        return channels.get(0).dimension(1);
    }

    /** @throws IllegalArgumentException if channels are not 2-D, differ in size, or have no pixels */
    static void requirePlanes(List<? extends RandomAccessibleInterval<?>> channels) {
        for (RandomAccessibleInterval<?> channel : channels) {
            if (Objects.requireNonNull(channel, "channel").numDimensions() != 2) {
                throw new IllegalArgumentException("a plane has 2 dimensions, but this is "
                        + Arrays.toString(Intervals.dimensionsAsLongArray(channel)) + "; give its planes one by one");
            }
            if (!Intervals.equalDimensions(channel, channels.get(0))) {
                throw new IllegalArgumentException("channels must be 2-D planes of equal size, but the first has "
                        + Arrays.toString(Intervals.dimensionsAsLongArray(channels.get(0))) + " pixels and another "
                        + Arrays.toString(Intervals.dimensionsAsLongArray(channel)));
            }
            if (channel.dimension(0) < 1 || channel.dimension(1) < 1) {
                throw new IllegalArgumentException(
                        "a plane of " + channel.dimension(0) + " x " + channel.dimension(1) + " pixels has no pixels");
            }
        }
    }
}
