package io.github.imagejdiffusion.imagej.install;

import ij.io.PluginClassLoader;
import ij.plugin.PlugIn;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * Loads a plugin as plain ImageJ with its menus does: from the folder {@code plugins}, by ImageJ's own class loader. The
 * context class loader knows nothing but Java, as some launchers and script engines leave it.
 */
public final class PluginLoaderLauncher {

    private PluginLoaderLauncher() {}

    /** Arguments: the folder of plugins, the plugin's class. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        ClassLoader loader = new PluginClassLoader(arguments[0]);
        PlugIn plugin = (PlugIn) loader.loadClass(arguments[1]).getConstructor().newInstance();
        Thread.currentThread().setContextClassLoader(new URLClassLoader("foreign", new URL[0], null));
        plugin.run("");
    }
}
