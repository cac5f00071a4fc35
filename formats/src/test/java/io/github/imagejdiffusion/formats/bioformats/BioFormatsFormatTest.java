package io.github.imagejdiffusion.formats.bioformats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.Series;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Pixels and structure through the API of Bio-Formats, with a stand-in behind it. */
class BioFormatsFormatTest {

    private static URLClassLoader loader;
    private static BioFormatsFormat format;

    @TempDir
    Path folder;

    @BeforeAll
    static void link(@TempDir Path classes) {
        loader = FakeBioFormats.compile(classes).loader();
        format = FakeBioFormats.formatOf(loader);
    }

    @AfterAll
    static void close() throws IOException {
        loader.close();
    }

    private ImageFile open(String... lines) throws IOException {
        Path file = folder.resolve("a.xyz");
        Files.writeString(file, "format=fake\n" + String.join("\n", lines));
        assertTrue(format.claims(file));
        return format.open(file);
    }

    /** What the stand-in calculates; see its ImageReader. */
    private static int value(int x, int y, int plane, int sample, int series, int resolution) {
        return x + 10 * y + 100 * plane + 7 * sample + 50 * series + 3 * resolution;
    }

    private static double at(RandomAccessibleInterval<? extends RealType<?>> image, int x, int y) {
        RandomAccess<? extends RealType<?>> access = image.randomAccess();
        access.setPosition(new int[] {x, y});
        return access.get().getRealDouble();
    }

    static Stream<Arguments> types() {
        return IntStream.range(0, 8).boxed().flatMap(type -> Stream.of(0, 1)
                .flatMap(little -> Stream.of(0, 1).map(mixed -> Arguments.of(type, little, mixed))));
    }

    @ParameterizedTest
    @MethodSource("types")
    void readsEveryTypeOrderAndArrangement(int type, int littleEndian, int interleaved) throws IOException {
        try (ImageFile file = open(
                "0.pixelType=" + type,
                "0.littleEndian=" + littleEndian,
                "0.interleaved=" + interleaved,
                "0.samples=3",
                "0.sizeC=6",
                "0.sizeZ=2",
                "0.sizeT=2")) {
            Series s = file.series().get(0);
            assertEquals(
                    List.of("INT8", "UINT8", "INT16", "UINT16", "INT32", "UINT32", "FLOAT", "DOUBLE")
                            .get(type),
                    s.pixelType().name());
            assertEquals(6, s.sizeC());
            assertFalse(s.rgb(), "two groups of three are not one colour picture");
            for (int c = 0; c < 6; c++) {
                // Planes are counted by z, then by group of channels, then by time.
                int plane = 1 + 2 * (c / 3 + 2);
                var region = file.region(0, c, 1, 1, FinalInterval.createMinSize(2, 3, 5, 2));
                assertEquals(stored(type, value(6, 4, plane, c % 3, 0, 0)), at(region, 6, 4), "channel " + c);
                assertEquals(stored(type, value(2, 3, plane, c % 3, 0, 0)), at(region, 2, 3), "channel " + c);
            }
        }
    }

    private static double stored(int type, int value) {
        return switch (type) {
            case 0 -> (byte) value;
            case 1 -> value & 0xff;
            case 6 -> value + 0.5;
            case 7 -> value + 0.25;
            default -> value;
        };
    }

    @Test
    void bitsAreBytes() throws IOException {
        try (ImageFile file = open("0.pixelType=8")) {
            assertEquals("UINT8", file.series().get(0).pixelType().name());
            assertEquals(1, at(file.plane(0, 0, 0, 0), 5, 2));
            assertEquals(0, at(file.plane(0, 0, 0, 0), 4, 2));
        }
    }

    @Test
    void refusesAnUnknownPixelType() throws IOException {
        assertProblem("pixel type of image 1 (number 11", "0.pixelType=11");
    }

    @Test
    void readsTheSamplesOfAColourPictureAtOnce() throws IOException {
        try (ImageFile file = open("0.samples=3", "0.sizeC=3", "0.interleaved=1", "0.channelCount=1", "0.channel0=x")) {
            assertTrue(file.series().get(0).rgb());
            assertEquals(List.of(), file.series().get(0).channelNames());
            int before = FakeBioFormats.counter(loader, "reads");
            for (int c = 0; c < 3; c++) {
                assertEquals(value(1, 2, 0, c, 0, 0), at(file.plane(0, c, 0, 0), 1, 2));
            }
            assertEquals(before + 1, FakeBioFormats.counter(loader, "reads"));
        }
    }

    @Test
    void fourSamplesAreFourChannels() throws IOException {
        try (ImageFile file = open("0.samples=4", "0.sizeC=4")) {
            assertFalse(file.series().get(0).rgb());
            assertEquals(value(1, 2, 0, 3, 0, 0), at(file.plane(0, 3, 0, 0), 1, 2));
        }
    }

