package io.github.imagejdiffusion.formats.raster;

import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/**
 * The JDK's own image readers, picked by class name: which other readers happen to be on the class path, and in which
 * order, must not change pixel values.
 */
enum JdkReader {
    PNG("com.sun.imageio.plugins.png.PNGImageReaderSpi"),
    JPEG("com.sun.imageio.plugins.jpeg.JPEGImageReaderSpi");

    private final String spiClass;

    JdkReader(String spiClass) {
        this.spiClass = spiClass;
    }

    /** @throws IOException if this Java has no such reader */
    ImageReader create() throws IOException {
        Iterator<ImageReaderSpi> all =
                IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);
        while (all.hasNext()) {
            ImageReaderSpi spi = all.next();
            if (spi.getClass().getName().equals(spiClass)) {
                return spi.createReaderInstance();
            }
        }
        throw new IOException("this Java has no " + name() + " reader");
    }
}
