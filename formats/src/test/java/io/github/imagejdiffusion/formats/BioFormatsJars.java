package io.github.imagejdiffusion.formats;

import io.github.imagejdiffusion.formats.bioformats.BioFormatsFormat;
import io.github.imagejdiffusion.formats.raster.JpegFormat;
import io.github.imagejdiffusion.formats.raster.PngFormat;
import io.github.imagejdiffusion.formats.tiff.TiffFormat;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The real Bio-Formats, from the jars that the property {@code bioformats.jars} lists as a class path does; seen by
 * nothing else in this JVM. Opens files as {@link ImageFiles} does where Bio-Formats is present.
 */
final class BioFormatsJars implements AutoCloseable {

    static final String PROPERTY = "bioformats.jars";

    private final URLClassLoader loader;
    private final FormatChoice formats =
            new FormatChoice(List.of(new TiffFormat(), new PngFormat(), new JpegFormat(), new BioFormatsFormat()));

    BioFormatsJars() throws IOException {
        List<URL> jars = new ArrayList<>();
        for (String jar : System.getProperty(PROPERTY).split(File.pathSeparator)) {
            jars.add(Path.of(jar).toUri().toURL());
        }
        loader = new URLClassLoader(jars.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    }

    /** As a thread of ImageJ would, whose context class loader sees the plugins. */
    ImageFile open(Path file) {
        if (Files.isDirectory(file)) {
            return ImageFiles.open(file);
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return formats.open(file);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
