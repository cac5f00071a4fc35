package io.github.imagejdiffusion.imagej.devices;

import ij.IJ;
import io.github.imagejdiffusion.diffusion.onnx.DeviceReport;

/** {@code Devices...}: what models can run on here, and why not on the rest. */
public final class DevicesAction implements Runnable {

    @Override
    public void run() {
        DeviceReport.lines().forEach(IJ::log);
    }
}
