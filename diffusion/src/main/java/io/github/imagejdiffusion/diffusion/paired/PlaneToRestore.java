package io.github.imagejdiffusion.diffusion.paired;

import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.planes.PlaneAddress;
import java.util.Objects;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * One plane of one channel, with what its restoration must know of the whole image: how its stack is normalised, and where
 * in the image it lies, which decides its noise.
 *
 * <pre>{@code
 * PlaneToRestore plane = PlaneToRestore.of(pixels, denoise.limits(stack)).at(PlaneAddress.whole(3)).ofChannel(1);
 * }</pre>
 *
 * <p>Immutable, but pixels are not copied. As thread-safe as they are.
 *
 * @param pixels 2-D (x, y), any type, from any first pixel; not modified
 * @param limits of its stack: the values that are the ends of the normalised range, in the units of the pixels
 * @param place in the source: planes of one stack get different noise
 * @param channel of the source, from 0
 */
public record PlaneToRestore(
        RandomAccessibleInterval<? extends RealType<?>> pixels,
        PercentileLimits limits,
        PlaneAddress place,
        int channel) {

    /** @throws IllegalArgumentException if pixels are not 2-D or there are none, or the channel is negative */
    public PlaneToRestore {
        ConditionPlane.require(pixels);
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(place, "place");
        if (channel < 0) {
            throw new IllegalArgumentException("channels are counted from 0, but this is " + channel);
        }
    }

    /** The whole of plane 0 of channel 0. @throws IllegalArgumentException if pixels are not 2-D or there are none */
    public static PlaneToRestore of(RandomAccessibleInterval<? extends RealType<?>> pixels, PercentileLimits limits) {
        return new PlaneToRestore(pixels, limits, PlaneAddress.whole(0), 0);
    }

    /** The same pixels in another place of the source. */
    public PlaneToRestore at(PlaneAddress newPlace) {
        return new PlaneToRestore(pixels, limits, newPlace, channel);
    }

    /** The same pixels in another channel of the source, from 0. @throws IllegalArgumentException if it is negative */
    public PlaneToRestore ofChannel(int newChannel) {
        return new PlaneToRestore(pixels, limits, place, newChannel);
    }

    /** Pixels along x. */
    public long width() {
        return pixels.dimension(0);
    }

    /** Pixels along y. */
    public long height() {
        return pixels.dimension(1);
    }
}
