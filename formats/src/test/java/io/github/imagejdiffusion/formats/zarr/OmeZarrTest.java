package io.github.imagejdiffusion.formats.zarr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.Series;
import io.github.imagejdiffusion.formats.zarr.ZarrFixture.Array;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Axes, calibration, pixels and layouts of OME-Zarr folders. */
class OmeZarrTest {

    @TempDir
    Path temp;

    private static double value(long[] index) {
        double value = 1;
        for (long i : index) {
            value = value * 7 + i;
        }
        return value % 60_000;
    }

    private static double pixel(RandomAccessibleInterval<? extends RealType<?>> plane, long x, long y) {
        return plane.getAt(x, y).getRealDouble();
    }

    @Test
    void readsTheSampleOfTheFirstVersion() throws Exception {
        Path sample = resource("/omezarr_v01.zarr");
        try (ImageFile file = ImageFiles.open(sample)) {
            assertEquals("OME-Zarr 0.1", file.formatName());
            assertEquals(1, file.series().size());
            Series s = file.series().get(0);
            assertEquals(List.of(16, 16, 2, 1, 1), List.of(s.sizeX(), s.sizeY(), s.sizeC(), s.sizeZ(), s.sizeT()));
            assertEquals(PixelType.UINT8, s.pixelType());
            assertEquals(OptionalDouble.empty(), s.calibration().pixelWidth());
            assertEquals(1, file.levels(0).size());
            assertEquals(128, file.unit(0, 0, 0, 0).dimension(0));
            // From zarr-python 2.13: the first pixel, the last one, and the sum of each channel.
            assertEquals(SAMPLE_FIRST, List.of((int) pixel(file.plane(0, 0, 0, 0), 0, 0), (int)
                    pixel(file.plane(0, 1, 0, 0), 15, 15)));
            assertEquals(SAMPLE_SUMS, List.of(sum(file.plane(0, 0, 0, 0)), sum(file.plane(0, 1, 0, 0))));
        }
    }

