package io.github.imagejdiffusion.imagej.entry;

import ij.plugin.PlugIn;

/** {@code Plugins > Diffusion > Models...}. */
public final class ShowModels implements PlugIn {

    @Override
    public void run(String argument) {
        ActionStarter.start("io.github.imagejdiffusion.imagej.models.ModelsAction");
    }
}