    @Test
    void palettesBecomeColours() throws IOException {
        try (ImageFile file = open("0.indexed=1", "0.palette=1")) {
            assertTrue(file.series().get(0).rgb());
            assertEquals(3, file.series().get(0).sizeC());
            assertEquals(255 - 23, at(file.plane(0, 0, 0, 0), 3, 2));
            assertEquals(23 / 2, at(file.plane(0, 1, 0, 0), 3, 2));
            assertEquals(9, at(file.plane(0, 2, 0, 0), 3, 2));
        }
    }

    @ParameterizedTest
    @CsvSource({"0.falseColor=1,0.palette=1", "0.palette=0,0.falseColor=0", "0.pixelType=3,0.palette=1"})
    void otherPalettesOnlySayHowToShowValues(String one, String other) throws IOException {
        try (ImageFile file = open("0.indexed=1", one, other)) {
            assertEquals(1, file.series().get(0).sizeC());
            assertEquals(23, at(file.plane(0, 0, 0, 0), 3, 2));
        }
    }

    @Test
    void readsSeveralImagesWithTheirCalibration() throws IOException {
        try (ImageFile file = open(
                "series=3",
                "0.name= first ",
                "0.pixelX=650 nm",
                "0.pixelY=0.25 um",
                "0.pixelZ=1.5 um",
                "0.interval=500 ms",
                "0.sizeC=2",
                "0.channelCount=2",
                "0.channel1=DAPI",
                "1.pixelX=7 reference",
                "1.pixelZ=1e-13 um",
                "1.interval=0 s",
                "2.pixelX=-1 um",
                "2.channelCount=3",
                "2.sizeX=9")) {
            assertEquals("Fake Format", file.formatName());
            assertEquals("Bio-Formats 0.0-fake", file.readerName());
            Series first = file.series().get(0);
            assertEquals("first", first.name());
            assertEquals(0.65, first.calibration().pixelWidth().orElseThrow(), 1e-12);
            assertEquals(0.25, first.calibration().pixelHeight().orElseThrow(), 1e-12);
            assertEquals(1.5, first.calibration().pixelDepth().orElseThrow(), 1e-12);
            assertEquals(0.5, first.calibration().frameInterval().orElseThrow(), 1e-12);
            assertEquals(List.of("", "DAPI"), first.channelNames());
            Series second = file.series().get(1);
            assertEquals("", second.name());
            assertEquals(List.of(), second.channelNames());
            for (Series none : file.series().subList(1, 3)) {
                assertEquals(OptionalDouble.empty(), none.calibration().pixelWidth());
                assertEquals(OptionalDouble.empty(), none.calibration().pixelHeight());
                assertEquals(OptionalDouble.empty(), none.calibration().pixelDepth());
                assertEquals(OptionalDouble.empty(), none.calibration().frameInterval());
            }
            assertEquals(9, file.series().get(2).sizeX());
            assertEquals(value(8, 1, 0, 0, 2, 0), at(file.plane(2, 0, 0, 0), 8, 1));
            assertEquals(value(7, 1, 0, 0, 1, 0), at(file.plane(1, 0, 0, 0), 7, 1));
        }
    }

    @Test
    void resolutionsAreLevelsOfOneImage() throws IOException {
        try (ImageFile file = open(
                "series=2",
                "0.resolutions=2",
                "0.sizeX=40",
                "0.sizeY=20",
                "0.pixelX=0.5 um",
                "0.pixelY=0.5 um",
                "0.name=slide",
                "0.1.sizeX=10",
                "0.1.sizeY=6")) {
            assertEquals(2, file.series().size());
            assertEquals(2, file.levels(0).size());
            assertEquals(10, file.levels(0).get(1).dimension(0));
            assertEquals(6, file.levels(0).get(1).dimension(1));
            assertEquals(1, file.levels(1).size());
            ImageFile half = file.atLevel(0, 1);
            Series s = half.series().get(0);
            assertEquals("slide", s.name());
            assertEquals(10, s.sizeX());
            assertEquals(2.0, s.calibration().pixelWidth().orElseThrow(), 1e-12);
            assertEquals(0.5 * 20 / 6, s.calibration().pixelHeight().orElseThrow(), 1e-12);
            assertEquals(file.levels(0).size(), half.levels(0).size());
            assertEquals(value(9, 5, 0, 0, 0, 1), at(half.plane(0, 0, 0, 0), 9, 5));
            assertEquals(value(9, 5, 0, 0, 0, 0), at(file.plane(0, 0, 0, 0), 9, 5));
            assertEquals(40, half.atLevel(0, 0).series().get(0).sizeX());
            assertEquals(file.series().get(1), half.series().get(1));
            assertThrows(
                    IndexOutOfBoundsException.class,
                    () -> half.region(0, 0, 0, 0, FinalInterval.createMinSize(0, 0, 11, 1)));
            FormatsException none = assertThrows(FormatsException.class, () -> file.atLevel(1, 1));
            assertTrue(none.getMessage().contains("has one resolution level in image 2"), none.getMessage());
            FormatsException below = assertThrows(FormatsException.class, () -> file.atLevel(0, -1));
            assertTrue(below.getMessage().contains("use levels from 0 (full size) to 1"), below.getMessage());
        }
    }

