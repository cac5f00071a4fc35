package io.github.imagejdiffusion.formats.tiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.write.HyperstackBuilder;
import io.github.imagejdiffusion.formats.write.HyperstackWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stored values stand for what ImageJ's table says, in files that it saved itself. */
class ImageJCalibrationTest {

    @TempDir
    private Path folder;

    private Path save(ImageProcessor pixels, int function, double[] coefficients, boolean zeroClip) {
        ImagePlus image = new ImagePlus("a", pixels);
        Calibration calibration = new Calibration(image);
        calibration.setFunction(function, coefficients, "unit", zeroClip);
        image.setCalibration(calibration);
        Path path = folder.resolve("a.tif");
        assertTrue(new FileSaver(image).saveAsTiff(path.toString()));
        return path;
    }

    private void assertAsInImageJ(Path path, boolean calibrated) {
        ImagePlus opened = IJ.openImage(path.toString());
        float[] table = opened.getCalibration().getCTable();
        assertEquals(calibrated, table != null);
        try (ImageFile file = ImageFiles.open(path)) {
            assertEquals(calibrated, file.calibrationFunction().isPresent());
            assertWrittenAgain(opened, file);
            assertEquals(List.of(), file.notices());
            for (int stored = 0; stored < 1 << opened.getBitDepth(); stored++) {
                assertEquals(
                        table == null ? stored : table[stored],
                        file.intensities().applyAsDouble(stored));
            }
        }
    }

    /** In two channels. */
    private void assertWrittenAgain(ImagePlus expected, ImageFile file) {
        PixelType type = file.series().get(0).pixelType();
        Path copy = folder.resolve("copy.tif");
        HyperstackBuilder builder = HyperstackWriter.builder(copy, 4, 3, type).channels(2);
        file.calibrationFunction().ifPresent(builder::calibrationFunction);
        try (HyperstackWriter writer = builder.open()) {
            writer.writeRows(new float[12]);
            writer.writeRows(new float[12]);
            writer.finish();
        }
        Calibration before = expected.getCalibration();
        Calibration after = IJ.openImage(copy.toString()).getCalibration();
        assertEquals(before.calibrated() && before.getCTable() != null, after.calibrated());
        assertArrayEquals(before.getCTable(), after.getCTable());
        if (after.calibrated()) {
            assertEquals(before.getFunction(), after.getFunction());
            assertArrayEquals(before.getCoefficients(), after.getCoefficients());
            assertEquals(before.getValueUnit(), after.getValueUnit());
            assertEquals(before.zeroClip(), after.zeroClip());
        }
        try (ImageFile again = ImageFiles.open(copy)) {
            assertEquals(file.calibrationFunction(), again.calibrationFunction());
        }
    }

    @Test
    void betweenWholeValuesAndBeyondThemTheFunctionItselfHolds() throws Exception {
        double[] parabola = {3, 0.5, -0.25};
        Path path = save(new ShortProcessor(4, 3), Calibration.POLY2, parabola, false);
        Calibration inImageJ = IJ.openImage(path.toString()).getCalibration();
        try (ImageFile file = ImageFiles.open(path)) {
            assertEquals(3 + 0.5 * 2.5 - 0.25 * 2.5 * 2.5, file.intensities().applyAsDouble(2.5), 1e-12);
            for (double stored : new double[] {-1e6, -3, -0.25, 0.1, 77.7, 65534.9, 65535.1, 65536, 1e7}) {
                assertEquals(inImageJ.getCValue(stored), file.intensities().applyAsDouble(stored), "of " + stored);
            }
        }
        double[] line = {-100, 1};
        try (ImageFile file = ImageFiles.open(save(new ByteProcessor(4, 3), Calibration.STRAIGHT_LINE, line, true))) {
            assertEquals(0, file.intensities().applyAsDouble(99.5));
            assertEquals(0, file.intensities().applyAsDouble(-7));
            assertEquals(0.5, file.intensities().applyAsDouble(100.5));
        }
    }

    @Test
    void betweenOpticalDensitiesOfATableItIsLinear() throws Exception {
        Path path = save(new ByteProcessor(4, 3), Calibration.UNCALIBRATED_OD, null, false);
        float[] table = IJ.openImage(path.toString()).getCalibration().getCTable();
        try (ImageFile file = ImageFiles.open(path)) {
            assertEquals(0.75 * table[3] + 0.25 * table[4], file.intensities().applyAsDouble(3.25), 1e-6);
            assertEquals(table[0], file.intensities().applyAsDouble(-2.5));
            assertEquals(table[255], file.intensities().applyAsDouble(255.5));
            assertEquals(table[255], file.intensities().applyAsDouble(1e7));
        }
    }

