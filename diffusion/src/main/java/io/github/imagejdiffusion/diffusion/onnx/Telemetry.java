package io.github.imagejdiffusion.diffusion.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import com.sun.jna.NativeLibrary;

/**
 * Keeps ONNX Runtime and DJL from reporting to their makers.
 *
 * <p>From 1.29 on, ONNX Runtime's own builds for Linux and macOS write an identifier of the computer to the user's cache
 * folder and send reports, unless {@value #VARIABLE} is 1 in the process's environment before the library is loaded; its
 * Java switch comes too late for the first report. Java cannot write its own environment, the C library can.
 */
final class Telemetry {

    static final String VARIABLE = "ORT_DISABLE_TELEMETRY";

    private Telemetry() {}

    /** To be called before any native library of ONNX Runtime is loaded. A choice that the user has made is left alone. */
    static void switchOff() {
        if (System.getProperty("OPT_OUT_TRACKING") == null) {
            System.setProperty("OPT_OUT_TRACKING", "true");
        }
        if (System.getenv(VARIABLE) == null && !LibraryFolders.isWindows()) {
            setEnvironment();
        }
    }

    /** To be called when ONNX Runtime has started: Windows has only this switch. */
    static void switchOff(OrtEnvironment environment) {
        try {
            environment.setTelemetry(false);
        } catch (OrtException e) {
            throw new DeviceUnusableException("ONNX Runtime's telemetry cannot be switched off: " + e.getMessage(), e);
        }
    }

    private static void setEnvironment() {
        try {
            int failed = NativeLibrary.getProcess().getFunction("setenv").invokeInt(new Object[] {VARIABLE, "1", 1});
            if (failed == 0) {
                return;
            }
        } catch (LinkageError e) {
            throw unusable(e);
        }
        throw unusable(null);
    }

    private static DeviceUnusableException unusable(Throwable cause) {
        return new DeviceUnusableException(
                "ONNX Runtime's telemetry cannot be switched off from within Java here; set the environment variable "
                        + VARIABLE + "=1 before the start",
                cause);
    }
}