    @Test
    void unitsAreTilesOrManyRows() throws IOException {
        try (ImageFile file = open(
                "series=2",
                "0.sizeX=300",
                "0.sizeY=200",
                "0.tileX=64",
                "0.tileY=32",
                "1.sizeX=4096",
                "1.sizeY=9000",
                "1.tileY=3")) {
            assertEquals(64, file.unit(0, 0, 0, 0).dimension(0));
            assertEquals(32, file.unit(0, 0, 0, 0).dimension(1));
            assertEquals(4096, file.unit(1, 0, 0, 0).dimension(0));
            assertEquals(2046, file.unit(1, 0, 0, 0).dimension(1));
        }
    }

    @Test
    void checksPlanesAndRegionsItself() throws IOException {
        try (ImageFile file = open("0.sizeZ=2")) {
            assertThrows(IndexOutOfBoundsException.class, () -> file.plane(1, 0, 0, 0));
            assertThrows(IndexOutOfBoundsException.class, () -> file.plane(0, 1, 0, 0));
            assertThrows(IndexOutOfBoundsException.class, () -> file.plane(0, 0, 2, 0));
            assertThrows(IndexOutOfBoundsException.class, () -> file.plane(0, 0, 0, 1));
            assertThrows(IndexOutOfBoundsException.class, () -> file.levels(1));
            assertThrows(
                    IndexOutOfBoundsException.class,
                    () -> file.region(0, 0, 0, 0, FinalInterval.createMinSize(0, 0, 9, 6)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "format,Bio-Formats cannot read it: Invalid byte at 7",
        "io,Bio-Formats cannot read it: IOException: disk gone",
        "runtime,Bio-Formats cannot read it: ArrayIndexOutOfBoundsException: Index 5 out of bounds",
        "overflow,Bio-Formats cannot read it: StackOverflowError",
        "memory,does not fit into memory",
        "part,needs a part of Bio-Formats that is not here (io/airlift/compress/Decompressor)"
    })
    void whateverIsThrownIsOneLine(String kind, String message) throws IOException {
        assertProblem(message, "openFailure=" + kind);
        try (ImageFile file = open("readFailure=" + kind)) {
            FormatsException e = assertThrows(FormatsException.class, () -> file.plane(0, 0, 0, 0));
            assertTrue(e.getMessage().contains("a.xyz: " + message + "; "), e.getMessage());
            assertEquals(kind.equals("part"), e.isUnsupported());
        }
    }

    @Test
    void tooFewBytesAreNoPicture() throws IOException {
        try (ImageFile file = open("0.missingBytes=1")) {
            FormatsException e = assertThrows(FormatsException.class, () -> file.plane(0, 0, 0, 0));
            assertTrue(e.getMessage().contains("gives 47 of 48 bytes"), e.getMessage());
        }
    }

    @Test
    void noImageAndNoFormatAreSaid() throws IOException {
        assertProblem("holds no image", "series=0");
        Path text = Files.writeString(folder.resolve("b.txt"), "nothing of note");
        FormatsException e = assertThrows(FormatsException.class, () -> format.open(text));
        assertTrue(e.getMessage().contains("not an image of a known format"), e.getMessage());
        assertTrue(e.isUnsupported());
    }

    private void assertProblem(String message, String line) throws IOException {
        int opened = FakeBioFormats.counter(loader, "opened");
        int closed = FakeBioFormats.counter(loader, "closed");
        FormatsException e = assertThrows(FormatsException.class, () -> open(line));
        assertTrue(e.getMessage().contains("a.xyz: ") && e.getMessage().contains(message), e.getMessage());
        assertEquals(1, e.getMessage().lines().count());
        assertEquals(1, FakeBioFormats.counter(loader, "opened") - opened);
        assertEquals(1, FakeBioFormats.counter(loader, "closed") - closed, "a reader that failed is closed");
    }

    @Test
    void closesItsReaderOnce() throws IOException {
        int closed = FakeBioFormats.counter(loader, "closed");
        ImageFile file = open("0.resolutions=2");
        ImageFile level = file.atLevel(0, 1);
        level.close();
        file.close();
        file.close();
        assertEquals(1, FakeBioFormats.counter(loader, "closed") - closed);
        FormatsException e = assertThrows(FormatsException.class, () -> file.plane(0, 0, 0, 0));
        assertTrue(e.getMessage().contains("was closed"), e.getMessage());
    }

    @Test
    void writesNothingBesideTheData() throws IOException {
        try (ImageFile file = open("0.sizeX=4")) {
            file.plane(0, 0, 0, 0);
        }
        try (Stream<Path> all = Files.list(folder)) {
            assertEquals(List.of(folder.resolve("a.xyz")), all.toList());
        }
    }

    @Test
    void leavesLinksToTheNetworkAlone() throws IOException {
        assertFalse(format.claims(Files.writeString(folder.resolve("a.url"), "format=fake")));
    }
}
