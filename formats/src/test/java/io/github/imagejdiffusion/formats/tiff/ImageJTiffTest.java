package io.github.imagejdiffusion.formats.tiff;

import static io.github.imagejdiffusion.formats.Planes.assertPlane;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.measure.Calibration;
import ij.process.FloatProcessor;
import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.Series;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files by ImageJ itself, and descriptions as it and its imitators write them. */
class ImageJTiffTest {

    @TempDir
    Path folder;

    private static float value(int c, int z, int t, int x, int y) {
        return x + 10 * y + 100 * c + 1000 * z + 10000 * t - 0.5f;
    }

    @Test
    void readsAHyperstackSavedByImageJ() {
        ImageStack stack = new ImageStack(7, 5);
        for (int t = 0; t < 4; t++) {
            for (int z = 0; z < 3; z++) {
                for (int c = 0; c < 2; c++) {
                    FloatProcessor plane = new FloatProcessor(7, 5);
                    for (int i = 0; i < 35; i++) {
                        plane.setf(i, value(c, z, t, i % 7, i / 7));
                    }
                    stack.addSlice(plane);
                }
            }
        }
        ImagePlus image = new ImagePlus("hyper", stack);
        image.setDimensions(2, 3, 4);
        CompositeImage composite = new CompositeImage(image, IJ.GRAYSCALE);
        Calibration calibration = composite.getCalibration();
        calibration.setUnit("\u00b5m");
        calibration.pixelWidth = 0.25;
        calibration.pixelHeight = 0.5;
        calibration.pixelDepth = 1.5;
        calibration.frameInterval = 2.5;
        Path path = folder.resolve("hyper.tif");
        assertTrue(new FileSaver(composite).saveAsTiffStack(path.toString()));
        try (ImageFile file = ImageFiles.open(path)) {
            assertEquals("ImageJ TIFF", file.formatName());
            Series s = file.series().get(0);
            assertEquals(2, s.sizeC());
            assertEquals(3, s.sizeZ());
            assertEquals(4, s.sizeT());
            assertEquals(PixelType.FLOAT, s.pixelType());
            assertEquals(0.25, s.calibration().pixelWidth().getAsDouble(), 1e-7);
            assertEquals(0.5, s.calibration().pixelHeight().getAsDouble(), 1e-7);
            assertEquals(1.5, s.calibration().pixelDepth().getAsDouble());
            assertEquals(2.5, s.calibration().frameInterval().getAsDouble());
            for (int c = 0; c < 2; c++) {
                for (int z = 0; z < 3; z++) {
                    for (int t = 0; t < 4; t++) {
                        int cc = c;
                        int zz = z;
                        int tt = t;
                        assertPlane(file.plane(0, c, z, t), (x, y) -> value(cc, zz, tt, x, y));
                    }
                }
            }
        }
    }

    @Test
    void readsAStackWithOneDirectory() throws Exception {
        TiffFixture fixture = oneDirectory();
        TiffFixture.Pixels expected = TiffFixture.formula(16, 1);
        try (ImageFile file = ImageFiles.open(fixture.write(folder.resolve("large.tif")))) {
            assertEquals(2, file.series().get(0).sizeC());
            assertEquals(3, file.series().get(0).sizeZ());
            for (int z = 0; z < 3; z++) {
                for (int c = 0; c < 2; c++) {
                    int page = 2 * z + c;
                    assertPlane(file.plane(0, c, z, 0), (x, y) -> expected.at(page, 0, x, y));
                }
            }
        }
    }

    @Test
    void refusesAStackWithOneDirectoryThatIsCutOff() throws Exception {
        TiffFixture fixture = oneDirectory();
        fixture.description =
                fixture.description.replace("images=6", "images=7").replace("slices=3", "slices=7");
        Path path = fixture.write(folder.resolve("cut.tif"));
        FormatsException e = assertThrows(FormatsException.class, () -> ImageFiles.open(path));
        assertTrue(e.getMessage().contains("promises 7 planes"), e.getMessage());
    }

