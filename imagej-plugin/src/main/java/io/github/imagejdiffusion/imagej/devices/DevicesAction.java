package io.github.imagejdiffusion.imagej.devices;

import ij.IJ;
import ij.text.TextWindow;
import io.github.imagejdiffusion.diffusion.onnx.DeviceReport;
import io.github.imagejdiffusion.diffusion.onnx.DeviceUnusableException;
import io.github.imagejdiffusion.imagej.Audience;
import java.util.List;

/** Says what models can run on here, in a window, or in the log when nobody is there to close it. */
public final class DevicesAction implements Runnable {

    @Override
    public void run() {
        List<String> text = text();
        if (Audience.isAtScreen()) {
            new TextWindow("Diffusion: devices", String.join("\n", text), 820, 560);
        } else {
            text.forEach(IJ::log);
        }
    }

    private static List<String> text() {
        try {
            return DeviceText.of(DeviceReport.lines());
        } catch (DeviceUnusableException e) {
            return DeviceText.ofFailure(e.getMessage());
        }
    }
}
