package io.github.imagejdiffusion.batch.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import ij.measure.Calibration;
import ij.process.FloatProcessor;
import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.SampleImages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pixel sizes as files state them, sensible or not. */
class SegmentCalibrationTest {

    private static final int X_RESOLUTION = 282;

    @TempDir
    private Path folder;

    private Path input;
    private Path out;

    @BeforeEach
    void choosePlaces() {
        input = folder.resolve("a.tif");
        out = folder.resolve("out");
    }

    private void save(double pixelSize, String unit) {
        Calibration calibration = new Calibration();
        calibration.setUnit(unit);
        calibration.pixelWidth = pixelSize;
        calibration.pixelHeight = pixelSize;
        ImagePlus image = new ImagePlus("a", new FloatProcessor(40, 40, SampleImages.disc()));
        image.setCalibration(calibration);
        new FileSaver(image).saveAsTiff(input.toString());
    }

    private String header() throws IOException {
        return Files.readAllLines(out.resolve("a_objects.csv")).get(0);
    }

    @ParameterizedTest
    @CsvSource({"0.00001, inch", "0.000254, mm", "254, nm"})
    void otherUnitsBecomeMicrometres(double pixelSize, String unit) throws IOException {
        save(pixelSize, unit);
        CommandRun.of("segment", input, "-o", out).assertDone();
        List<String> rows = Files.readAllLines(out.resolve("a_objects.csv"));
        assertEquals(2, rows.size());
        List<String> names = List.of(rows.get(0).split(","));
        String[] values = rows.get(1).split(",");
        double pixels = Double.parseDouble(values[names.indexOf("x_px")]);
        double micrometres = Double.parseDouble(values[names.indexOf("x_um")]);
        assertEquals(0.254, micrometres / pixels, 1e-4);
        Calibration written =
                IJ.openImage(out.resolve("a_labels.tif").toString()).getCalibration();
        assertEquals("micron", written.getUnit());
        assertEquals(0.254, written.pixelWidth, 1e-5);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1000, 0", "0, 0"})
    void resolutionWithoutMeaningIsUnknown(int numerator, int denominator) throws IOException {
        save(0.5, "inch");
        patchResolution(numerator, denominator);
        CommandRun.of("segment", input, "-o", out).assertDone();
        assertFalse(header().contains("_um"), header());
    }

    @Test
    void whatTheUserSaysCounts() throws IOException {
        save(0.5, "inch");
        patchResolution(0, 1);
        CommandRun.of("segment", input, "-o", out, "--pixel-size", 0.3).assertDone();
        assertEquals(0.3, IJ.openImage(out.resolve("a_labels.tif").toString()).getCalibration().pixelWidth, 1e-6);
    }

    /** In the first directory of the file. */
    private void patchResolution(int numerator, int denominator) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(input));
        bytes.order(bytes.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = bytes.getInt(4);
        for (int i = 0; i < bytes.getShort(directory); i++) {
            int entry = directory + 2 + 12 * i;
            if (bytes.getShort(entry) == X_RESOLUTION) {
                bytes.putInt(bytes.getInt(entry + 8), numerator);
                bytes.putInt(bytes.getInt(entry + 8) + 4, denominator);
            }
        }
        Files.write(input, bytes.array());
    }
}