    @Test
    void floatsHaveNoFunction() throws Exception {
        try (ImageFile file = ImageFiles.open(
                save(new ShortProcessor(4, 3), Calibration.STRAIGHT_LINE, new double[] {-32768, 1}, false))) {
            assertArrayEquals(
                    new float[] {-32768, 0.25f, 40_000}, file.intensitiesOf(new float[] {0, 32768.25f, 72_768}));
            HyperstackBuilder floats = HyperstackWriter.builder(folder.resolve("f.tif"), 4, 3, PixelType.FLOAT)
                    .calibrationFunction(file.calibrationFunction().orElseThrow());
            assertThrows(IllegalArgumentException.class, floats::open);
        }
    }

    @Test
    void unitsOfAnyLettersSurvive() throws Exception {
        ImagePlus image = new ImagePlus("a", new ShortProcessor(4, 3));
        image.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] {1, 2}, "\u00b5mol\\l = \u03bc");
        Path path = folder.resolve("a.tif");
        assertTrue(new FileSaver(image).saveAsTiff(path.toString()));
        assertAsInImageJ(path, true);
    }

    @ParameterizedTest
    @CsvSource({
        "STRAIGHT_LINE, 0, -32768 1",
        "STRAIGHT_LINE, 0, 3 0",
        "POLY2, 1, 3 0.5 -0.25",
        "POLY3, 2, 3 0.5 0.25 1e-3",
        "POLY4, 3, 3 0.5 0.25 1e-3 1e-6",
        "EXPONENTIAL, 4, 2 0.01",
        "POWER, 5, 2 0.7",
        "LOG, 6, 2 0.1",
        "RODBARD, 7, 0.1 1.2 80 2.5",
        "GAMMA_VARIATE, 8, 5 2 1.5 40",
        "LOG2, 9, 3 2 20",
        "RODBARD2, 10, 0.1 1.2 80 200",
        "EXP_WITH_OFFSET, 11, 2 0.01 5",
        "GAUSSIAN, 12, 1 10 120 30",
        "EXP_RECOVERY, 13, 2 0.01 5"
    })
    void everyFunctionOfImageJ(String name, int function, String numbers) throws Exception {
        assertEquals(function, Calibration.class.getField(name).getInt(null));
        double[] coefficients = Arrays.stream(numbers.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        for (boolean zeroClip : new boolean[] {false, true}) {
            assertAsInImageJ(save(new ByteProcessor(4, 3), function, coefficients, zeroClip), true);
            assertAsInImageJ(save(new ShortProcessor(4, 3), function, coefficients, zeroClip), true);
        }
    }

    @Test
    void negativeValuesMayBeClipped() throws Exception {
        double[] line = {-100, 1};
        try (ImageFile file = ImageFiles.open(save(new ByteProcessor(4, 3), Calibration.STRAIGHT_LINE, line, true))) {
            assertEquals(0, file.intensities().applyAsDouble(40));
            assertEquals(20, file.intensities().applyAsDouble(120));
        }
    }

    @Test
    void opticalDensityIsThatOfBytes() {
        ByteProcessor bytes = new ByteProcessor(4, 3);
        assertAsInImageJ(save(bytes, Calibration.UNCALIBRATED_OD, null, false), true);
        bytes.invertLut();
        assertAsInImageJ(save(bytes, Calibration.UNCALIBRATED_OD, null, false), true);
        assertAsInImageJ(save(new ShortProcessor(4, 3), Calibration.UNCALIBRATED_OD, null, false), false);
    }

    @Test
    void withoutAFunctionValuesStandForThemselves() {
        assertAsInImageJ(save(new ByteProcessor(4, 3), Calibration.NONE, null, false), false);
        assertAsInImageJ(save(new ShortProcessor(4, 3), Calibration.NONE, null, false), false);
    }

    @Test
    void coloursStandForThemselves() throws Exception {
        TiffFixture fixture = new TiffFixture();
        fixture.bits = 8;
        fixture.samples = 3;
        fixture.photometric = 2;
        fixture.description = "ImageJ=1.54p\ncf=0\nc0=3\nc1=2\nvunit=unit\n";
        try (ImageFile file = ImageFiles.open(fixture.write(folder.resolve("rgb.tif")))) {
            assertTrue(file.series().get(0).rgb());
            assertEquals(7, file.intensities().applyAsDouble(7));
        }
    }
}
