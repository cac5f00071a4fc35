package io.github.imagejdiffusion.imagej.entry;

import ij.IJ;

/** Writes what a developer wants to know about an error to ImageJ's log. */
final class LoggedTrace {

    private LoggedTrace() {}

    static void write(Throwable error) {
        for (Throwable e = error; e != null; e = e.getCause()) {
            IJ.log((e == error ? "Diffusion: " : "caused by ") + e);
            for (StackTraceElement frame : e.getStackTrace()) {
                IJ.log("    at " + frame);
            }
        }
    }
}
