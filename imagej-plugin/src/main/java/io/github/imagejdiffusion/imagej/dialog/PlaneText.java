package io.github.imagejdiffusion.imagej.dialog;

import io.github.imagejdiffusion.diffusion.planes.PlaneRange;
import io.github.imagejdiffusion.imagej.PluginException;
import io.github.imagejdiffusion.imagej.image.SourceAxes;
import io.github.imagejdiffusion.imagej.settings.PlaneChoice;
import java.util.Locale;

/** Reads slices and frames from text fields. */
public final class PlaneText {

    private PlaneText() {}

    /** @throws PluginException naming the field, if the image has no such slices */
    public static PlaneChoice slices(String text, SourceAxes axes) {
        return planes("Slices", text, axes.slices(), axes.slice());
    }

    /** @throws PluginException naming the field, if the image has no such frames */
    public static PlaneChoice frames(String text, SourceAxes axes) {
        return planes("Frames", text, axes.frames(), axes.frame());
    }

    /** Numbers in the place of {@code current}, so that they mean the same wherever the image's sliders stand. */
    private static PlaneChoice planes(String field, String text, int size, int current) {
        PlaneChoice choice = PlaneChoice.parse(text)
                .orElseThrow(() -> new PluginException(field + ": write all, current, or a range such as 2-5."));
        PlaneRange range = choice.of(size, current);
        if (range.last() > size) {
            throw new PluginException(field + ": the image has only " + size + ".");
        }
        return choice.kind() == PlaneChoice.Kind.ALL ? choice : new PlaneChoice(PlaneChoice.Kind.RANGE, range);
    }

    /** Whether it means the same for the next image: {@code all} and {@code current} do, ranges do not. */
    public static boolean isWorthRemembering(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        return plain.equals("all") || plain.equals("current");
    }
}
