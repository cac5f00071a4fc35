package io.github.imagejdiffusion.imagej.result;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.macro.Interpreter;
import java.awt.GraphicsEnvironment;

/** Opens images, the one that a person or a macro goes on with last. */
public final class ResultWindows {

    private ResultWindows() {}

    /** Gives an image a title that no other has, and opens it. */
    public static void show(ImagePlus image) {
        image.setTitle(WindowManager.makeUniqueName(image.getTitle()));
        image.show();
    }

    /**
     * Makes an open image the active one. Windows that were opened before may get the focus later than it, and ImageJ
     * believes whichever was last. Without a screen, and in batch mode, the image opened last is the active one anyhow.
     */
    public static void activate(ImagePlus image) {
        if (!GraphicsEnvironment.isHeadless() && !Interpreter.isBatchMode()) {
            IJ.selectWindow(image.getID());
        }
    }
}
