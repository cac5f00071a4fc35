package io.github.imagejdiffusion.imagej.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.measure.Measurements;
import ij.plugin.filter.ThresholdToSelection;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.imagejdiffusion.imagej.CommandLineRun;
import io.github.imagejdiffusion.imagej.Hyperstacks;
import io.github.imagejdiffusion.imagej.OpenImages;
import io.github.imagejdiffusion.imagej.entry.Attempt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The object table has calibrated intensities, as ImageJ's Measure and the command line have. */
class CalibratedIntensityTest {

    private static final Path IMAGE = Path.of("../test-images/nuclei_11a0170f44e3.png");

    @TempDir
    private Path folder;

    @AfterEach
    void closeAll() {
        OpenImages.closeAll();
    }

    /** In two slices, so that planes are not mixed up; half of the values are negative. */
    @Test
    void signedPixelsAreAsOnTheCommandLine() throws IOException {
        ImagePlus nuclei = OpenImages.read(IMAGE);
        ImageStack slices = new ImageStack(nuclei.getWidth(), nuclei.getHeight());
        for (int z = 0; z < 2; z++) {
            ImageProcessor signed = new ShortProcessor(nuclei.getWidth(), nuclei.getHeight());
            for (int i = 0; i < signed.getPixelCount(); i++) {
                signed.set(i, 32_768 - 40 + (z + 1) * nuclei.getProcessor().get(i));
            }
            slices.addSlice(signed);
        }
        ImagePlus image = new ImagePlus("signed.tif", slices);
        Calibration calibration = new Calibration(image);
        calibration.setSigned16BitCalibration();
        image.setCalibration(calibration);
        Path file = Hyperstacks.save(image, folder.resolve("signed.tif"));
        CommandLineRun.segment(file, "--output", folder);
        Path objects = folder.resolve("plugin.csv");
        OpenImages.read(file).show();
        assertEquals("", Attempt.segment("save_objects=[" + objects + "]"));
        List<String> expected = Files.readAllLines(folder.resolve("signed_objects.csv"));
        assertEquals(expected, Files.readAllLines(objects));
        assertTrue(expected.size() > 10, expected::toString);
        for (double mean : means(expected)) {
            assertTrue(mean < 1000, "the true value, not the stored one: " + mean);
        }
    }

    /** The mean of calibrated values is not the calibrated mean, if the function is no line. */
    @ParameterizedTest
    @CsvSource({Calibration.POLY2 + ", 3, 0.5, 0.25", Calibration.UNCALIBRATED_OD + ", 0, 0, 0"})
    void aCurveIsAppliedPixelByPixelAsByMeasure(int function, double a, double b, double c) throws IOException {
        ImagePlus image = OpenImages.read(IMAGE);
        image.setCalibration(image.getCalibration().copy());
        double[] coefficients = function == Calibration.POLY2 ? new double[] {a, b, c} : null;
        image.getCalibration().setFunction(function, coefficients, "OD");
        Path file = Hyperstacks.save(image, folder.resolve("curve.tif"));
        CommandLineRun.segment(file, "--output", folder);
        image = OpenImages.read(file);
        image.show();
        Path objects = folder.resolve("plugin.csv");
        assertEquals("", Attempt.segment("save_objects=[" + objects + "]"));
        assertEquals(Files.readAllLines(folder.resolve("curve_objects.csv")), Files.readAllLines(objects));
        ImagePlus labels = IJ.getImage();
        List<Double> means = means(Files.readAllLines(objects));
        for (int label = 1; label <= means.size(); label++) {
            labels.getProcessor().setThreshold(label, label, ImageProcessor.NO_LUT_UPDATE);
            image.setRoi(new ThresholdToSelection().convert(labels.getProcessor()));
            double measured = image.getStatistics(Measurements.MEAN).mean;
            assertEquals(measured, means.get(label - 1), 1e-5 * measured, "object " + label);
        }
    }

    private static List<Double> means(List<String> csv) {
        int column = List.of(csv.get(0).split(",")).indexOf("mean_intensity");
        return csv.stream()
                .skip(1)
                .map(line -> Double.parseDouble(line.split(",")[column]))
                .toList();
    }
}
