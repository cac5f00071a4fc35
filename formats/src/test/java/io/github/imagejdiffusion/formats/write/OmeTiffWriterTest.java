package io.github.imagejdiffusion.formats.write;

import static io.github.imagejdiffusion.formats.Planes.assertPlane;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.io.Opener;
import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.Series;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OME-TIFF, classic and big, read back by our own reader, by TwelveMonkeys and by ImageJ. */
class OmeTiffWriterTest {

    private static final int WIDTH = 7;
    private static final int HEIGHT = 5;
    private static final int PLANES = 24;
    private static final Calibration CALIBRATION = new Calibration(
            OptionalDouble.of(0.25), OptionalDouble.of(0.5), OptionalDouble.of(1.5), OptionalDouble.of(2.5), "\u00b5m");

    @TempDir
    Path folder;

    private static int value(int plane, int x, int y) {
        return plane * 5 + x + WIDTH * y;
    }

    private static RandomAccessibleInterval<? extends RealType<?>> plane(int plane) {
        float[] values = new float[WIDTH * HEIGHT];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(plane, i % WIDTH, i / WIDTH);
        }
        return ArrayImgs.floats(values, WIDTH, HEIGHT);
    }

    private HyperstackBuilder builder(String name, PixelType type) {
        return HyperstackWriter.builder(folder.resolve(name), WIDTH, HEIGHT, type)
                .channels(2)
                .slices(3)
                .frames(4)
                .calibration(CALIBRATION);
    }

    private static Path write(HyperstackBuilder builder) {
        try (HyperstackWriter writer = builder.open()) {
            for (int i = 0; i < PLANES; i++) {
                writer.write(plane(i));
            }
            writer.finish();
            return writer.path();
        }
    }

    @ParameterizedTest
    @CsvSource({"UINT8, false", "UINT16, false", "FLOAT, false", "UINT8, true", "UINT16, true", "FLOAT, true"})
    void ourReaderGetsSeriesCalibrationAndPixels(PixelType type, boolean big) throws IOException {
        Path path = write(builder("a.tif", type).format(StackFormat.OME).largestClassic(big ? 1000 : 1 << 20));
        assertEquals("a.ome.tif", path.getFileName().toString());
        assertEquals(big, TiffFields.read(path).isBig());
        assertTrue(TiffFields.read(path).directoriesAreSound());
        try (ImageFile file = ImageFiles.open(path)) {
            assertEquals("OME-TIFF", file.formatName());
            assertEquals(1, file.series().size());
            Series s = file.series().get(0);
            assertEquals(List.of(7, 5, 2, 3, 4), List.of(s.sizeX(), s.sizeY(), s.sizeC(), s.sizeZ(), s.sizeT()));
            assertEquals(type, s.pixelType());
            assertEquals(CALIBRATION, s.calibration());
            for (int p = 0; p < PLANES; p++) {
                int plane = p;
                assertPlane(file.plane(0, p % 2, p / 2 % 3, p / 6), (x, y) -> value(plane, x, y));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"UINT8, false", "UINT16, false", "FLOAT, false", "UINT8, true", "UINT16, true", "FLOAT, true"})
    void twelveMonkeysReadsEveryPage(PixelType type, boolean big) throws IOException {
        Path path = write(builder("a.tif", type).format(StackFormat.OME).largestClassic(big ? 1000 : 1 << 20));
        try (ImageInputStream in = ImageIO.createImageInputStream(path.toFile())) {
            ImageReader reader = twelveMonkeys(in);
            try {
                reader.setInput(in);
                assertEquals(PLANES, reader.getNumImages(true));
                for (int p = 0; p < PLANES; p++) {
                    Raster raster = reader.readRaster(p, null);
                    for (int i = 0; i < WIDTH * HEIGHT; i++) {
                        int x = i % WIDTH;
                        int y = i / WIDTH;
                        assertEquals(value(p, x, y), raster.getSampleDouble(x, y, 0));
                    }
                }
            } finally {
                reader.dispose();
            }
        }
    }

    private static ImageReader twelveMonkeys(ImageInputStream in) {
        Iterator<ImageReader> all = ImageIO.getImageReaders(in);
        ImageReader reader = all.next();
        while (!reader.getClass().getName().startsWith("com.twelvemonkeys")) {
            reader = all.next();
        }
        return reader;
    }

    /** Without Bio-Formats, ImageJ takes it for a plain TIFF stack. */
    @Test
    void imageJGetsThePixels() {
        Path path = write(builder("a.tif", PixelType.UINT16).format(StackFormat.OME));
        ImagePlus image = new Opener().openImage(path.toString());
        assertEquals(PLANES, image.getStackSize());
        assertEquals(value(17, 4, 3), image.getStack().getProcessor(18).get(4, 3));
    }

    @Test
    void imageJFormatThatDoesNotFitBecomesOmeAndSaysSo() throws IOException {
        HyperstackBuilder builder = builder("a.tif", PixelType.FLOAT).largestClassic((1 << 20) - 1);
        assertEquals(folder.resolve("a.tif"), builder.path());
        builder.largestClassic(2000);
        assertEquals(folder.resolve("a.ome.tif"), builder.path());
        try (HyperstackWriter writer = builder.open()) {
            assertEquals(StackFormat.OME, writer.format());
            String notice = writer.notice().orElseThrow();
            assertTrue(notice.contains("a.tif would have 0 MB"), notice);
            assertTrue(notice.contains("written as OME-TIFF a.ome.tif"), notice);
        }
        assertTrue(TiffFields.read(write(builder)).isBig());
        assertOnly("a.ome.tif");
    }

    @Test
    void whatWasAskedForNeedsNoNotice() {
        for (StackFormat format : List.of(StackFormat.IMAGEJ, StackFormat.OME)) {
            try (HyperstackWriter writer =
                    builder("a.tif", PixelType.UINT8).format(format).open()) {
                assertEquals(format, writer.format());
                assertTrue(writer.notice().isEmpty());
            }
        }
    }

    /** Nothing of this size is written: only the header stands when the writer is closed. */
    @Test
    void theLimitIsFourGibibytes() throws IOException {
        int rows = 1 << 15;
        HyperstackBuilder below = HyperstackWriter.builder(folder.resolve("b.tif"), 1 << 15, rows, PixelType.FLOAT);
        assertEquals(folder.resolve("b.ome.tif"), below.path());
        HyperstackBuilder above = HyperstackWriter.builder(folder.resolve("b.tif"), 1 << 15, rows - 1, PixelType.FLOAT);
        assertEquals(folder.resolve("b.tif"), above.path());
        try (HyperstackWriter writer = below.open()) {
            String notice = writer.notice().orElseThrow();
            assertTrue(notice.contains("would have 4096 MB, and ImageJ TIFF ends at 4096 MB"), notice);
        }
        assertOnly();
    }

    /** A late display range must not push a file over the edge. */
    @Test
    void aFileThatFitsStillFitsWithItsDisplayRange() throws IOException {
        int size = (int) Files.size(write(builder("a.tif", PixelType.UINT8)));
        int smallest = size;
        while (builder("a.tif", PixelType.UINT8).largestClassic(smallest).path().endsWith("a.ome.tif")) {
            smallest++;
        }
        HyperstackBuilder builder = builder("a.tif", PixelType.UINT8).largestClassic(smallest);
        try (HyperstackWriter writer = builder.open()) {
            for (int i = 0; i < PLANES; i++) {
                writer.write(plane(i));
            }
            writer.displayRange(-Double.MIN_NORMAL, Double.MIN_NORMAL);
            writer.finish();
        }
        long withRange = Files.size(folder.resolve("a.tif"));
        assertTrue(size < withRange && withRange <= smallest, size + " " + withRange + " " + smallest);
    }

    /** By rows that fit no tile, two planes; read by ourselves and by TwelveMonkeys. */
    @ParameterizedTest
    @CsvSource({
        "513, 520, UINT16, 7, 176, 176",
        "513, 20, FLOAT, 20, 176, 32",
        "30, 700, UINT8, 1, 32, 240",
        "1024, 1024, UINT8, 1024, 256, 256",
    })
    void largePlanesAreTiled(int width, int height, PixelType type, int rowsAtOnce, int tileWidth, int tileHeight)
            throws IOException {
        int planes = 2;
        float[] values = new float[planes * width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 251;
        }
        HyperstackBuilder builder = HyperstackWriter.builder(folder.resolve("t.tif"), width, height, type)
                .slices(planes)
                .format(StackFormat.OME);
        try (HyperstackWriter writer = builder.open()) {
            for (int from = 0; from < values.length; from += rowsAtOnce * width) {
                writer.writeRows(Arrays.copyOfRange(values, from, Math.min(values.length, from + rowsAtOnce * width)));
            }
            writer.finish();
        }
        Path path = builder.path();
        assertEquals(Files.size(path), builder.bytes());
        try (ImageFile file = ImageFiles.open(path)) {
            for (int p = 0; p < planes; p++) {
                int from = p * width * height;
                assertPlane(file.plane(0, 0, p, 0), (x, y) -> (from + x + y * width) % 251);
            }
        }
        try (ImageInputStream in = ImageIO.createImageInputStream(path.toFile())) {
            ImageReader reader = twelveMonkeys(in);
            try {
                reader.setInput(in);
                assertEquals(List.of(tileWidth, tileHeight), List.of(reader.getTileWidth(0), reader.getTileHeight(0)));
                Raster raster = reader.readRaster(1, null);
                int last = width * height - 1;
                assertEquals((width * height + last) % 251, raster.getSampleDouble(last % width, last / width, 0));
            } finally {
                reader.dispose();
            }
        }
    }

    /** Rows of tiles would take too much memory. */
    @Test
    void veryWidePlanesAreCutIntoStrips() throws IOException {
        int width = 5_000_000;
        Path path;
        try (HyperstackWriter writer = HyperstackWriter.builder(folder.resolve("s.tif"), width, 20, PixelType.UINT8)
                .format(StackFormat.OME)
                .open()) {
            float[] row = new float[width];
            for (int y = 0; y < 20; y++) {
                row[width - 1] = y;
                writer.writeRows(row);
            }
            writer.finish();
            path = writer.path();
        }
        long[] counts = TiffFields.read(path).offsets(0, TiffFields.STRIP_BYTE_COUNTS);
        assertArrayEquals(
                new long[] {15_000_000, 15_000_000, 15_000_000, 15_000_000, 15_000_000, 15_000_000, 10_000_000},
                counts);
        try (ImageFile file = ImageFiles.open(path)) {
            assertPlane(file.region(0, 0, 0, 0, FinalInterval.createMinSize(width - 1, 0, 1, 20)), (x, y) -> y);
        }
    }

    @Test
    void sameStackSameBytes() throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (String name : List.of("a.tif", "b.tif")) {
            files.add(Files.readAllBytes(write(
                    builder(name, PixelType.UINT16).format(StackFormat.OME).property("k", "v"))));
        }
        assertArrayEquals(files.get(0), files.get(1));
    }

    @Test
    void nothingIsLeftBehindWithoutFinish() throws IOException {
        try (HyperstackWriter writer =
                builder("a.tif", PixelType.UINT8).format(StackFormat.OME).open()) {
            writer.write(plane(0));
            assertThrows(FormatsException.class, writer::finish);
        }
        assertOnly();
    }

    @Test
    void refusesMorePlanesThanXmlCanTell() {
        HyperstackBuilder many = HyperstackWriter.builder(folder.resolve("a.tif"), 1, 1, PixelType.UINT8)
                .frames((1 << 20) + 1);
        assertEquals(folder.resolve("a.tif"), many.path());
        FormatsException e = assertThrows(
                FormatsException.class, () -> many.format(StackFormat.OME).open());
        assertTrue(e.getMessage().contains("1048577 planes"), e.getMessage());
        assertFalse(Files.exists(folder.resolve("a.ome.tif")));
    }

    private void assertOnly(String... names) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertArrayEquals(
                    names, files.map(f -> f.getFileName().toString()).sorted().toArray(String[]::new));
        }
    }
}
