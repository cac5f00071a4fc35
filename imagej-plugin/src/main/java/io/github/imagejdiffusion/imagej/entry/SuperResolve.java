package io.github.imagejdiffusion.imagej.entry;

import ij.plugin.PlugIn;

/** {@code Plugins > Diffusion > Super-resolve...}. */
public final class SuperResolve implements PlugIn {

    @Override
    public void run(String argument) {
        ActionStarter.start("io.github.imagejdiffusion.imagej.superres.SuperresAction");
    }
}
