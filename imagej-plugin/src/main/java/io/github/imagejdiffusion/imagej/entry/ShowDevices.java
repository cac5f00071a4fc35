package io.github.imagejdiffusion.imagej.entry;

import ij.plugin.PlugIn;

/** {@code Plugins > Diffusion > Devices...}. */
public final class ShowDevices implements PlugIn {

    @Override
    public void run(String argument) {
        ActionStarter.start("io.github.imagejdiffusion.imagej.devices.DevicesAction");
    }
}
