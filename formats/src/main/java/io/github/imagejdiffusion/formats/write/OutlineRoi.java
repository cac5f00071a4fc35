package io.github.imagejdiffusion.formats.write;

import ij.gui.PolygonRoi;
import ij.gui.Roi;

/** An outline as ImageJ's ROI. Needs no screen. Stateless and thread-safe. */
public final class OutlineRoi {

    private OutlineRoi() {}

    /**
     * The ROI: an outline with exactly one of c, z, t set is tied to that place of a stack with one axis; with two or
     * three set, or on a hyperstack, to channel, slice and frame; with none, to no place.
     */
    public static Roi of(RoiOutline outline) {
        Roi roi = new PolygonRoi(outline.x(), outline.y(), outline.x().length, Roi.POLYGON);
        roi.setName(outline.name());
        int set = Integer.signum(outline.c()) + Integer.signum(outline.z()) + Integer.signum(outline.t());
        if (set > 1) {
            roi.setPosition(outline.c(), outline.z(), outline.t());
        } else {
            roi.setPosition(Math.max(outline.c(), Math.max(outline.z(), outline.t())));
        }
        return roi;
    }
}