    private static final List<Integer> SAMPLE_FIRST = List.of(11, 8);
    private static final List<Long> SAMPLE_SUMS = List.of(2658L, 2577L);

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(OmeZarrTest.class.getResource(name).toURI());
    }

    private static long sum(RandomAccessibleInterval<? extends RealType<?>> plane) {
        long sum = 0;
        for (long y = plane.min(1); y <= plane.max(1); y++) {
            for (long x = plane.min(0); x <= plane.max(0); x++) {
                sum += (long) pixel(plane, x, y);
            }
        }
        return sum;
    }

    private Path fiveAxes() throws Exception {
        Path folder = temp.resolve("a.ome.zarr");
        ZarrFixture.attributes(
                folder,
                """
                {"multiscales": [{"version": "0.4", "name": "cells", %s,
                  "coordinateTransformations": [{"type": "scale", "scale": [2.5, 1, 1, 1, 1]}],
                  "datasets": [
                    {"path": "0", "coordinateTransformations": [
                      {"type": "scale", "scale": [1, 1, 2, 0.5, 0.25]}, {"type": "translation", "translation": [0,0,0,1,1]}]},
                    {"path": "half", "coordinateTransformations": [{"type": "scale", "scale": [1, 1, 2, 1, 0.5]}]}]}],
                 "omero": {"channels": [{"label": "DAPI"}, {"label": "GFP"}]}}"""
                        .formatted(ZarrFixture.AXES_5D));
        Array.of(new long[] {2, 2, 3, 11, 13}, 1, 2, 2, 4, 5).write(folder.resolve("0"), OmeZarrTest::value);
        Array.of(new long[] {2, 2, 3, 6, 7}, 1, 1, 1, 4, 4).write(folder.resolve("half"), i -> value(i) + 1);
        return folder;
    }

    @Test
    void readsAxesCalibrationAndChannels() throws Exception {
        try (ImageFile file = ImageFiles.open(fiveAxes())) {
            assertEquals("OME-Zarr 0.4", file.formatName());
            Series s = file.series().get(0);
            assertEquals("cells", s.name());
            assertEquals(List.of(13, 11, 2, 3, 2), List.of(s.sizeX(), s.sizeY(), s.sizeC(), s.sizeZ(), s.sizeT()));
            assertEquals(PixelType.UINT16, s.pixelType());
            assertEquals(List.of("DAPI", "GFP"), s.channelNames());
            assertEquals(0.25, s.calibration().pixelWidth().orElseThrow());
            assertEquals(0.5, s.calibration().pixelHeight().orElseThrow());
            assertEquals(2, s.calibration().pixelDepth().orElseThrow());
            assertEquals(2.5, s.calibration().frameInterval().orElseThrow());
            assertEquals("micrometer", s.calibration().unit());
        }
    }

    @Test
    void readsEveryPixelOfEveryRegion() throws Exception {
        try (ImageFile file = ImageFiles.open(fiveAxes())) {
            for (int plane = 0; plane < 12; plane++) {
                int t = plane / 6;
                int c = plane / 3 % 2;
                int z = plane % 3;
                for (FinalInterval region : List.of(
                        new FinalInterval(13, 11),
                        FinalInterval.createMinMax(3, 2, 11, 9),
                        FinalInterval.createMinMax(5, 4, 9, 7),
                        FinalInterval.createMinMax(12, 10, 12, 10))) {
                    RandomAccessibleInterval<? extends RealType<?>> pixels = file.region(0, c, z, t, region);
                    assertEquals(region.min(1), pixels.min(1));
                    for (long y = region.min(1); y <= region.max(1); y++) {
                        for (long x = region.min(0); x <= region.max(0); x++) {
                            assertEquals(value(new long[] {t, c, z, y, x}), pixel(pixels, x, y));
                        }
                    }
                }
            }
            assertThrows(IndexOutOfBoundsException.class, () -> file.plane(0, 0, 3, 0));
            assertThrows(IndexOutOfBoundsException.class, () -> file.region(0, 0, 0, 0, new FinalInterval(14, 11)));
        }
    }

    @Test
    void readsLevels() throws Exception {
        try (ImageFile file = ImageFiles.open(fiveAxes())) {
            assertEquals(2, file.levels(0).size());
            assertEquals(7, file.levels(0).get(1).dimension(0));
            ImageFile half = file.atLevel(0, 1);
            Series s = half.series().get(0);
            assertEquals(List.of(7, 6, 3), List.of(s.sizeX(), s.sizeY(), s.sizeZ()));
            assertEquals(0.5, s.calibration().pixelWidth().orElseThrow());
            assertEquals(1, s.calibration().pixelHeight().orElseThrow());
            assertEquals(value(new long[] {1, 0, 2, 5, 6}) + 1, pixel(half.plane(0, 0, 2, 1), 6, 5));
            assertEquals(2, half.levels(0).size());
            assertEquals(13, half.atLevel(0, 0).series().get(0).sizeX());
            FormatsException e = assertThrows(FormatsException.class, () -> file.atLevel(0, 2));
            assertTrue(e.getMessage().contains("2 resolution levels"), e.getMessage());
            assertThrows(FormatsException.class, () -> file.atLevel(0, -1));
            half.close();
            assertThrows(FormatsException.class, () -> file.plane(0, 0, 0, 0));
        }
    }

    @Test
    void touchesOnlyTheChunksThatItNeeds() throws Exception {
        Path folder = fiveAxes();
        for (int y = 0; y < 3; y++) {
            for (int x = 0; x < 3; x++) {
                if (y != 1 || x != 1) {
                    Files.write(folder.resolve("0/0/0/0/" + y + "/" + x), new byte[] {1});
                }
            }
        }
        try (ImageFile file = ImageFiles.open(folder)) {
            FinalInterval middle = FinalInterval.createMinMax(5, 4, 9, 7);
            assertEquals(value(new long[] {0, 1, 1, 4, 5}), pixel(file.region(0, 1, 1, 0, middle), 5, 4));
            assertThrows(FormatsException.class, () -> file.plane(0, 1, 1, 0));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "|u1, UINT8, 200",
        "|i1, INT8, -100",
        "<u2, UINT16, 60000",
        ">u2, UINT16, 60000",
        "<i2, INT16, -30000",
        ">i2, INT16, -30000",
        "<u4, UINT32, 4000000000",
        ">u4, UINT32, 4000000000",
        "<i4, INT32, -2000000000",
        ">i4, INT32, -2000000000",
        "<f4, FLOAT, -0.375",
        ">f4, FLOAT, -0.375",
        "<f8, DOUBLE, 1e-300",
        ">f8, DOUBLE, 1e-300",
        "|b1, UINT8, 255"
    })
    void readsEveryTypeInBothOrders(String dtype, PixelType type, double value) throws Exception {
        Path folder = temp.resolve("a.zarr");
        flat(folder);
        double stored = dtype.equals("|b1") ? 1 : value;
        Array array = Array.of(new long[] {3, 4}, 2, 2).dtype(dtype);
        array.write(folder.resolve("0"), i -> i[0] == 2 && i[1] == 3 ? stored : 0);
        try (ImageFile file = ImageFiles.open(folder)) {
            assertEquals(type, file.series().get(0).pixelType());
            assertEquals(value, pixel(file.plane(0, 0, 0, 0), 3, 2));
            assertEquals(0, pixel(file.plane(0, 0, 0, 0), 2, 2));
        }
        String fill = dtype.equals("|b1") ? "true" : Double.toString(value);
        Files.delete(folder.resolve("0/1/1"));
        array.fill(fill).writeEmpty(folder.resolve("0"));
        try (ImageFile file = ImageFiles.open(folder)) {
            assertEquals(value, pixel(file.plane(0, 0, 0, 0), 2, 2));
        }
    }

    private static void flat(Path folder) {
        ZarrFixture.attributes(
                folder,
                """
                {"multiscales": [{"version": "0.3", "axes": ["y", "x"], "datasets": [{"path": "0"}]}]}""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"NaN\"", "\"-Infinity\"", "7.5"})
    void fillsWhatIsMissing(String fill) {
        Path folder = temp.resolve("a.zarr");
        flat(folder);
        Array.of(new long[] {3, 4}, 2, 2).dtype("<f4").fill(fill).writeEmpty(folder.resolve("0"));
        double expected =
                switch (fill) {
                    case "null" -> 0;
                    case "\"NaN\"" -> Double.NaN;
                    case "\"-Infinity\"" -> Double.NEGATIVE_INFINITY;
                    default -> 7.5;
                };
        try (ImageFile file = ImageFiles.open(folder)) {
            assertEquals(expected, pixel(file.plane(0, 0, 0, 0), 3, 2));
        }
    }

    @Test
    void readsFlatNamesAndFortranOrder() throws Exception {
        Path folder = temp.resolve("a.zarr");
        flat(folder);
        Array.of(new long[] {5, 7}, 2, 3).order("F").separator(".").write(folder.resolve("0"), OmeZarrTest::value);
        assertTrue(Files.exists(folder.resolve("0/2.2")));
        try (ImageFile file = ImageFiles.open(folder)) {
            for (long[] yx : new long[][] {{0, 0}, {1, 2}, {4, 6}, {3, 1}}) {
                assertEquals(value(yx), pixel(file.plane(0, 0, 0, 0), yx[1], yx[0]));
            }
        }
    }

    @Test
    void readsAxesInAnyOrderAndByTheirTypes() throws Exception {
        Path folder = temp.resolve("a.zarr");
        ZarrFixture.attributes(
                folder,
                """
                {"multiscales": [{"axes": [{"name": "x", "unit": "nanometer"}, {"name": "frame", "type": "time",
                   "unit": "millisecond"}, {"name": "y"}, {"name": "angle", "type": "other"}],
                   "datasets": [{"path": "0", "coordinateTransformations": [{"type": "scale", "scale": [100, 50, 3, 1]}]}]}]}
                """);
        Array.of(new long[] {5, 4, 3, 1}, 2, 3, 2, 1).write(folder.resolve("0"), OmeZarrTest::value);
        try (ImageFile file = ImageFiles.open(folder)) {
            assertEquals("OME-Zarr", file.formatName());
            Series s = file.series().get(0);
            assertEquals(List.of(5, 3, 4), List.of(s.sizeX(), s.sizeY(), s.sizeT()));
            assertEquals(0.1, s.calibration().pixelWidth().orElseThrow(), 1e-12);
            assertEquals(OptionalDouble.empty(), s.calibration().pixelHeight());
            assertEquals(0.05, s.calibration().frameInterval().orElseThrow(), 1e-12);
            assertEquals(value(new long[] {4, 3, 2, 0}), pixel(file.plane(0, 0, 0, 3), 4, 2));
        }
    }

    @Test
    void readsSeveralImagesOfAFolder() throws Exception {
        Path folder = temp.resolve("raw");
        ZarrFixture.attributes(folder, "{\"bioformats2raw.layout\": 3}");
        for (int i = 0; i < 3; i++) {
            flat(folder.resolve("" + i));
            int image = i;
            Array.of(new long[] {3, 4 + i}, 2, 2).write(folder.resolve(i + "/0"), index -> image);
        }
        try (ImageFile file = ImageFiles.open(folder)) {
            assertEquals(3, file.series().size());
            assertEquals("2", file.series().get(2).name());
            assertEquals(6, file.series().get(2).sizeX());
            assertEquals(1, pixel(file.plane(1, 0, 0, 0), 0, 0));
        }
        ZarrFixture.attributes(folder.resolve("OME"), "{\"series\": [\"2\", \"0\"]}");
        try (ImageFile file = ImageFiles.open(folder)) {
            assertEquals(
                    List.of("2", "0"), file.series().stream().map(Series::name).toList());
            assertEquals(2, pixel(file.plane(0, 0, 0, 0), 0, 0));
        }
    }

    @Test
    void readsTheFieldsOfAPlate() throws Exception {
        Path folder = temp.resolve("plate.zarr");
        ZarrFixture.attributes(folder, "{\"plate\": {\"wells\": [{\"path\": \"B/2\"}, {\"path\": \"A/1\"}]}}");
        for (String well : List.of("A/1", "B/2")) {
            ZarrFixture.attributes(
                    folder.resolve(well), "{\"well\": {\"images\": [{\"path\": \"0\"}, {\"path\": \"5\"}]}}");
            for (String field : List.of("0", "5")) {
                flat(folder.resolve(well + "/" + field));
                Array.of(new long[] {3, 4}, 2, 2)
                        .write(folder.resolve(well + "/" + field + "/0"), i -> well.charAt(0) + field.charAt(0));
            }
        }
        try (ImageFile file = ImageFiles.open(folder)) {
            assertEquals(
                    List.of("B/2/0", "B/2/5", "A/1/0", "A/1/5"),
                    file.series().stream().map(Series::name).toList());
            assertEquals('B' + '5', pixel(file.plane(1, 0, 0, 0), 3, 2));
        }
    }

    @Test
    void readsNestedChunksThatNobodySpeaksOf() throws Exception {
        Path folder = temp.resolve("a.zarr");
        flat(folder);
        Array.of(new long[] {5, 7}, 2, 3).write(folder.resolve("0"), OmeZarrTest::value);
        Path description = folder.resolve("0/.zarray");
        Files.writeString(description, Files.readString(description).replace("\"dimension_separator\": \"/\",", ""));
        try (ImageFile file = ImageFiles.open(folder)) {
            assertEquals(value(new long[] {4, 6}), pixel(file.plane(0, 0, 0, 0), 6, 4));
        }
    }

    @Test
    void knowsWhichFoldersAreImages() throws Exception {
        assertTrue(ImageFiles.isImageFolder(fiveAxes()));
        assertFalse(ImageFiles.isImageFolder(temp));
        assertFalse(ImageFiles.isImageFolder(temp.resolve("none.zarr")));
        assertTrue(ImageFiles.isSupported(Path.of("a.ome.zarr")));
    }
}
