package io.github.imagejdiffusion.batch.evaluate;

import io.github.imagejdiffusion.batch.evaluate.metric.FloatMap;
import io.github.imagejdiffusion.batch.evaluate.metric.LabelImage;
import java.awt.Point;
import java.awt.color.ColorSpace;
import java.awt.image.BandedSampleModel;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferFloat;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Writes the small images of these tests with the JDK's own writers. */
final class ImageFixtures {

    private ImageFixtures() {}

    /** 16-bit labels in the format that the name asks for; several planes need a TIFF. */
    static void writeLabels(Path file, LabelImage... planes) throws IOException {
        List<BufferedImage> images =
                Arrays.stream(planes).map(ImageFixtures::grey16).toList();
        write(file, images);
    }

    /** 32-bit float TIFF. */
    static void writeMap(Path file, FloatMap... planes) throws IOException {
        write(file, Arrays.stream(planes).map(ImageFixtures::grey32).toList());
    }

    /** Labels as 32-bit float TIFF, as ids above 65,535 need. */
    static void writeFloatLabels(Path file, LabelImage plane) throws IOException {
        float[] values = new float[plane.labels().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = plane.labels()[i];
        }
        writeMap(file, new FloatMap(plane.width(), plane.height(), values));
    }

    static void writeColour(Path file, int width, int height) throws IOException {
        write(file, List.of(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB)));
    }

    private static BufferedImage grey16(LabelImage plane) {
        BufferedImage image = new BufferedImage(plane.width(), plane.height(), BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSamples(0, 0, plane.width(), plane.height(), 0, plane.labels());
        return image;
    }

    private static BufferedImage grey32(FloatMap plane) {
        ColorModel grey = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY), false, false, ColorModel.OPAQUE, DataBuffer.TYPE_FLOAT);
        WritableRaster raster = Raster.createWritableRaster(
                new BandedSampleModel(DataBuffer.TYPE_FLOAT, plane.width(), plane.height(), 1),
                new DataBufferFloat(plane.values(), plane.values().length),
                new Point());
        return new BufferedImage(grey, raster, false, null);
    }

    private static void write(Path file, List<BufferedImage> images) throws IOException {
        String format = file.toString().endsWith(".png") ? "png" : "tiff";
        ImageWriter writer = jdkWriter(format);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            if (images.size() == 1) {
                writer.write(images.get(0));
            } else {
                writer.prepareWriteSequence(null);
                for (BufferedImage image : images) {
                    writer.writeToSequence(new IIOImage(image, null, null), null);
                }
                writer.endWriteSequence();
            }
        } finally {
            writer.dispose();
        }
    }

    /** Plugins on the class path come first in the registry, and not all of them write float. */
    private static ImageWriter jdkWriter(String format) {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format);
        ImageWriter writer = writers.next();
        while (!"java.desktop".equals(writer.getClass().getModule().getName())) {
            writer = writers.next();
        }
        return writer;
    }
}
