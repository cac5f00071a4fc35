package io.github.imagejdiffusion.batch;

import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.write.HyperstackWriter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;

/** Inputs of the tests: real crops, and small synthetic images. */
public final class SampleImages {

    /** Real nuclei, 150 x 130 pixels, 8-bit. */
    public static final List<String> CROPS =
            List.of("11a0170f44e3.png", "49edc2f77151.png", "4d40de30a3db.png", "b6edad733399.png");

    private static final int SIZE = 40;
    private static final int STRIP_OFFSETS = 273;

    private SampleImages() {}

    /** Copies a crop to a file. */
    public static Path crop(String name, Path to) {
        try (InputStream in = SampleImages.class.getResourceAsStream("/crops/" + name)) {
            Files.copy(in, to);
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies all crops into a new folder. */
    public static Path crops(Path folder) throws IOException {
        Files.createDirectories(folder);
        CROPS.forEach(name -> crop(name, folder.resolve(name)));
        return folder;
    }

    /** A square plane of zeros, see {@link #sparse(Path, int, int)}. */
    public static Path sparse(Path to, int side) throws IOException {
        return sparse(to, side, side);
    }

    /**
     * A plane of zeros that takes no room on a disk: BigTIFF of 8-bit strips of 1,000 rows.
     *
     * @param height a multiple of 1,000
     */
    public static Path sparse(Path to, int width, int height) throws IOException {
        int strips = height / 1000;
        long stripBytes = 1000L * width;
        int tables = 16 + 8 + 9 * 20 + 8;
        long[][] entries = {
            {256, 4, 1, width},
            {257, 4, 1, height},
            {258, 3, 1, 8},
            {259, 3, 1, 1},
            {262, 3, 1, 1},
            {273, 16, strips, tables},
            {277, 3, 1, 1},
            {278, 4, 1, 1000},
            {279, 16, strips, tables + 8L * strips}
        };
        ByteBuffer head = ByteBuffer.allocate(tables + 16 * strips).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(0x002b4949).putShort((short) 8).putShort((short) 0).putLong(16);
        head.putLong(entries.length);
        for (long[] entry : entries) {
            head.putShort((short) entry[0])
                    .putShort((short) entry[1])
                    .putLong(entry[2])
                    .putLong(entry[3]);
        }
        head.putLong(0);
        for (int i = 0; i < strips; i++) {
            head.putLong(tables + 8 * i, head.capacity() + i * stripBytes);
            head.putLong(tables + 8 * (strips + i), stripBytes);
        }
        try (RandomAccessFile file = new RandomAccessFile(to.toFile(), "rw")) {
            file.write(head.array());
            file.setLength(head.capacity() + strips * stripBytes);
        }
        return to;
    }

    /** A bright disc in the dark, 40 x 40 pixels. */
    public static float[] disc() {
        float[] values = new float[SIZE * SIZE];
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                values[y * SIZE + x] = Math.hypot(x - 20, y - 18) < 9 ? 200 : 10 + (x * 7 + y * 3) % 5;
            }
        }
        return values;
    }

    /** A stack of 40 x 40 pixels; planes in the order XYCZT. */
    public static Path stack(Path file, int channels, int slices, int frames, float[]... planes) {
        return write(file, SIZE, SIZE, PixelType.FLOAT, channels, slices, frames, planes);
    }

    /** One plane of any size. */
    public static Path plane(Path file, int width, int height, PixelType type, float... values) {
        return write(file, width, height, type, 1, 1, 1, values);
    }

    private static Path write(
            Path file, int width, int height, PixelType type, int channels, int slices, int frames, float[]... planes) {
        try (HyperstackWriter out = HyperstackWriter.builder(file, width, height, type)
                .channels(channels)
                .slices(slices)
                .frames(frames)
                .open()) {
            for (float[] plane : planes) {
                out.write(ArrayImgs.floats(plane, width, height));
            }
            out.finish();
        }
        return file;
    }

    /** Crops as the planes of one 8-bit stack, calibrated: 0.25 um, z step 1 um, 5 s. */
    public static Path stackOfCrops(Path file, int slices, int frames, String... names) throws IOException {
        Path folder = Files.createTempDirectory("crops");
        try (HyperstackWriter out = HyperstackWriter.builder(file, 150, 130, PixelType.UINT8)
                .slices(slices)
                .frames(frames)
                .calibration(Calibration.ofMicrometres(0.25).withPixelDepth(1).withFrameInterval(5))
                .open()) {
            for (String name : names) {
                Path crop = folder.resolve(name);
                if (Files.notExists(crop)) {
                    crop(name, crop);
                }
                try (ImageFile opened = ImageFiles.open(crop)) {
                    RandomAccessibleInterval<? extends RealType<?>> plane = opened.plane(0, 0, 0, 0);
                    out.write(plane);
                }
            }
            out.finish();
        } finally {
            for (String name : names) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.delete(folder);
        }
        return file;
    }

    /** A colour picture. */
    public static Path colour(Path file) throws IOException {
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        image.setRGB(5, 5, 0x336699);
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    /** A TIFF of crops, each page with its own compressed strips. */
    public static byte[] compressedStack(int pages) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriteParam options = writer.getDefaultWriteParam();
        options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        options.setCompressionType("LZW");
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < pages; i++) {
                try (InputStream in = SampleImages.class.getResourceAsStream("/crops/" + CROPS.get(i % 4))) {
                    writer.writeToSequence(new IIOImage(ImageIO.read(in), null, null), options);
                }
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** Where the first strip of a page, from 1, begins in a TIFF; sets the buffer to the file's byte order. */
    public static int pixelsOfPage(ByteBuffer tiff, int page) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        for (int i = 1; i < page; i++) {
            directory = tiff.getInt(directory + 2 + 12 * tiff.getShort(directory));
        }
        for (int entry = directory + 2; ; entry += 12) {
            if (tiff.getShort(entry) == STRIP_OFFSETS) {
                int value = tiff.getInt(entry + 8);
                return tiff.getInt(entry + 4) == 1 ? value : tiff.getInt(value);
            }
        }
    }
}