    private static TiffFixture oneDirectory() {
        TiffFixture fixture = new TiffFixture();
        fixture.pages = 6;
        fixture.rowsPerStrip = fixture.height;
        fixture.contiguousWithOneDirectory = true;
        fixture.order = ByteOrder.BIG_ENDIAN;
        fixture.description = "ImageJ=1.54p\nimages=6\nchannels=2\nslices=3\nhyperstack=true\nmode=composite\n";
        return fixture;
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'unit=micron', 1, 0.2, 'micron'",
                "'unit=um', 1, 0.2, 'um'",
                "'unit=\\u00B5m', 1, 0.2, '\u00b5m'",
                "'unit=\u00b5m', 1, 0.2, '\u00b5m'",
                "'unit=nm', 1, 0.0002, 'nm'",
                "'unit=mm', 1, 200, 'mm'",
                "'unit=inch', 2, 5080, 'inch'",
                "'unit=um', 3, 2000, 'um'",
                "'unit=pixel', 1, , 'pixel'",
                "'mode=grayscale', 1, , ''",
            })
    void understandsUnits(String line, int resolutionUnit, Double micrometres, String unit) throws Exception {
        TiffFixture fixture = new TiffFixture();
        fixture.description = "ImageJ=1.54p\n" + line + "\n";
        fixture.extra.put(282, new long[] {5, 1});
        fixture.extra.put(283, new long[] {5, 1});
        fixture.extra.put(296, new long[] {resolutionUnit});
        try (ImageFile file = ImageFiles.open(fixture.write(folder.resolve("a.tif")))) {
            var calibration = file.series().get(0).calibration();
            assertEquals(unit, calibration.unit());
            assertEquals(micrometres != null, calibration.pixelWidth().isPresent());
            if (micrometres != null) {
                assertEquals(micrometres, calibration.pixelWidth().getAsDouble(), 1e-9 * micrometres);
            }
        }
    }

    /** As of kymographs, where y is time. */
    @ParameterizedTest
    @CsvSource({"mm, 200", "um, 0.2", "sec,"})
    void heightMayHaveAUnitOfItsOwn(String unit, Double micrometres) throws Exception {
        TiffFixture fixture = new TiffFixture();
        fixture.description = "ImageJ=1.54p\nunit=um\nyunit=" + unit + "\n";
        fixture.extra.put(282, new long[] {5, 1});
        fixture.extra.put(283, new long[] {5, 1});
        fixture.extra.put(296, new long[] {1});
        try (ImageFile file = ImageFiles.open(fixture.write(folder.resolve("a.tif")))) {
            var calibration = file.series().get(0).calibration();
            assertEquals(0.2, calibration.pixelWidth().getAsDouble(), 1e-9);
            assertEquals(micrometres != null, calibration.pixelHeight().isPresent());
            if (micrometres != null) {
                assertEquals(micrometres, calibration.pixelHeight().getAsDouble(), 1e-9 * micrometres);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 50000, 0.2", "2, 127000, 0.2", "2, 72,", "2, 300,", "1, 5,", "3, 0,"})
    void believesBareResolutionsOnlyWhereTheyCanBeTrue(int unit, long perUnit, Double micrometres) throws Exception {
        TiffFixture fixture = new TiffFixture();
        fixture.extra.put(282, new long[] {perUnit, 1});
        fixture.extra.put(283, new long[] {perUnit, 1});
        fixture.extra.put(296, new long[] {unit});
        try (ImageFile file = ImageFiles.open(fixture.write(folder.resolve("a.tif")))) {
            var width = file.series().get(0).calibration().pixelWidth();
            assertEquals(micrometres != null, width.isPresent());
            if (micrometres != null) {
                assertEquals(micrometres, width.getAsDouble(), 1e-9);
            }
        }
    }

    @Test
    void sizesThatDoNotMultiplyOutBecomeSlices() throws Exception {
        TiffFixture fixture = new TiffFixture();
        fixture.pages = 5;
        fixture.description = "ImageJ=1.54p\nimages=5\nchannels=2\nslices=3\n";
        try (ImageFile file = ImageFiles.open(fixture.write(folder.resolve("a.tif")))) {
            assertEquals(1, file.series().get(0).sizeC());
            assertEquals(5, file.series().get(0).sizeZ());
        }
    }

    @Test
    void timeUnitsBecomeSeconds() throws Exception {
        TiffFixture fixture = new TiffFixture();
        fixture.pages = 2;
        fixture.description = "ImageJ=1.54p\nimages=2\nframes=2\nfinterval=1.5\ntunit=min\n";
        try (ImageFile file = ImageFiles.open(fixture.write(folder.resolve("a.tif")))) {
            assertEquals(2, file.series().get(0).sizeT());
            assertEquals(90, file.series().get(0).calibration().frameInterval().getAsDouble());
        }
    }
}
