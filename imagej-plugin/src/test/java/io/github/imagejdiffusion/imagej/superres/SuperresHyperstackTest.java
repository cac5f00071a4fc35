package io.github.imagejdiffusion.imagej.superres;

import static io.github.imagejdiffusion.imagej.OpenImages.assertSamePixels;
import static io.github.imagejdiffusion.imagej.OpenImages.read;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.Calibration;
import io.github.imagejdiffusion.imagej.CommandLineRun;
import io.github.imagejdiffusion.imagej.HeadlessMacro;
import io.github.imagejdiffusion.imagej.Hyperstacks;
import io.github.imagejdiffusion.imagej.OpenImages;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a fine image has from its source, and the same pixels as by the command line; with a model that only enlarges. */
class SuperresHyperstackTest {

    @TempDir
    private Path folder;

    private Path model;

    @BeforeEach
    void writeModel() throws IOException {
        model = TinyPackage.sr3(2).withTrainedRange().writeTo(folder.resolve("tiny"));
    }

    @AfterEach
    void closeAll() {
        OpenImages.closeAll();
    }

    @Test
    void pixelsAreThoseOfTheCommandLineAndAxesAreKept() {
        CompositeImage source = new CompositeImage(Hyperstacks.make("five d.tif", 2, 3, 2), CompositeImage.COMPOSITE);
        source.getCalibration().xOrigin = 5;
        Path file = Hyperstacks.save(source, folder.resolve("five d.tif"));
        CommandLineRun.superres(
                file,
                "--output",
                folder,
                "--factor",
                2,
                "--model",
                model,
                "--z",
                "2-3",
                "--runs",
                "4",
                "--steps",
                "2",
                "--residual");
        source.show();
        ImagePlus fine = superResolve("slices=2-3 runs=4 steps=2 spread residual");
        assertEquals("five d-superres", fine.getTitle());
        assertArrayEquals(new int[] {2 * Hyperstacks.WIDTH, 2 * Hyperstacks.HEIGHT, 2, 2, 2}, fine.getDimensions());
        assertEquals(CompositeImage.COMPOSITE, ((CompositeImage) fine).getMode());
        Calibration calibration = fine.getCalibration();
        assertEquals(0.1, calibration.pixelWidth);
        assertEquals(0.125, calibration.pixelHeight);
        assertEquals(1.5, calibration.pixelDepth);
        assertEquals(10, calibration.xOrigin);
        assertEquals("c2 z3 t2", fine.getStack().getSliceLabel(8));
        assertSamePixels(read(folder.resolve("five d_superres.tif")), fine);
        assertSamePixels(read(folder.resolve("five d_spread.tif")), WindowManager.getImage("five d-spread"));
        ImagePlus residual = WindowManager.getImage("five d-residual");
        assertSamePixels(read(folder.resolve("five d_residual.tif")), residual);
        assertEquals(0.2, residual.getCalibration().pixelWidth, "on the grid of the image");
    }

    @Test
    void aSelectionIsSuperResolvedAsAnImageOfItsOwn() {
        ImagePlus source = Hyperstacks.make("five d.tif", 2, 2, 2);
        source.getCalibration().xOrigin = 5;
        source.show();
        HeadlessMacro.source("makeRectangle(9, 7, 40, 36);");
        ImagePlus duplicate = source.crop("stack");
        ImagePlus fine = superResolve("runs=4 steps=2 residual");
        assertArrayEquals(new int[] {80, 72, 2, 2, 2}, fine.getDimensions());
        assertEquals("9 7 40 36", fine.getProp("diffusion.input.area"));
        assertEquals(0.1, fine.getCalibration().pixelWidth);
        assertEquals(source.getCalibration().getX(9), fine.getCalibration().getX(0), 1e-12, "the same place in space");
        assertEquals(source.getCalibration().getY(7), fine.getCalibration().getY(0), 1e-12, "the same place in space");
        ImagePlus residual = WindowManager.getImage("five d-residual");
        assertArrayEquals(new int[] {40, 36, 2, 2, 2}, residual.getDimensions());

        duplicate.setTitle("duplicate.tif");
        duplicate.show();
        assertSamePixels(superResolve("runs=4 steps=2 residual"), fine);
        assertSamePixels(WindowManager.getImage("duplicate-residual"), residual);
    }

    @ParameterizedTest
    @CsvSource({"8,float", "16,float", "32,float", "8,input", "16,input", "32,input"})
    void blockMeansOfAConsistentResultAreTheImage(int bits, String pixelType) {
        ImagePlus source = IJ.createImage("waves", bits + "-bit black", 40, 24, 1);
        // Away from the ends of the range, where a mean is not kept.
        double unit = bits == 32 ? 0.001 : bits == 16 ? 40 : 1;
        for (int i = 0; i < 40 * 24; i++) {
            source.getProcessor().setf(i, (float) (unit * Math.rint(120 + 40 * Math.sin(i * 0.21))));
        }
        source.show();
        ImagePlus fine = superResolve("consistent pixel_type=" + pixelType);
        assertEquals(pixelType.equals("input") ? bits : 32, fine.getBitDepth());
        assertEquals(source.getDisplayRangeMin(), fine.getDisplayRangeMin());
        assertEquals(source.getDisplayRangeMax(), fine.getDisplayRangeMax());
        double tolerance = fine.getBitDepth() < 32 ? 0 : bits == 32 ? 1e-5 : 1e-6 * 160 * unit;
        for (int y = 0; y < 24; y++) {
            for (int x = 0; x < 40; x++) {
                double sum = 0;
                for (int i = 0; i < 4; i++) {
                    sum += fine.getProcessor().getf(2 * x + i % 2, 2 * y + i / 2);
                }
                assertEquals(source.getProcessor().getf(x, y), sum / 4, tolerance, x + "," + y);
            }
        }
        assertEquals("true", fine.getProp("diffusion.option.consistent"));
        assertEquals(pixelType, fine.getProp("diffusion.option.pixel_type"));
    }

    @Test
    void withoutAScalePixelsStayPixels() {
        ImagePlus source = IJ.createImage("ramp", "16-bit ramp", 40, 24, 1);
        source.show();
        superResolve("");
        assertEquals(1, IJ.getImage().getCalibration().pixelWidth);
        assertEquals("pixel", IJ.getImage().getCalibration().getUnit());
    }

    private ImagePlus superResolve(String options) {
        HeadlessMacro macro = HeadlessMacro.source("run('Super-resolve...', 'model=[" + model + "] " + options + "');");
        assertEquals("", macro.err());
        return IJ.getImage();
    }
}
