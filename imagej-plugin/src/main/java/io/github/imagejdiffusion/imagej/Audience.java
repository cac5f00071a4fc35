package io.github.imagejdiffusion.imagej;

import ij.IJ;
import java.awt.GraphicsEnvironment;

/** Who reads what an action has to say. */
public final class Audience {

    private Audience() {}

    /** True if a person sits before a screen and no macro runs: a window can be shown and will be read. */
    public static boolean isAtScreen() {
        return !GraphicsEnvironment.isHeadless() && IJ.getInstance() != null && !IJ.isMacro();
    }
}
