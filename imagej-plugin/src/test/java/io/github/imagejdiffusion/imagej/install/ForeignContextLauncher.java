package io.github.imagejdiffusion.imagej.install;

import ij.ImageJ;
import java.net.URL;
import java.net.URLClassLoader;

/** Starts ImageJ with a context class loader that knows nothing but Java, as some launchers and script engines do. */
public final class ForeignContextLauncher {

    private ForeignContextLauncher() {}

    public static void main(String[] arguments) {
        Thread.currentThread().setContextClassLoader(new URLClassLoader("foreign", new URL[0], null));
        ImageJ.main(arguments);
    }
}
