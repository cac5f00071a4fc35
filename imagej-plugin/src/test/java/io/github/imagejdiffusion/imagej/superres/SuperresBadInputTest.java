package io.github.imagejdiffusion.imagej.superres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.VirtualStack;
import ij.WindowManager;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.github.imagejdiffusion.imagej.HeadlessMacro;
import io.github.imagejdiffusion.imagej.Hyperstacks;
import io.github.imagejdiffusion.imagej.OpenImages;
import io.github.imagejdiffusion.imagej.entry.Attempt;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong ends in one message, and everything is as it was before. */
class SuperresBadInputTest {

    @TempDir
    private Path folder;

    private Path model;

    @BeforeEach
    void writeModel() throws IOException {
        model = TinyPackage.sr3(2).withTrainedRange().writeTo(folder.resolve("tiny"));
        IJ.resetEscape();
    }

    @AfterEach
    void closeAll() {
        OpenImages.closeAll();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "factr=2 | Unknown key 'factr'. Known keys: factor, model,",
                "factor=3 | The key 'factor' must be 2 or 4, but the macro says factor=3.",
                "factor=0 | The key 'factor' must be 2 or 4, but the macro says factor=0.",
                "factor=two | The key 'factor' must be a whole number",
                "factor=4 | The model tiny is for factor=2, but the settings say factor=4: choose another model or factor.",
                "consistent=yes | The key 'consistent' is a switch",
                "psf=5 | The key 'psf' must be from 0 to 2, but the macro says psf=5.",
                "psf=0 | These settings cannot be used: psf must be more than 0 and at most 2.0 pixels of the image",
                "psf=0.6 consistent | These settings cannot be used: psf does not go with consistent",
                "sample runs=3 | These settings cannot be used: a sample is a single draw",
                "spread | The spread is defined for 4 or more runs of 2 or more steps",
                "pixel_type=short | The key 'pixel_type' must be float or input, but the macro says pixel_type=short.",
                "channel=3 | 'cells.tif' has 2 channels, so there is no channel 3.",
                "slices=2-5 | has 3 slices, but the settings ask for slices 2-5.",
            })
    void aSettingThatCannotBe(String settings, String message) {
        assertRefused(Hyperstacks.make("cells.tif", 2, 3, 1), "model=[" + model + "] " + settings, message);
    }

    @Test
    void coloursAreNoChannelsUnlessOneIsChosen() {
        ImagePlus rgb = IJ.createImage("rgb.png", "RGB ramp", 40, 30, 1);
        assertRefused(
                rgb,
                "model=[" + model + "]",
                "'rgb.png' has 3 colour channels, but the model tiny takes 1: choose one with channel=1 to 3 (red, green");
        assertEquals("", Attempt.superResolve("channel=2 model=[" + model + "]"));
        assertEquals(80, WindowManager.getImage("rgb-superres").getWidth());
    }

    @Test
    void aModelThatDenoises() throws IOException {
        Path paired = TinyPackage.paired().writeTo(folder.resolve("paired"));
        assertRefused(Hyperstacks.make("cells.tif", 1, 1, 1), "model=[" + paired + "]", "does not super-resolve");
    }

    @ParameterizedTest
    @CsvSource({"float, 4", "input, 1"})
    void aResultThatImagejCannotHoldIsFoundBeforeTheWork(String pixelType, int bytes) {
        int planes = (int) (2 * IJ.maxMemory() / (4L * 4_000_000)) + 1;
        ImageProcessor plane = new ByteProcessor(2000, 2000);
        ImagePlus image = new ImagePlus("long.tif", new VirtualStack(2000, 2000) {
            @Override
            public int size() {
                return planes;
            }

            @Override
            public int getSize() {
                return planes;
            }

            @Override
            public ImageProcessor getProcessor(int n) {
                return plane;
            }
        });
        image.show();
        String problem = Attempt.superResolve("pixel_type=" + pixelType + " model=[" + model + "]");
        String size = String.format(Locale.ROOT, "%.1f GiB", 16e6 * planes * bytes / (1L << 30));
        assertTrue(
                problem.startsWith("The result, " + planes + " planes of 4000 x 4000 pixels, takes " + size), problem);
        assertFalse(image.isLocked());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 1", "1, 9"})
    void tinyImagesAreNoProblem(int width, int height) {
        IJ.createImage("tiny.tif", "16-bit ramp", width, height, 1).show();
        assertEquals("", Attempt.superResolve("residual model=[" + model + "]"));
        assertEquals(2 * width, WindowManager.getImage("tiny-superres").getWidth());
    }

    /** By run(...), which ends the macro, and by Attempt, which does not. */
    private static void assertRefused(ImagePlus image, String options, String message) {
        image.show();
        HeadlessMacro macro =
                HeadlessMacro.source("run('Super-resolve...', '" + options + "'); print('went' + ' on');");
        assertTrue(macro.printed().contains(message), macro::printed);
        assertFalse(macro.printed().contains("went on"), macro::printed);
        assertFalse(macro.printed().contains("\tat "), () -> "a stack trace: " + macro.printed());
        // Without a screen, ImageJ drops all images when a macro ends with an error.
        image.show();
        String problem = Attempt.superResolve(options);
        assertTrue(problem.contains(message), problem);
        assertFalse(problem.contains("\n"), problem);
        assertEquals(1, WindowManager.getImageCount(), "images");
        assertFalse(image.isLocked());
    }
}
