package io.github.imagejdiffusion.imagej.result;

import ij.gui.Roi;
import ij.macro.Interpreter;
import ij.plugin.frame.RoiManager;
import java.util.List;

/** The list of the ROI Manager. A class of its own, since the ROI Manager does not load without a screen. */
final class RoiManagerList {

    private RoiManagerList() {}

    /** Adds to the end; what is there stays, and every ROI keeps its name and position. */
    static void append(List<Roi> rois) {
        RoiManager manager = manager();
        for (Roi roi : rois) {
            manager.add(roi, -1);
        }
    }

    /** The one that the macro has, if it has one in batch mode: another one would hide its list from it. */
    private static RoiManager manager() {
        boolean hidden = RoiManager.getRawInstance() == null && Interpreter.isBatchModeRoiManager();
        return hidden ? Interpreter.getBatchModeRoiManager() : RoiManager.getRoiManager();
    }
}
