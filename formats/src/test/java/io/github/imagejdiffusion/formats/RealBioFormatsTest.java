package io.github.imagejdiffusion.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.formats.lazy.LazyPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real files through the real Bio-Formats: {@code -Dbioformats.jars=a.jar:b.jar} names it, and
 * {@code -Dformats.samples=DIR} the folder of the larger files.
 */
@EnabledIfSystemProperty(
        named = BioFormatsJars.PROPERTY,
        matches = ".+",
        disabledReason = "needs Bio-Formats: name its jars with -Dbioformats.jars=a.jar:b.jar")
class RealBioFormatsTest {

    private static BioFormatsJars bioFormats;

    @TempDir
    Path folder;

    @BeforeAll
    static void load() throws IOException {
        bioFormats = new BioFormatsJars();
    }

    @AfterAll
    static void unload() throws IOException {
        bioFormats.close();
    }

    static Stream<ExpectedImage> expected() {
        return ExpectedImage.all().stream();
    }

    @ParameterizedTest
    @MethodSource("expected")
    void filesAreReadAsExpected(ExpectedImage row) {
        try (ImageFile file = bioFormats.open(SampleFile.of(row.file()))) {
            assertEquals(row.format().startsWith("OME-"), file.readerName().equals("built in"), file.readerName());
            row.assertMet(file);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"czi_two_positions.czi", "lsm_spectral_28ch.lsm", "dv_toxo.dv", "ndpi_dapi.ndpi"})
    void regionsAreCutOutOfPlanes(String name) {
        Random random = new Random(7);
        try (ImageFile file = bioFormats.open(SampleFile.of(name))) {
            for (int i = 0; i < file.series().size(); i++) {
                Series s = file.series().get(i);
                int c = s.sizeC() - 1;
                int z = s.sizeZ() - 1;
                var plane = file.plane(i, c, z, 0);
                for (int n = 0; n < 5; n++) {
                    int x = random.nextInt(s.sizeX());
                    int y = random.nextInt(s.sizeY());
                    Interval part = FinalInterval.createMinSize(
                            x, y, 1 + random.nextInt(s.sizeX() - x), 1 + random.nextInt(s.sizeY() - y));
                    assertSame(plane, file.region(i, c, z, 0, part), part);
                }
                assertSame(plane, LazyPlane.of(file, i, c, z, 0, 0), plane);
            }
        }
    }

    private static void assertSame(
            RandomAccessibleInterval<? extends RealType<?>> plane,
            RandomAccessibleInterval<? extends RealType<?>> part,
            Interval where) {
        assertTrue(part.dimension(0) == where.dimension(0) && part.min(0) == where.min(0));
        var expected = Views.interval(plane, where).cursor();
        var found = Views.interval(part, where).cursor();
        while (expected.hasNext()) {
            double value = expected.next().getRealDouble();
            if (value != found.next().getRealDouble()) {
                assertEquals(value, found.get().getRealDouble(), "at " + found.positionAsPoint());
            }
        }
    }

    @Test
    void aSlideHasLevels() {
        try (ImageFile file = bioFormats.open(SampleFile.of("ndpi_dapi.ndpi"))) {
            assertEquals("Hamamatsu NDPI", file.formatName());
            assertTrue(file.readerName().startsWith("Bio-Formats "), file.readerName());
            assertEquals(
                    List.of("3968x4864", "1984x2432", "992x1216", "496x608"),
                    file.levels(0).stream()
                            .map(level -> level.dimension(0) + "x" + level.dimension(1))
                            .toList());
            Series full = file.series().get(0);
            assertTrue(full.rgb());
            ImageFile small = file.atLevel(0, 2);
            Series s = small.series().get(0);
            assertEquals(List.of(992, 1216, 3), List.of(s.sizeX(), s.sizeY(), s.sizeC()));
            assertEquals(
                    4 * full.calibration().pixelWidth().orElseThrow(),
                    s.calibration().pixelWidth().orElseThrow(),
                    1e-9);
            assertEquals(mean(file.plane(0, 2, 0, 0)), mean(small.plane(0, 2, 0, 0)), 2);
            assertEquals(1, file.levels(1).size());
        }
    }

    private static double mean(RandomAccessibleInterval<? extends RealType<?>> plane) {
        double sum = 0;
        for (var all = Views.iterable(plane).iterator(); all.hasNext(); ) {
            sum += all.next().getRealDouble();
        }
        return sum / plane.size();
    }

