package io.github.imagejdiffusion.formats.raster;

import io.github.imagejdiffusion.formats.FormatsException;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;

/**
 * Decodes parts of a PNG or JPEG file and keeps the last one, because the channels of a colour picture are asked for
 * one after the other. Not thread-safe.
 */
final class RasterDecoder {

    private final Path file;
    private final JdkReader kind;
    private Rectangle lastRegion;
    private BufferedImage last;

    RasterDecoder(Path file, JdkReader kind) {
        this.file = file;
        this.kind = kind;
    }

    /** Width, height and bands from the header. */
    record Header(int width, int height, int bands) {}

    Header header() {
        return withReader((reader, damage) -> new Header(
                reader.getWidth(0),
                reader.getHeight(0),
                reader.getImageTypes(0).next().getNumBands()));
    }

    BufferedImage decode(Rectangle region) {
        if (!region.equals(lastRegion)) {
            forget();
            last = withReader((reader, damage) -> {
                ImageReadParam param = reader.getDefaultReadParam();
                param.setSourceRegion(region);
                BufferedImage image = reader.read(0, param);
                if (damage[0] != null) {
                    throw new IOException(damage[0]);
                }
                return image;
            });
            lastRegion = region;
        }
        return last;
    }

    void forget() {
        last = null;
        lastRegion = null;
    }

    private interface Task<T> {
        /** @param damage its element is set when the reader warns that data are missing */
        T run(ImageReader reader, String[] damage) throws IOException;
    }

    private <T> T withReader(Task<T> task) {
        String[] damage = new String[1];
        try (FileImageInputStream stream = new FileImageInputStream(file.toFile())) {
            ImageReader reader = kind.create();
            try {
                // libjpeg fills the rest of a cut-off picture with grey and only warns.
                reader.addIIOReadWarningListener((source, warning) -> {
                    if (warning.toLowerCase(Locale.ROOT).contains("premature end")) {
                        damage[0] = warning;
                    }
                });
                reader.setInput(stream, false, true);
                return task.run(reader, damage);
            } finally {
                reader.dispose();
            }
        } catch (OutOfMemoryError e) {
            throw new FormatsException(
                    file, "does not fit into memory", "give Java more memory (-Xmx) or read it in parts", e);
        } catch (IOException | RuntimeException e) {
            throw new FormatsException(
                    file,
                    "is not a " + kind + " file that can be decoded (" + FormatsException.reason(e) + ")",
                    "copy or export the file again, as 8-bit grey or RGB",
                    e);
        }
    }
}
