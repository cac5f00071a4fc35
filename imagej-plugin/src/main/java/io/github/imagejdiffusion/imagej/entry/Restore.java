package io.github.imagejdiffusion.imagej.entry;

import ij.plugin.PlugIn;

/** {@code Plugins > Diffusion > Restore (ILVR)...}. */
public final class Restore implements PlugIn {

    @Override
    public void run(String argument) {
        ActionStarter.start("io.github.imagejdiffusion.imagej.restore.RestoreAction");
    }
}
