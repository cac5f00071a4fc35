package io.github.imagejdiffusion.imagej.screen;

import ij.IJ;
import ij.plugin.frame.RoiManager;

/** A macro in batch mode that has outlines of its own in the ROI Manager without a window. */
final class BatchScene extends Scene {

    private final String path;

    private BatchScene(String folder, String path) throws Exception {
        super(folder);
        this.path = path;
    }

    /** @param arguments folder, image */
    public static void main(String[] arguments) throws Exception {
        new BatchScene(arguments[0], arguments[1]).playAndExit();
    }

    @Override
    void play() {
        String counted = IJ.runMacro("setBatchMode(true); open('" + path + "'); makeRectangle(1, 2, 30, 40);"
                + " roiManager('add'); run('Select None'); run('Segment (SegDiff)...', 'outlines table');"
                + " return '' + roiManager('count') + ' ' + nResults;");
        report("rois and rows", counted);
        report("manager", RoiManager.getRawInstance());
        report("images", titles());
    }
}
