package io.github.imagejdiffusion.formats.tiff;

import static io.github.imagejdiffusion.formats.Planes.assertPlane;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.Series;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.imglib2.FinalInterval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images in several resolutions: as sub-directories, as marked pages, and as the unmarked pages of slide scanners. */
class PyramidTiffTest {

    private static final String OME = "<OME><Image ID=\"Image:0\" Name=\"slide\"><Pixels DimensionOrder=\"XYZCT\" "
            + "SizeX=\"37\" SizeY=\"23\" SizeC=\"2\" SizeZ=\"1\" SizeT=\"1\" PhysicalSizeX=\"0.5\" PhysicalSizeY=\"0.25\">"
            + "<TiffData/></Pixels></Image></OME>";

    @TempDir
    Path folder;

    private static TiffFixture fixture(int width, int height, int pages) {
        TiffFixture fixture = new TiffFixture();
        fixture.width = width;
        fixture.height = height;
        fixture.pages = pages;
        fixture.tile = 16;
        return fixture;
    }

    private static TiffFixture.Pixels pixels() {
        return TiffFixture.formula(16, 1);
    }

    private Path save(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("p.tif"), bytes);
    }

    private static List<String> sizes(ImageFile file, int series) {
        return file.levels(series).stream()
                .map(d -> d.dimension(0) + "x" + d.dimension(1))
                .toList();
    }

    private static byte[] omeWithTwoCopies() throws IOException {
        TiffFixture full = fixture(37, 23, 2);
        full.description = OME;
        full.extra.put(330, new long[2]);
        byte[] once = Join.underneath(full.bytes(), fixture(18, 11, 2).bytes(), 0);
        return Join.underneath(once, fixture(9, 5, 2).bytes(), 1);
    }

    @Test
    void subDirectoriesOfAnOmeTiffAreLevels() throws Exception {
        try (ImageFile file = ImageFiles.open(save(omeWithTwoCopies()))) {
            assertEquals(List.of("37x23", "18x11", "9x5"), sizes(file, 0));
            assertEquals(37, file.series().get(0).sizeX());
            assertPlane(file.plane(0, 1, 0, 0), (x, y) -> pixels().at(1, 0, x, y));
            ImageFile small = file.atLevel(0, 2);
            Series s = small.series().get(0);
            assertEquals(List.of("slide", 9, 5, 2), List.of(s.name(), s.sizeX(), s.sizeY(), s.sizeC()));
            assertEquals(0.5 * 37 / 9, s.calibration().pixelWidth().orElseThrow(), 1e-12);
            assertEquals(0.25 * 23 / 5, s.calibration().pixelHeight().orElseThrow(), 1e-12);
            assertPlane(small.plane(0, 0, 0, 0), (x, y) -> pixels().at(0, 0, x, y));
            assertPlane(small.region(0, 1, 0, 0, FinalInterval.createMinSize(3, 2, 5, 3)), (x, y) -> pixels().at(
                            1, 0, x, y));
            assertEquals(sizes(file, 0), sizes(small, 0));
            assertEquals(37, small.atLevel(0, 0).series().get(0).sizeX());
        }
    }

    @Test
    void aLevelThatIsNotThereIsRefused() throws Exception {
        try (ImageFile file = ImageFiles.open(save(omeWithTwoCopies()))) {
            for (int level : new int[] {-1, 3}) {
                String message = assertThrows(FormatsException.class, () -> file.atLevel(0, level))
                        .getMessage();
                assertTrue(message.contains("has 3 resolution levels in image 1, but level " + level), message);
            }
            assertThrows(IndexOutOfBoundsException.class, () -> file.atLevel(1, 0));
        }
    }

    @Test
    void closingALevelClosesTheFile() throws Exception {
        ImageFile file = ImageFiles.open(save(omeWithTwoCopies()));
        file.atLevel(0, 1).close();
        assertThrows(FormatsException.class, () -> file.plane(0, 0, 0, 0));
        file.close();
    }

    /** The second plane has no copy: level 1 of the first can be read, of the second it is reported. */
    @Test
    void aPlaneWithoutItsCopyIsReported() throws Exception {
        byte[] bytes = omeWithTwoCopies();
        ByteBuffer tiff = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int second = tiff.getInt(Join.nextPointer(tiff, tiff.getInt(4)));
        int field = second + 2;
        while (tiff.getShort(field) != 330) {
            field += 12;
        }
        tiff.putShort(field, (short) 331);
        try (ImageFile file = ImageFiles.open(save(bytes))) {
            ImageFile small = file.atLevel(0, 1);
            assertPlane(small.plane(0, 0, 0, 0), (x, y) -> pixels().at(0, 0, x, y));
            String message = assertThrows(FormatsException.class, () -> small.plane(0, 1, 0, 0))
                    .getMessage();
            assertTrue(message.contains("channel 1, z 0, time 0") && message.contains("18 x 11"), message);
        }
    }

    @Test
    void markedPagesAreLevels() throws Exception {
        TiffFixture half = fixture(18, 12, 1);
        half.tile = 0;
        half.extra.put(254, new long[] {1});
        byte[] bytes = Join.pages(fixture(37, 23, 1).bytes(), half.bytes());
        TiffFixture square = fixture(8, 8, 1);
        square.extra.put(254, new long[] {1});
        try (ImageFile file = ImageFiles.open(save(Join.pages(bytes, square.bytes())))) {
            assertEquals(1, file.series().size());
            assertEquals(List.of("37x23", "18x12"), sizes(file, 0));
            assertPlane(file.atLevel(0, 1).plane(0, 0, 0, 0), (x, y) -> pixels().at(0, 0, x, y));
        }
    }

    /** Full size, a thumbnail in strips, two levels, the photograph of the label: as Aperio scanners write them. */
    @Test
    void unmarkedTiledPagesOfTheSameProportionsAreLevels() throws Exception {
        TiffFixture thumbnail = fixture(12, 8, 1);
        thumbnail.tile = 0;
        byte[] bytes = fixture(64, 40, 1).bytes();
        for (TiffFixture next : List.of(thumbnail, fixture(32, 20, 1), fixture(8, 5, 1), fixture(20, 20, 1))) {
            bytes = Join.pages(bytes, next.bytes());
        }
        try (ImageFile file = ImageFiles.open(save(bytes))) {
            assertEquals(3, file.series().size());
            assertEquals(List.of("64x40", "32x20", "8x5"), sizes(file, 0));
            assertEquals(List.of("12x8"), sizes(file, 1));
            assertEquals(List.of("20x20"), sizes(file, 2));
            ImageFile small = file.atLevel(0, 2);
            assertEquals(12, small.series().get(1).sizeX());
            assertPlane(small.plane(0, 0, 0, 0), (x, y) -> pixels().at(0, 0, x, y));
            assertPlane(small.plane(2, 0, 0, 0), (x, y) -> pixels().at(0, 0, x, y));
        }
    }

    @Test
    void everyPlaneOfAStackHasItsCopy() throws Exception {
        byte[] bytes = Join.pages(fixture(32, 20, 3).bytes(), fixture(16, 10, 3).bytes());
        try (ImageFile file = ImageFiles.open(save(bytes))) {
            ImageFile small = file.atLevel(0, 1);
            assertEquals(3, small.series().get(0).sizeZ());
            assertPlane(small.plane(0, 0, 2, 0), (x, y) -> pixels().at(2, 0, x, y));
        }
        byte[] uneven =
                Join.pages(fixture(32, 20, 3).bytes(), fixture(16, 10, 2).bytes());
        try (ImageFile file = ImageFiles.open(save(uneven))) {
            assertEquals(2, file.series().size());
        }
    }

    /** A copy that cannot be decoded must not keep the picture from being read. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBadCopyIsLeftOut(boolean subDirectory) throws Exception {
        TiffFixture full = fixture(37, 23, 1);
        TiffFixture bad = fixture(18, 11, 1);
        bad.extra.put(254, new long[] {1});
        bad.extra.put(259, new long[] {34712});
        full.extra.put(330, new long[1]);
        byte[] bytes = subDirectory
                ? Join.underneath(full.bytes(), bad.bytes(), 0)
                : Join.pages(fixture(37, 23, 1).bytes(), bad.bytes());
        try (ImageFile file = ImageFiles.open(save(bytes))) {
            assertEquals(List.of("37x23"), sizes(file, 0));
            assertPlane(file.plane(0, 0, 0, 0), (x, y) -> pixels().at(0, 0, x, y));
        }
    }
}
