package io.github.imagejdiffusion.imagej.models;

import ij.IJ;
import io.github.imagejdiffusion.diffusion.DiffusionException;
import io.github.imagejdiffusion.diffusion.model.ModelPackage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import javax.imageio.ImageIO;

/** Gives an HTML view the pictures of a package, be it a folder, a zip file or part of a jar. */
final class PackagePictures extends URLStreamHandler {

    private final ModelPackage model;

    private PackagePictures(ModelPackage model) {
        this.model = model;
    }

    /** What relative addresses in the package's card are relative to. */
    static URL base(ModelPackage model) throws MalformedURLException {
        return new URL("model", "", -1, "/", new PackagePictures(model));
    }

    /** Width of a picture in pixels, at most the widest; a picture that cannot be read has that width, too. */
    static int width(ModelPackage model, String path, int widest) {
        try {
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(model.read(path)));
            return picture == null ? widest : Math.min(widest, picture.getWidth());
        } catch (DiffusionException | IOException e) {
            IJ.log("Models: " + path + " cannot be shown: " + e.getMessage());
            return widest;
        }
    }

    @Override
    protected URLConnection openConnection(URL address) {
        return new URLConnection(address) {
            @Override
            public void connect() {
                // Nothing to connect to: the file is read when asked for.
            }

            @Override
            public InputStream getInputStream() throws IOException {
                try {
                    return new ByteArrayInputStream(model.read(url.getPath().substring(1)));
                } catch (DiffusionException e) {
                    throw new IOException(e.getMessage(), e);
                }
            }
        };
    }
}
