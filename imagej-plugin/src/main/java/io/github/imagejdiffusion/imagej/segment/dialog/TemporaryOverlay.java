package io.github.imagejdiffusion.imagej.segment.dialog;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import java.awt.Color;
import java.util.List;

/** Draws outlines over an image and its own overlay, and takes them away again. Used by the event thread. */
final class TemporaryOverlay implements AutoCloseable {

    private static final Color COLOUR = Color.YELLOW;

    private final ImagePlus image;
    private final Overlay own;
    private final boolean ownHidden;
    private boolean drawn;

    TemporaryOverlay(ImagePlus image) {
        this.image = image;
        this.own = image.getOverlay();
        this.ownHidden = image.getHideOverlay();
    }

    /** Replaces the outlines. */
    void draw(List<Roi> outlines) {
        Overlay overlay = own == null || ownHidden ? new Overlay() : own.duplicate();
        for (Roi outline : outlines) {
            outline.setStrokeColor(COLOUR);
            overlay.add(outline);
        }
        overlay.drawLabels(false);
        image.setOverlay(overlay);
        drawn = true;
    }

    /** The image gets back the overlay that it had. */
    void clear() {
        if (drawn) {
            image.setOverlay(own);
            image.setHideOverlay(ownHidden);
            drawn = false;
        }
    }

    @Override
    public void close() {
        clear();
    }
}
