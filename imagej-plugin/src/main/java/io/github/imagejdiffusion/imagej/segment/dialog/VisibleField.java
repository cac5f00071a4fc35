package io.github.imagejdiffusion.imagej.segment.dialog;

import ij.gui.ImageCanvas;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import java.awt.Rectangle;

/** The part of an image that a person sees. */
final class VisibleField {

    /** In pixels: more would take too long for a look. */
    private static final int LARGEST = 2048;

    private VisibleField() {}

    /**
     * What is visible of the area that is worked on; its middle, if that is large.
     *
     * @throws io.github.imagejdiffusion.imagej.PluginException if nothing of it is
     */
    static SourceImage of(SourceImage source) {
        ImageCanvas canvas = source.image().getCanvas();
        SourceImage visible = canvas == null ? source : source.within(canvas.getSrcRect());
        Rectangle area = visible.area();
        int width = Math.min(LARGEST, area.width);
        int height = Math.min(LARGEST, area.height);
        return visible.within(
                new Rectangle(area.x + (area.width - width) / 2, area.y + (area.height - height) / 2, width, height));
    }
}