    /** Bio-Formats writes place and number of each plane into the corner of its simulated files. */
    @ParameterizedTest
    @CsvSource({
        "int8,INT8,false,false", "uint8,UINT8,true,true", "int16,INT16,false,true", "uint16,UINT16,true,false",
        "int32,INT32,false,false", "uint32,UINT32,true,true", "float,FLOAT,false,true", "double,DOUBLE,true,false"
    })
    void everyTypeAndArrangement(String name, String type, boolean little, boolean interleaved) throws IOException {
        Path simulated = simulated("&series=2&sizeX=70&sizeY=40&sizeZ=3&sizeC=6&rgb=3&sizeT=2&pixelType=" + name
                + "&little=" + little + "&interleaved=" + interleaved + "&physicalSizeX=650nm&physicalSizeZ=2mm");
        try (ImageFile file = bioFormats.open(simulated)) {
            Series s = file.series().get(1);
            assertEquals(type, s.pixelType().name());
            assertEquals(List.of(6, 3, 2), List.of(s.sizeC(), s.sizeZ(), s.sizeT()));
            assertEquals(0.65, s.calibration().pixelWidth().orElseThrow(), 1e-9);
            assertEquals(2000, s.calibration().pixelDepth().orElseThrow(), 1e-6);
            for (int c = 0; c < 6; c++) {
                var plane = file.plane(1, c, 2, 1);
                assertEquals(
                        List.of(1.0, 2.0, (double) c, 1.0),
                        List.of(at(plane, 3, 3), at(plane, 23, 3), at(plane, 33, 3), at(plane, 43, 3)));
                double first = type.equals("INT8") ? -128 : type.equals("INT16") ? -32768 : 0;
                assertEquals(type.equals("INT32") ? -2147483648.0 : first, at(plane, 0, 20));
            }
        }
    }

    private Path simulated(String options) throws IOException {
        return Files.writeString(folder.resolve("a" + options + ".fake"), "\n");
    }

    private static double at(RandomAccessibleInterval<? extends RealType<?>> plane, int x, int y) {
        var access = plane.randomAccess();
        access.setPosition(new int[] {x, y});
        return access.get().getRealDouble();
    }

    @Test
    void resolutionsAreLevels() throws IOException {
        try (ImageFile file =
                bioFormats.open(simulated("&sizeX=64&sizeY=32&resolutions=3&resolutionScale=2&series=2"))) {
            assertEquals(2, file.series().size());
            assertEquals(3, file.levels(1).size());
            assertEquals(16, file.atLevel(1, 2).plane(1, 0, 0, 0).dimension(0));
        }
    }

    @Test
    void everyThreadHasItsReader() throws Exception {
        Path czi = SampleFile.of("czi_two_positions.czi");
        List<Callable<String>> tasks = IntStream.range(0, 8)
                .<Callable<String>>mapToObj(i -> () -> sums(czi))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            String alone = sums(czi);
            for (Future<String> sums : threads.invokeAll(tasks)) {
                assertEquals(alone, sums.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static String sums(Path path) {
        try (ImageFile file = bioFormats.open(path)) {
            return IntStream.range(0, 4)
                    .mapToObj(i -> "" + mean(file.plane(i / 2, 0, i % 2, 0)))
                    .collect(Collectors.joining(" "));
        }
    }

    @Test
    void nothingIsWrittenBesideTheData() throws IOException {
        Path copy = Files.copy(SampleFile.of("czi_two_positions.czi"), folder.resolve("a.czi"));
        try (ImageFile file = bioFormats.open(copy)) {
            file.plane(0, 0, 0, 0);
        }
        try (Stream<Path> all = Files.list(folder)) {
            assertEquals(List.of(copy), all.toList());
        }
    }

    @Test
    void aFileThatIsCutOffIsNoFault() throws IOException {
        byte[] whole = Files.readAllBytes(SampleFile.of("czi_two_positions.czi"));
        Path cut = Files.write(folder.resolve("a.czi"), java.util.Arrays.copyOf(whole, whole.length / 3));
        FormatsException e = assertThrows(FormatsException.class, () -> {
            try (ImageFile file = bioFormats.open(cut)) {
                file.plane(0, 0, 0, 0);
            }
        });
        assertEquals(1, e.getMessage().lines().count());
        assertFalse(e.getMessage().isBlank());
    }

    @Test
    void whatNobodyKnowsIsSaid() throws IOException {
        Path text = Files.writeString(folder.resolve("a.xyz"), "nothing of note");
        FormatsException e = assertThrows(FormatsException.class, () -> bioFormats.open(text));
        assertTrue(e.getMessage().contains("is not an image of a known format"), e.getMessage());
    }
}
