package io.github.imagejdiffusion.imagej.settings;

import io.github.imagejdiffusion.diffusion.planes.PlaneRange;
import io.github.imagejdiffusion.imagej.PluginException;
import io.github.imagejdiffusion.imagej.image.SourceAxes;
import java.util.List;

/**
 * What of an image is worked on.
 *
 * @param channels from 0
 * @param z slices within the image
 * @param t frames within the image
 */
public record ChosenPlanes(List<Integer> channels, PlaneRange z, PlaneRange t) {

    /** Copies the list. */
    public ChosenPlanes {
        channels = List.copyOf(channels);
    }

    /** @throws PluginException if the image has no such slices or frames */
    public static ChosenPlanes of(SourceAxes axes, List<Integer> channels, PlaneChoice slices, PlaneChoice frames) {
        return new ChosenPlanes(
                channels,
                within(axes, slices, axes.slices(), axes.slice(), "slice"),
                within(axes, frames, axes.frames(), axes.frame(), "frame"));
    }

    private static PlaneRange within(SourceAxes axes, PlaneChoice choice, int size, int current, String what) {
        PlaneRange range = choice.of(size, current);
        if (range.last() > size) {
            throw new PluginException("'" + axes.title() + "' has " + size + " " + what + (size == 1 ? "" : "s")
                    + ", but the settings ask for " + what + "s " + range + ".");
        }
        return range;
    }

    /** How many planes of each channel. */
    public int count() {
        return z.size() * t.size();
    }

    /** The first channel alone. */
    public ChosenPlanes ofFirstChannel() {
        return new ChosenPlanes(channels.subList(0, 1), z, t);
    }
}
