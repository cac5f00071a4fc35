package io.github.imagejdiffusion.formats.tiff;

import static io.github.imagejdiffusion.formats.Planes.assertPlane;
import static io.github.imagejdiffusion.formats.Planes.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.Series;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.ByteType;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.integer.ShortType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedIntType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pixel of every layout against a formula. */
class TiffPixelsTest {

    private static final int[][] TYPES = {{8, 1}, {16, 1}, {32, 1}, {8, 2}, {16, 2}, {32, 2}, {32, 3}, {64, 3}};
    private static final int[][] CODINGS = {
        {1, 1}, {5, 1}, {5, 2}, {8, 1}, {8, 2}, {32946, 1}, {32773, 1}, {50000, 1}, {50000, 2}
    };

    @TempDir
    Path folder;

    static Stream<Arguments> layouts() {
        List<Arguments> all = new ArrayList<>();
        int n = 0;
        for (int[] type : TYPES) {
            for (int[] coding : CODINGS) {
                if (coding[1] == 2 && type[1] == 3) {
                    continue;
                }
                for (int tile : new int[] {0, 16}) {
                    for (int samples : new int[] {1, 3}) {
                        // Byte order, size of offsets and planar storage take turns instead of multiplying.
                        all.add(Arguments.of(
                                type[0],
                                type[1],
                                coding[0],
                                coding[1],
                                tile,
                                samples,
                                samples == 3 && n / 2 % 2 == 0,
                                n % 2 == 0,
                                n / 4 % 2 == 0));
                        n++;
                    }
                }
            }
        }
        for (int bits : new int[] {32, 64}) {
            all.add(Arguments.of(bits, 3, 8, 3, 0, 1, false, true, false));
            all.add(Arguments.of(bits, 3, 5, 3, 16, 1, false, false, true));
            all.add(Arguments.of(bits, 3, 50000, 3, 16, 3, false, true, true));
            all.add(Arguments.of(bits, 3, 8, 3, 0, 3, false, false, false));
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0} bit, format {1}, compression {2}, predictor {3}, tile {4}, {5} samples, planar {6}")
    @MethodSource("layouts")
    void readsEveryLayout(
            int bits,
            int format,
            int compression,
            int predictor,
            int tile,
            int samples,
            boolean planar,
            boolean littleEndian,
            boolean big)
            throws Exception {
        TiffFixture fixture = new TiffFixture();
        fixture.bits = bits;
        fixture.format = format;
        fixture.compression = compression;
        fixture.predictor = predictor;
        fixture.tile = tile;
        fixture.samples = samples;
        fixture.planar = planar;
        fixture.photometric = samples == 3 ? 2 : 1;
        fixture.order = littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        fixture.big = big;
        fixture.pages = 2;
        TiffFixture.Pixels expected = TiffFixture.formula(bits, format);
        Interval part = FinalInterval.createMinMax(11, 3, 30, 20);
        try (ImageFile file = ImageFiles.open(fixture.write(folder.resolve("a.tif")))) {
            Series series = file.series().get(0);
            assertEquals(samples == 3, series.rgb());
            assertEquals(samples, series.sizeC());
            assertEquals(2, series.sizeZ());
            for (int z = 0; z < 2; z++) {
                for (int c = 0; c < samples; c++) {
                    int page = z;
                    int sample = c;
                    assertPlane(file.plane(0, c, z, 0), (x, y) -> expected.at(page, sample, x, y));
                    RandomAccessibleInterval<? extends RealType<?>> region = file.region(0, c, z, 0, part);
                    assertEquals(part.min(0), region.min(0));
                    assertEquals(part.max(1), region.max(1));
                    assertPlane(region, (x, y) -> expected.at(page, sample, x, y));
                }
            }
        }
    }

    /** The tables stand in the directory, once for all tiles. */
    @ParameterizedTest
    @CsvSource({"0", "16"})
    void readsJpegWithTablesApart(int tile) throws Exception {
        TiffFixture fixture = new TiffFixture();
        fixture.bits = 8;
        fixture.compression = 7;
        fixture.tile = tile;
        fixture.rowsPerStrip = 8;
        fixture.pixels = (page, s, x, y) -> 3 * x + 4 * y;
        fixture.jpegTables = JpegParts.of(new byte[64], 8, 8).tables();
        try (ImageFile file = ImageFiles.open(fixture.write(folder.resolve("a.tif")))) {
            RandomAccessibleInterval<? extends RealType<?>> plane = file.plane(0, 0, 0, 0);
            for (int y = 1; y < 15; y++) {
                for (int x = 0; x < 32; x++) {
                    assertEquals(3 * x + 4 * y, value(plane, x, y), 20, "at " + x + ", " + y);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"7, 16, 1", "50000, 12, 1", "50000, 16, 3"})
    void refusesCodingsOfOtherThanBytes(int compression, int bits, int format) throws Exception {
        TiffFixture fixture = new TiffFixture();
        fixture.bits = bits;
        fixture.extra.put(339, new long[] {format});
        fixture.extra.put(259, new long[] {compression});
        Path path = fixture.write(folder.resolve("a.tif"));
        String message = assertThrows(FormatsException.class, () -> ImageFiles.open(path))
                .getMessage();
        assertTrue(message.contains("compression of " + bits + " bits per sample, format " + format), message);
    }

    /** A page of small and one of large strips at the same place must not be taken for each other. */
    @Test
    void chunksAtOnePlaceAreNotMixedUp() throws Exception {
        TiffFixture fixture = new TiffFixture();
        fixture.pages = 2;
        fixture.compression = 8;
        fixture.rowsPerStrip = 23;
        byte[] bytes = fixture.bytes();
        ByteBuffer tiff = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int first = tiff.getInt(4);
        int second = tiff.getInt(Join.nextPointer(tiff, first));
        for (int field = 2; tiff.getShort(first + field) <= 279; field += 12) {
            int tag = tiff.getShort(first + field);
            if (tag == 257 || tag == 278) {
                tiff.putInt(first + field + 8, 10);
            } else if (tag == 273 || tag == 279) {
                tiff.putInt(first + field + 8, tiff.getInt(second + field + 8));
            }
        }
        try (ImageFile file = ImageFiles.open(Files.write(folder.resolve("a.tif"), bytes))) {
            TiffFixture.Pixels expected = TiffFixture.formula(16, 1);
            assertPlane(file.plane(0, 0, 0, 0), (x, y) -> expected.at(1, 0, x, y));
            assertPlane(file.plane(1, 0, 0, 0), (x, y) -> expected.at(1, 0, x, y));
            assertEquals(10, file.series().get(0).sizeY());
        }
    }

    static Stream<Arguments> imglibTypes() {
        return Stream.of(
                Arguments.of(8, 1, PixelType.UINT8, UnsignedByteType.class),
                Arguments.of(8, 2, PixelType.INT8, ByteType.class),
                Arguments.of(16, 1, PixelType.UINT16, UnsignedShortType.class),
                Arguments.of(16, 2, PixelType.INT16, ShortType.class),
                Arguments.of(32, 1, PixelType.UINT32, UnsignedIntType.class),
                Arguments.of(32, 2, PixelType.INT32, IntType.class),
                Arguments.of(32, 3, PixelType.FLOAT, FloatType.class),
                Arguments.of(64, 3, PixelType.DOUBLE, DoubleType.class));
    }

    @ParameterizedTest
    @MethodSource("imglibTypes")
    void givesTheMatchingImglibType(int bits, int format, PixelType type, Class<?> imglib) throws Exception {
        TiffFixture fixture = new TiffFixture();
        fixture.bits = bits;
        fixture.format = format;
        try (ImageFile file = ImageFiles.open(fixture.write(folder.resolve("a.tif")))) {
            assertEquals(type, file.series().get(0).pixelType());
            assertEquals(imglib, file.plane(0, 0, 0, 0).getType().getClass());
        }
    }

    @ParameterizedTest
    @CsvSource({"1,255,1", "2,1,1", "4,1,1", "12,1,1", "1,255,8", "4,1,5", "12,1,5", "1,255,32773"})
    void readsPackedBits(int bits, int factor, int compression) throws Exception {
        TiffFixture fixture = new TiffFixture();
        fixture.bits = bits;
        fixture.compression = compression;
        TiffFixture.Pixels expected = TiffFixture.formula(bits, 1);
        try (ImageFile file = ImageFiles.open(fixture.write(folder.resolve("a.tif")))) {
            assertPlane(file.plane(0, 0, 0, 0), (x, y) -> factor * expected.at(0, 0, x, y));
        }
    }

    @Test
    void dropsAlpha() throws Exception {
        TiffFixture fixture = new TiffFixture();
        fixture.bits = 8;
        fixture.samples = 4;
        fixture.photometric = 2;
        fixture.compression = 5;
        fixture.predictor = 2;
        fixture.extra.put(338, new long[] {2});
        TiffFixture.Pixels expected = TiffFixture.formula(8, 1);
        try (ImageFile file = ImageFiles.open(fixture.write(folder.resolve("a.tif")))) {
            assertEquals(3, file.series().get(0).sizeC());
            assertPlane(file.plane(0, 2, 0, 0), (x, y) -> expected.at(0, 2, x, y));
        }
    }

    @ParameterizedTest
    @CsvSource({"1,false", "1,true", "5,false", "8,true"})
    void samplesWithoutColourAreChannels(int compression, boolean planar) throws Exception {
        TiffFixture fixture = new TiffFixture();
        fixture.samples = 5;
        fixture.planar = planar;
        fixture.compression = compression;
        fixture.extra.put(338, new long[] {0, 0, 0, 0});
        TiffFixture.Pixels expected = TiffFixture.formula(16, 1);
        try (ImageFile file = ImageFiles.open(fixture.write(folder.resolve("a.tif")))) {
            assertEquals(5, file.series().get(0).sizeC());
            assertPlane(file.plane(0, 4, 0, 0), (x, y) -> expected.at(0, 4, x, y));
        }
    }

    @Test
    void halfPrecisionIsWidened() throws Exception {
        TiffFixture fixture = new TiffFixture();
        fixture.bits = 16;
        // The bits of 1.5 and of -2 as half precision.
        fixture.pixels = (page, s, x, y) -> (x + y) % 2 == 0 ? 0x3e00 : 0xc000;
        fixture.extra.put(339, new long[] {3});
        try (ImageFile file = ImageFiles.open(fixture.write(folder.resolve("a.tif")))) {
            assertEquals(PixelType.FLOAT, file.series().get(0).pixelType());
            assertPlane(file.plane(0, 0, 0, 0), (x, y) -> (x + y) % 2 == 0 ? 1.5 : -2);
        }
    }

    /** An empty label image shrinks a thousandfold; that is not an attack. */
    @Test
    void readsExtremelyCompressibleImages() throws Exception {
        TiffFixture fixture = new TiffFixture();
        fixture.width = 1500;
        fixture.height = 1500;
        fixture.rowsPerStrip = 1500;
        fixture.compression = 8;
        fixture.pixels = (page, s, x, y) -> 0;
        try (ImageFile file = ImageFiles.open(fixture.write(folder.resolve("a.tif")))) {
            assertPlane(file.plane(0, 0, 0, 0), (x, y) -> 0);
        }
    }

    @Test
    void pagesOfDifferentSizeAreSeriesAndThumbnailsAreLeftOut() throws Exception {
        TiffFixture large = new TiffFixture();
        TiffFixture small = new TiffFixture();
        small.width = 10;
        byte[] first = large.bytes();
        byte[] joined = Join.pages(first, small.bytes());
        Path file = Files.write(folder.resolve("two.tif"), joined);
        try (ImageFile image = ImageFiles.open(file)) {
            assertEquals(2, image.series().size());
            assertEquals(10, image.series().get(1).sizeX());
            assertPlane(image.plane(1, 0, 0, 0), (x, y) -> TiffFixture.formula(16, 1)
                    .at(0, 0, x, y));
        }
        small.extra.put(254, new long[] {1});
        Files.write(file, Join.pages(first, small.bytes()));
        try (ImageFile image = ImageFiles.open(file)) {
            assertEquals(1, image.series().size());
        }
    }

    /** Some write a whole volume as one page: its first plane would be taken for all. */
    @Test
    void refusesPagesOfManyPlanes() throws Exception {
        TiffFixture fixture = new TiffFixture();
        fixture.extra.put(32997, new long[] {1});
        ImageFiles.open(fixture.write(folder.resolve("flat.tif"))).close();
        fixture.extra.put(32997, new long[] {16});
        Path deep = fixture.write(folder.resolve("deep.tif"));
        FormatsException e = assertThrows(FormatsException.class, () -> ImageFiles.open(deep));
        assertTrue(e.getMessage().contains("16 planes in page 1"), e.getMessage());
    }

    @Test
    void refusesPlanesAndRegionsThatDoNotExist() throws Exception {
        try (ImageFile file = ImageFiles.open(new TiffFixture().write(folder.resolve("a.tif")))) {
            assertThrows(IndexOutOfBoundsException.class, () -> file.plane(0, 1, 0, 0));
            assertThrows(IndexOutOfBoundsException.class, () -> file.plane(0, 0, -1, 0));
            assertThrows(IndexOutOfBoundsException.class, () -> file.plane(1, 0, 0, 0));
            Interval outside = FinalInterval.createMinMax(0, 0, 37, 22);
            assertThrows(IndexOutOfBoundsException.class, () -> file.region(0, 0, 0, 0, outside));
        }
    }
}
