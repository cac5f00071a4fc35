package io.github.imagejdiffusion.imagej.result;

import ij.gui.Roi;
import ij.plugin.frame.RoiManager;
import java.util.List;

/** The list of the ROI Manager. A class of its own, since the ROI Manager does not load without a screen. */
final class RoiManagerList {

    private RoiManagerList() {}

    /** Adds to the end; what is there stays, and every ROI keeps its name and position. */
    static void append(List<Roi> rois) {
        RoiManager manager = RoiManager.getRoiManager();
        for (Roi roi : rois) {
            manager.add(roi, -1);
        }
    }
}
