package io.github.imagejdiffusion.formats.raster;

import static io.github.imagejdiffusion.formats.Planes.assertPlane;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.process.ImageProcessor;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What EXIF says of how PNG and JPEG files are to be turned. */
class ExifOrientationTest {

    @TempDir
    Path folder;

    /** The EXIF of a PNG file may stand before its pixels or behind them. */
    @ParameterizedTest
    @CsvSource({"6,true,true", "6,false,false", "8,true,true", "1,true,true", "0,true,false", "9,false,true"})
    void orientationOfAPngIsTold(int orientation, boolean littleEndian, boolean before) throws Exception {
        BufferedImage image = new BufferedImage(64, 32, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(2, 1, 0, 255);
        byte[] png = Files.readAllBytes(save(image, "png"));
        Path told = folder.resolve("told.png");
        Files.write(told, withExif(png, tiff(orientation, littleEndian), before ? 33 : png.length - 12));
        assertTold(told, orientation);
    }

    @Test
    void damagedExifOfAPngIsNoProblem() throws Exception {
        byte[] png = Files.readAllBytes(save(new BufferedImage(64, 32, BufferedImage.TYPE_BYTE_GRAY), "png"));
        byte[] tiff = tiff(6, true);
        for (int at = 0; at < tiff.length; at++) {
            byte[] damaged = tiff.clone();
            damaged[at] ^= (byte) 0xff;
            for (byte[] exif : List.of(damaged, Arrays.copyOf(tiff, at))) {
                Path path = Files.write(folder.resolve("damaged.png"), withExif(png, exif, 33));
                assertDoesNotThrow(() -> ImageFiles.open(path).close(), "byte " + at);
            }
        }
    }

    /** Of an image that is 64 pixels wide as it is stored. */
    private static void assertTold(Path told, int orientation) {
        ImageProcessor inImageJ = IJ.openImage(told.toString()).getProcessor();
        try (ImageFile file = ImageFiles.open(told)) {
            assertEquals(64, file.series().get(0).sizeX());
            assertPlane(file.plane(0, 0, 0, 0), inImageJ::get);
            boolean turned = orientation > 1 && orientation < 9;
            assertEquals(turned ? 1 : 0, file.notices().size());
            assertTrue(!turned || file.notices().get(0).contains("orientation " + orientation));
        }
    }

    private static byte[] withExif(byte[] png, byte[] exif, int at) {
        ByteBuffer chunk = ByteBuffer.allocate(exif.length + 12).putInt(exif.length);
        chunk.put(new byte[] {'e', 'X', 'I', 'f'}).put(exif);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, exif.length + 4);
        chunk.putInt((int) crc.getValue());
        ByteBuffer out = ByteBuffer.allocate(png.length + chunk.capacity());
        return out.put(png, 0, at)
                .put(chunk.array())
                .put(png, at, png.length - at)
                .array();
    }

    /** Pixels stay where they are, as in ImageJ; the user is told. */
    @ParameterizedTest
    @CsvSource({"6,true", "6,false", "8,true", "1,true", "0,true", "9,false"})
    void orientationOfAJpegIsTold(int orientation, boolean littleEndian) throws Exception {
        BufferedImage image = new BufferedImage(64, 32, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(2, 1, 0, 255);
        Path told = folder.resolve("told.jpg");
        Files.write(told, exif(Files.readAllBytes(save(image, "jpg")), orientation, littleEndian));
        assertTold(told, orientation);
    }

    /** A segment whose inside makes no sense says nothing. */
    @Test
    void damagedExifIsNoProblem() throws Exception {
        BufferedImage image = new BufferedImage(64, 32, BufferedImage.TYPE_BYTE_GRAY);
        byte[] jpeg = exif(Files.readAllBytes(save(image, "jpg")), 6, true);
        assertEquals(6, ExifOrientation.read(new ByteArrayInputStream(jpeg)));
        for (int at = 2; at < 38; at++) {
            byte[] damaged = jpeg.clone();
            damaged[at] ^= (byte) 0xff;
            assertDoesNotThrow(() -> ExifOrientation.read(new ByteArrayInputStream(damaged)), "byte " + at);
            byte[] cut = Arrays.copyOf(jpeg, at - 8 > 0 ? at - 8 : 0);
            assertEquals(1, ExifOrientation.read(new ByteArrayInputStream(cut)));
        }
    }

    private static byte[] exif(byte[] jpeg, int orientation, boolean littleEndian) {
        ByteBuffer out = ByteBuffer.allocate(jpeg.length + 4 + 6 + 26);
        out.put(jpeg, 0, 2).put((byte) 0xff).put((byte) 0xe1).putShort((short) (2 + 6 + 26));
        out.put(new byte[] {'E', 'x', 'i', 'f', 0, 0}).put(tiff(orientation, littleEndian));
        return out.put(jpeg, 2, jpeg.length - 2).array();
    }

    private static byte[] tiff(int orientation, boolean littleEndian) {
        ByteBuffer tiff = ByteBuffer.allocate(26).order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        tiff.put((byte) (littleEndian ? 'I' : 'M')).put((byte) (littleEndian ? 'I' : 'M'));
        tiff.putShort((short) 42).putInt(8).putShort((short) 1);
        tiff.putShort((short) 274).putShort((short) 3).putInt(1).putShort((short) orientation);
        return tiff.array();
    }

    private Path save(BufferedImage image, String kind) throws IOException {
        Path path = folder.resolve("a." + kind);
        assertTrue(ImageIO.write(image, kind, path.toFile()));
        return path;
    }
}
