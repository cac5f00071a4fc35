package io.github.imagejdiffusion.formats.tiff;

import static io.github.imagejdiffusion.formats.Planes.assertPlane;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.process.ImageProcessor;
import io.github.imagejdiffusion.formats.GreyPalette;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.Series;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stored numbers stand for: white or black, places in a palette, calibrated values, and which way up. */
class TiffMeaningTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"1,1,255", "8,1,255", "8,5,255", "16,1,65535", "16,8,65535"})
    void turnsWhiteIsZeroAround(int bits, int compression, int white) throws Exception {
        TiffFixture fixture = new TiffFixture();
        fixture.bits = bits;
        fixture.compression = compression;
        fixture.photometric = 0;
        TiffFixture.Pixels stored = TiffFixture.formula(bits, 1);
        int factor = bits == 1 ? 255 : 1;
        try (ImageFile file = ImageFiles.open(fixture.write(folder.resolve("a.tif")))) {
            assertPlane(file.plane(0, 0, 0, 0), (x, y) -> white - factor * stored.at(0, 0, x, y));
        }
    }

    /** ImageJ marks an inverting lookup table this way; pixel values are what ImageJ reports. */
    @Test
    void whiteIsZeroInAnImageJFileIsOnlyForShow() throws Exception {
        TiffFixture fixture = new TiffFixture();
        fixture.photometric = 0;
        fixture.description = "ImageJ=1.54p\n";
        try (ImageFile file = ImageFiles.open(fixture.write(folder.resolve("a.tif")))) {
            assertPlane(
                    file.plane(0, 0, 0, 0), (x, y) -> TiffFixture.formula(16, 1).at(0, 0, x, y));
        }
    }

    @Test
    void paletteBecomesRgb() throws Exception {
        TiffFixture fixture = palette();
        TiffFixture.Pixels index = TiffFixture.formula(8, 1);
        try (ImageFile file = ImageFiles.open(fixture.write(folder.resolve("a.tif")))) {
            Series series = file.series().get(0);
            assertTrue(series.rgb());
            assertEquals(List.of(ImageFile.COLOURS_OF_PALETTE), file.notices());
            assertEquals(PixelType.UINT8, series.pixelType());
            assertPlane(file.plane(0, 0, 0, 0), (x, y) -> index.at(0, 0, x, y));
            assertPlane(file.plane(0, 1, 0, 0), (x, y) -> 255 - index.at(0, 0, x, y));
            assertPlane(file.plane(0, 2, 0, 0), (x, y) -> 9);
        }
    }

    @Test
    void paletteOfGreysBecomesGrey() throws Exception {
        TiffFixture fixture = palette();
        long[] map = new long[768];
        for (int i = 0; i < 768; i++) {
            map[i] = (255 - i * 7 % 256) * 257L;
        }
        fixture.extra.put(320, map);
        TiffFixture.Pixels index = TiffFixture.formula(8, 1);
        try (ImageFile file = ImageFiles.open(fixture.write(folder.resolve("a.tif")))) {
            assertEquals(1, file.series().get(0).sizeC());
            assertEquals(List.of(), file.notices());
            assertPlane(file.plane(0, 0, 0, 0), (x, y) -> 255 - index.at(0, 0, x, y) * 7 % 256);
        }
    }

    @Test
    void fallingPaletteOfGreysIsTold() throws Exception {
        TiffFixture fixture = palette();
        long[] map = new long[768];
        for (int i = 0; i < 768; i++) {
            map[i] = (255 - i % 256) * 257L;
        }
        fixture.rowsPerStrip = fixture.height;
        fixture.extra.put(320, map);
        Path path = fixture.write(folder.resolve("a.tif"));
        ImageProcessor inImageJ = IJ.openImage(path.toString()).getProcessor();
        try (ImageFile file = ImageFiles.open(path)) {
            assertEquals(List.of(GreyPalette.FALLING), file.notices());
            assertPlane(file.plane(0, 0, 0, 0), (x, y) -> 255 - inImageJ.get(x, y));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'cf=0\\nc0=-32768.0\\nc1=1.0\\nvunit=Gray Value', -32768, 1, 0",
        "'cf=0\\nc0=3\\nc1=0.5', 3, 0.5, 0",
        "'cf=1\\nc0=3\\nc1=0.5', 0, 1, 1",
        "'cf=0\\nc0=3', 0, 1, 1",
        "'cf=0\\nc0=x\\nc1=1', 0, 1, 1",
        "'cf=14\\nc0=1\\nc1=1\\nc2=1\\nc3=1\\nc4=1', 0, 1, 1",
        "'cf=-1\\nc0=3\\nc1=0.5', 0, 1, 1",
        "'cf=20\\nvunit=Gray Value', 0, 1, 0",
        "'cf=21\\nvunit=OD', 0, 1, 0",
        "'c0=3\\nc1=0.5', 0, 1, 0"
    })
    void calibrationOfAnImageJFileIsKnown(String lines, double offset, double slope, int notices) throws Exception {
        TiffFixture fixture = new TiffFixture();
        fixture.description = "ImageJ=1.54p\n" + lines.replace("\\n", "\n") + "\n";
        try (ImageFile file = ImageFiles.open(fixture.write(folder.resolve("a.tif")))) {
            for (int stored : new int[] {0, 1, 777, 65535}) {
                assertEquals(
                        (float) (offset + slope * stored), file.intensities().applyAsDouble(stored));
            }
            assertEquals(notices, file.notices().size(), file.notices()::toString);
            file.notices().forEach(line -> assertTrue(line.contains("calibration function"), line));
            assertPlane(
                    file.plane(0, 0, 0, 0), (x, y) -> TiffFixture.formula(16, 1).at(0, 0, x, y));
        }
    }

    @Test
    void orientationIsTold() throws Exception {
        TiffFixture fixture = new TiffFixture();
        fixture.extra.put(274, new long[] {3});
        try (ImageFile file = ImageFiles.open(fixture.write(folder.resolve("a.tif")))) {
            assertTrue(file.notices().get(0).contains("orientation 3"));
            assertPlane(
                    file.plane(0, 0, 0, 0), (x, y) -> TiffFixture.formula(16, 1).at(0, 0, x, y));
        }
    }

    @Test
    void paletteOfAnImageJFileIsOnlyForShow() throws Exception {
        TiffFixture fixture = palette();
        fixture.description = "ImageJ=1.54p\n";
        try (ImageFile file = ImageFiles.open(fixture.write(folder.resolve("a.tif")))) {
            assertEquals(1, file.series().get(0).sizeC());
            assertPlane(
                    file.plane(0, 0, 0, 0), (x, y) -> TiffFixture.formula(8, 1).at(0, 0, x, y));
        }
    }

    private static TiffFixture palette() {
        TiffFixture fixture = new TiffFixture();
        fixture.bits = 8;
        fixture.photometric = 3;
        long[] map = new long[768];
        for (int i = 0; i < 256; i++) {
            map[i] = i * 257L;
            map[256 + i] = (255 - i) * 257L;
            map[512 + i] = 9 * 257L;
        }
        fixture.extra.put(320, map);
        return fixture;
    }
}
