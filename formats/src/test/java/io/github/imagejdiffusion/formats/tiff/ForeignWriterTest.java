package io.github.imagejdiffusion.formats.tiff;

import static io.github.imagejdiffusion.formats.Planes.assertPlane;
import static io.github.imagejdiffusion.formats.Planes.value;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files by the JDK's TIFF writer, which shares no code with the reader or with the fixtures. */
class ForeignWriterTest {

    private static final int WIDTH = 100;
    private static final int HEIGHT = 70;

    @TempDir
    Path folder;

    private Path save(BufferedImage image, String compression) throws IOException {
        Iterator<ImageWriter> all = ImageIO.getImageWritersByFormatName("tiff");
        ImageWriter writer = all.next();
        while (!writer.getClass().getName().startsWith("com.sun.imageio")) {
            writer = all.next();
        }
        Path path = folder.resolve("a.tif");
        try (ImageOutputStream out = ImageIO.createImageOutputStream(path.toFile())) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionType(compression);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return path;
    }

    @ParameterizedTest
    @ValueSource(strings = {"LZW", "ZLib", "Deflate", "PackBits"})
    void readsSixteenBit(String compression) throws Exception {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_USHORT_GRAY);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            image.getRaster().setSample(i % WIDTH, i / WIDTH, 0, i * 37 % 65536);
        }
        try (ImageFile file = ImageFiles.open(save(image, compression))) {
            assertPlane(file.plane(0, 0, 0, 0), (x, y) -> (y * WIDTH + x) * 37 % 65536);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CCITT RLE", "CCITT T.4", "CCITT T.6", "LZW"})
    void readsOneBit(String compression) throws Exception {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_BINARY);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            image.getRaster().setSample(i % WIDTH, i / WIDTH, 0, i / 13 % 3 == 0 ? 1 : 0);
        }
        try (ImageFile file = ImageFiles.open(save(image, compression))) {
            assertPlane(file.plane(0, 0, 0, 0), (x, y) -> (y * WIDTH + x) / 13 % 3 == 0 ? 255 : 0);
        }
    }

    @Test
    void readsJpegInTiffAsRgb() throws Exception {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            image.setRGB(i % WIDTH, i / WIDTH, 2 * (i % WIDTH) << 16 | 60 << 8 | 3 * (i / WIDTH));
        }
        try (ImageFile file = ImageFiles.open(save(image, "JPEG"))) {
            assertEquals(3, file.series().get(0).sizeC());
            for (int x = 4; x < WIDTH; x += 9) {
                assertEquals(2 * x, value(file.plane(0, 0, 0, 0), x, 50), 12);
                assertEquals(60, value(file.plane(0, 1, 0, 0), x, 50), 12);
                assertEquals(150, value(file.plane(0, 2, 0, 0), x, 50), 12);
            }
        }
    }
}
