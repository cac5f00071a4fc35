package io.github.imagejdiffusion.batch.evaluate;

import io.github.imagejdiffusion.batch.evaluate.metric.FloatMap;
import io.github.imagejdiffusion.batch.evaluate.metric.LabelImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Reads PNG and TIFF with the JDK alone, so that these tests do not lean on the formats module. */
final class ImageIoMapReader implements MapReader {

    @Override
    public boolean accepts(Path file) {
        return file.toString().matches(".*\\.(png|tif)");
    }

    @Override
    public Planes<LabelImage> openLabels(Path file) throws IOException {
        return open(file, raster -> {
            int[] labels = raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (int[]) null);
            return new LabelImage(raster.getWidth(), raster.getHeight(), labels);
        });
    }

    @Override
    public Planes<FloatMap> openMap(Path file) throws IOException {
        return open(file, raster -> {
            float[] values = raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (float[]) null);
            return new FloatMap(raster.getWidth(), raster.getHeight(), values);
        });
    }

    private interface Conversion<T> {
        T of(Raster raster) throws IOException;
    }

    private static <T> Planes<T> open(Path file, Conversion<T> conversion) throws IOException {
        Files.newByteChannel(file).close();
        ImageInputStream in = ImageIO.createImageInputStream(file.toFile());
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        if (!readers.hasNext()) {
            in.close();
            throw new IOException(file.getFileName() + " is no image");
        }
        ImageReader reader = readers.next();
        reader.setInput(in);
        int count = reader.getNumImages(true);
        return new Planes<>() {
            @Override
            public int count() {
                return count;
            }

            @Override
            public T plane(int index) throws IOException {
                return conversion.of(reader.read(index).getRaster());
            }

            @Override
            public void close() throws IOException {
                reader.dispose();
                in.close();
            }
        };
    }
}
