package io.github.imagejdiffusion.formats.raster;

import static io.github.imagejdiffusion.formats.Planes.assertPlane;
import static io.github.imagejdiffusion.formats.Planes.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import ij.IJ;
import ij.process.ImageProcessor;
import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.GreyPalette;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.Series;
import io.github.imagejdiffusion.formats.hostile.Ordeal;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import net.imglib2.FinalInterval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PNG and JPEG. */
class RasterFilesTest {

    private static final int WIDTH = 19;
    private static final int HEIGHT = 11;

    @TempDir
    Path folder;

    private Path save(BufferedImage image, String kind) throws IOException {
        Path path = folder.resolve("a." + kind);
        assertTrue(ImageIO.write(image, kind, path.toFile()));
        return path;
    }

    private static int grey(int bits, int x, int y) {
        return (x * 977 + y * 3571) % (1 << bits);
    }

    @ParameterizedTest
    @CsvSource({"8,10,UINT8", "16,11,UINT16"})
    void readsGreyPng(int bits, int bufferedImageType, PixelType type) throws Exception {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, bufferedImageType);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            image.getRaster().setSample(i % WIDTH, i / WIDTH, 0, grey(bits, i % WIDTH, i / WIDTH));
        }
        try (ImageFile file = ImageFiles.open(save(image, "png"))) {
            Series s = file.series().get(0);
            assertEquals(type, s.pixelType());
            assertFalse(s.rgb());
            assertPlane(file.plane(0, 0, 0, 0), (x, y) -> grey(bits, x, y));
            assertPlane(file.region(0, 0, 0, 0, FinalInterval.createMinMax(3, 4, 9, 10)), (x, y) -> grey(bits, x, y));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_3BYTE_BGR})
    void readsColourPngAndDropsAlpha(int bufferedImageType) throws Exception {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, bufferedImageType);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            image.setRGB(
                    i % WIDTH, i / WIDTH, (i % 200 + 1) << 24 | i % 256 << 16 | (255 - i % 256) << 8 | i * 7 % 256);
        }
        try (ImageFile file = ImageFiles.open(save(image, "png"))) {
            assertTrue(file.series().get(0).rgb());
            assertPlane(file.plane(0, 0, 0, 0), (x, y) -> (x + y * WIDTH) % 256);
            assertPlane(file.plane(0, 1, 0, 0), (x, y) -> 255 - (x + y * WIDTH) % 256);
            assertPlane(file.plane(0, 2, 0, 0), (x, y) -> (x + y * WIDTH) * 7 % 256);
        }
    }

    @Test
    void paletteBecomesRgb() throws Exception {
        byte[] reds = {10, 20, 30, 40, 50};
        byte[] greens = {11, 21, 31, 41, 51};
        byte[] blues = {(byte) 200, (byte) 201, (byte) 202, (byte) 203, (byte) 204};
        IndexColorModel palette = new IndexColorModel(8, 5, reds, greens, blues);
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED, palette);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            image.getRaster().setSample(i % WIDTH, i / WIDTH, 0, i % 5);
        }
        try (ImageFile file = ImageFiles.open(save(image, "png"))) {
            assertTrue(file.series().get(0).rgb());
            assertEquals(List.of(ImageFile.COLOURS_OF_PALETTE), file.notices());
            assertPlane(file.plane(0, 0, 0, 0), (x, y) -> 10 * ((x + y * WIDTH) % 5 + 1));
            assertPlane(file.plane(0, 2, 0, 0), (x, y) -> 200 + (x + y * WIDTH) % 5);
        }
    }

    /** As programs write that make files smaller: few greys, in any order. */
    @Test
    void paletteOfGreysBecomesGrey() throws Exception {
        byte[] greys = {(byte) 228, 7, (byte) 160, 90};
        for (int bits : new int[] {2, 8}) {
            IndexColorModel palette = new IndexColorModel(bits, 4, greys, greys, greys);
            int type = bits == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY;
            BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type, palette);
            for (int i = 0; i < WIDTH * HEIGHT; i++) {
                image.getRaster().setSample(i % WIDTH, i / WIDTH, 0, i % 4);
            }
            try (ImageFile file = ImageFiles.open(save(image, "png"))) {
                assertEquals(1, file.series().get(0).sizeC());
                assertFalse(file.series().get(0).rgb());
                assertEquals(List.of(), file.notices());
                assertPlane(file.plane(0, 0, 0, 0), (x, y) -> greys[(x + y * WIDTH) % 4] & 0xff);
            }
        }
    }

    /** ImageJ has the numbers, which rise where the greys fall. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void fallingPaletteOfGreysIsTold(int bits) throws Exception {
        int entries = 1 << bits;
        byte[] greys = new byte[entries];
        for (int i = 0; i < entries; i++) {
            greys[i] = (byte) (255 - i * 255 / (entries - 1));
        }
        IndexColorModel palette = new IndexColorModel(bits, entries, greys, greys, greys);
        int type = bits == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY;
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type, palette);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            image.getRaster().setSample(i % WIDTH, i / WIDTH, 0, i % entries);
        }
        Path path = save(image, "png");
        ImageProcessor inImageJ = IJ.openImage(path.toString()).getProcessor();
        try (ImageFile file = ImageFiles.open(path)) {
            assertEquals(List.of(GreyPalette.FALLING), file.notices());
            assertPlane(file.plane(0, 0, 0, 0), (x, y) -> 255 - inImageJ.get(x, y) * 255 / (entries - 1));
        }
    }

    @Test
    void greyOfFewBitsFillsTheRange() throws Exception {
        byte[] ramp = {0, 85, (byte) 170, (byte) 255};
        IndexColorModel grey = new IndexColorModel(2, 4, ramp, ramp, ramp);
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_BINARY, grey);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            image.getRaster().setSample(i % WIDTH, i / WIDTH, 0, i % 4);
        }
        try (ImageFile file = ImageFiles.open(save(image, "png"))) {
            assertPlane(file.plane(0, 0, 0, 0), (x, y) -> 85 * ((x + y * WIDTH) % 4));
        }
    }

    @ParameterizedTest
    @CsvSource({"10,1", "1,3"})
    void readsJpeg(int bufferedImageType, int channels) throws Exception {
        BufferedImage image = new BufferedImage(64, 32, bufferedImageType);
        for (int i = 0; i < 64 * 32; i++) {
            image.getRaster().setSample(i % 64, i / 64, 0, 4 * (i % 64));
            for (int c = 1; c < channels; c++) {
                image.getRaster().setSample(i % 64, i / 64, c, 4 * (i % 64));
            }
        }
        try (ImageFile file = ImageFiles.open(save(image, "jpg"))) {
            Series s = file.series().get(0);
            assertEquals(channels, s.sizeC());
            assertEquals(channels == 3, s.rgb());
            for (int x = 0; x < 64; x++) {
                assertEquals(4 * x, value(file.plane(0, channels - 1, 0, 0), x, 7), 6);
            }
        }
    }

    @Test
    void aJpegOfPrintingColoursIsRefused() throws Exception {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        Path path = folder.resolve("print.jpg");
        try (ImageOutputStream out = ImageIO.createImageOutputStream(path.toFile())) {
            writer.setOutput(out);
            writer.write(new IIOImage(Raster.createInterleavedRaster(0, WIDTH, HEIGHT, 4, null), null, null));
        } finally {
            writer.dispose();
        }
        FormatsException e = assertThrows(FormatsException.class, () -> ImageFiles.open(path));
        assertTrue(e.getMessage().contains("CMYK"), e.getMessage());
    }

    private void fails(byte[] bytes) throws IOException {
        Path path = Files.write(folder.resolve("bad.image"), bytes);
        FormatsException e = assertThrows(FormatsException.class, () -> readAll(path));
        assertTrue(e.getMessage().startsWith(path.toString()), e.getMessage());
        assertEquals(1, e.getMessage().lines().count());
    }

    private static void readAll(Path path) {
        try (ImageFile file = ImageFiles.open(path)) {
            for (int c = 0; c < file.series().get(0).sizeC(); c++) {
                file.plane(0, c, 0, 0);
            }
        }
    }

    private byte[] noise(String kind) throws IOException {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_3BYTE_BGR);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 64 * 48; i++) {
            image.setRGB(i % 64, i / 64, random.nextInt());
        }
        return Files.readAllBytes(save(image, kind));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void everyTruncationIsReported(String kind) throws Exception {
        byte[] whole = noise(kind);
        for (int length = 12; length < whole.length - 2; length += 1 + whole.length / 100) {
            fails(Arrays.copyOf(whole, length));
        }
    }

    @Test
    void everyFlippedBitOfAPngIsReported() throws Exception {
        byte[] whole = noise("png");
        for (int at = 8; at < whole.length; at += 1 + whole.length / 200) {
            byte[] bad = whole.clone();
            bad[at] ^= 1;
            fails(bad);
        }
    }

    @Test
    void flippedBytesOfAJpegNeverLeakAnotherException() throws Exception {
        byte[] whole = noise("jpg");
        SplittableRandom random = new SplittableRandom(5);
        for (int trial = 0; trial < 300; trial++) {
            byte[] bad = whole.clone();
            bad[random.nextInt(4, trial % 2 == 0 ? 700 : bad.length)] = (byte) random.nextInt();
            Path path = Files.write(folder.resolve("flip.jpg"), bad);
            try {
                readAll(path);
            } catch (FormatsException e) {
                assertTrue(e.getMessage().startsWith(path.toString()), e.getMessage());
            } catch (RuntimeException | Error e) {
                fail("leaked " + e, e);
            }
        }
    }

    @Test
    void absurdPngSizesAreRefused() throws Exception {
        byte[] png = noise("png");
        ByteBuffer bytes = ByteBuffer.wrap(png);
        bytes.putInt(16, Integer.MAX_VALUE).putInt(20, Integer.MAX_VALUE);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        bytes.putInt(29, (int) crc.getValue());
        fails(png);
    }

    /** Depth 0 once led to a division by zero. */
    @ParameterizedTest
    @CsvSource({"0, 0", "3, 0", "32, 0", "-1, 0", "4, 2", "16, 3", "8, 1", "8, 7", "8, -1"})
    void pixelsThatPngDoesNotHaveAreRefused(int bits, int colourType) throws Exception {
        byte[] png = noise("png");
        png[24] = (byte) bits;
        png[25] = (byte) colourType;
        Path path = Files.write(folder.resolve("bad.png"), RasterSpecimens.withRightChecksums(png));
        FormatsException e = assertThrows(FormatsException.class, () -> ImageFiles.open(path));
        assertTrue(e.getMessage().contains("it says " + bits + " bits for colour type " + colourType), e.getMessage());
    }

    /** A comment of a gigabyte in a megabyte. */
    @ParameterizedTest
    @ValueSource(strings = {"zTXt", "iTXt", "iCCP"})
    void aBombBesideThePixelsIsNotOpened(String chunk) throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.write(chunk.getBytes(StandardCharsets.ISO_8859_1));
        bomb.write(chunk.equals("iTXt") ? new byte[] {'a', 0, 1, 0, 0, 0} : new byte[] {'a', 0, 0});
        try (DeflaterOutputStream zip = new DeflaterOutputStream(bomb)) {
            for (int i = 0; i < 1024; i++) {
                zip.write(new byte[1 << 20]);
            }
        }
        byte[] png = noise("png");
        int afterHeader = 33;
        ByteBuffer with = ByteBuffer.allocate(png.length + bomb.size() + 8);
        with.put(png, 0, afterHeader)
                .putInt(bomb.size() - 4)
                .put(bomb.toByteArray())
                .putInt(0);
        with.put(png, afterHeader, png.length - afterHeader);
        byte[] bytes = RasterSpecimens.withRightChecksums(with.array());
        assertTrue(Ordeal.survive(Files.write(folder.resolve("bomb.png"), bytes), 64 << 20));
    }

    /** Progressive pictures have some ten scans; each costs as much as the whole picture, and next to no bytes. */
    @Test
    void aJpegOfThousandsOfScansIsRefused() throws Exception {
        byte[] jpeg = RasterSpecimens.all().stream()
                .filter(s -> s.name().startsWith("jpeg") && s.name().contains("progressive"))
                .findFirst()
                .orElseThrow()
                .files()
                .get("a.jpeg");
        int scan = 2;
        while ((jpeg[scan] & 0xff) != 0xff || (jpeg[scan + 1] & 0xff) != 0xda) {
            scan++;
        }
        int scanBytes = 2 + (jpeg[scan + 2] << 8 | jpeg[scan + 3]);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, scan);
        for (int i = 0; i < 5000; i++) {
            out.write(jpeg, scan, scanBytes);
        }
        out.write(jpeg, scan, jpeg.length - scan);
        Path path = Files.write(folder.resolve("scans.jpg"), out.toByteArray());
        FormatsException e = assertThrows(FormatsException.class, () -> ImageFiles.open(path));
        assertTrue(e.getMessage().contains("scans"), e.getMessage());
    }
}
