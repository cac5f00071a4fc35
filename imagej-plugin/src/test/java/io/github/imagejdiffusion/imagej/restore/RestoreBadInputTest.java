package io.github.imagejdiffusion.imagej.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.process.FloatProcessor;
import io.github.imagejdiffusion.imagej.HeadlessMacro;
import io.github.imagejdiffusion.imagej.Hyperstacks;
import io.github.imagejdiffusion.imagej.OpenImages;
import io.github.imagejdiffusion.imagej.entry.Attempt;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong ends in one message, and everything is as it was before. */
class RestoreBadInputTest {

    @TempDir
    private Path folder;

    private Path model;

    @BeforeEach
    void writeModel() throws IOException {
        model = TinyPackage.paired().writeTo(folder.resolve("tiny"));
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
                "tsk=denoise | Unknown key 'tsk'. Known keys: task, method, model,",
                "task=blur | The key 'task' must be denoise or upsample, but the macro says task=blur.",
                "method=best | The key 'method' must be model or ilvr to denoise, but the macro says method=best.",
                "task=upsample method=model | The key 'method' must be ilvr to upsample",
                "factor=4 | The key 'factor' belongs to ILVR: leave it out, or write method=ilvr",
                "kernel=box | The key 'kernel' belongs to ILVR",
                "method=ilvr factor=3 | The key 'factor' must be a power of two, but the macro says factor=3.",
                "task=upsample factor=16 | The key 'factor' must be 2, 4 or 8 to upsample",
                "method=ilvr range_t=-2 | The key 'range_t' must be at least -1",
                "method=ilvr kernel=gauss | The key 'kernel' must be cubic, lanczos2, lanczos3, linear or box",
                "method=ilvr noising=none | The key 'noising' must be paper or code",
                "method=ilvr sample | The key 'sample' does not go with ilvr",
                "method=ilvr | is of kind paired, but ILVR follows an image with a model without condition",
                "steps=0 | The key 'steps' must be at least 1, but the macro says steps=0.",
                "steps=100000 | These settings cannot be used: ",
                "sample runs=3 | These settings cannot be used: a sample is a single draw",
                "sample steps=1 | These settings cannot be used: a sample takes at least 2 steps",
                "spread | The spread is defined for 4 or more runs of 2 or more steps",
                "residual=yes | The key 'residual' is a switch",
                "pixel_type=8 | The key 'pixel_type' must be float or input, but the macro says pixel_type=8.",
                "channel=3 | 'cells.tif' has 2 channels, so there is no channel 3.",
                "slices=2-5 | has 3 slices, but the settings ask for slices 2-5.",
                "frames=2 | has 1 frame, but the settings ask for frames 2.",
            })
    void aSettingThatCannotBe(String settings, String message) {
        assertRefused(Hyperstacks.make("cells.tif", 2, 3, 1), "model=[" + model + "] " + settings, message);
    }

    @Test
    void withoutAnImage() {
        assertRefused(null, "", "There is no image open.");
    }

    @Test
    void notANumber() {
        FloatProcessor pixels = new FloatProcessor(40, 30);
        pixels.setf(7, 3, Float.NaN);
        assertRefused(new ImagePlus("nan.tif", pixels), "model=[" + model + "]", "NaN");
    }

    @Test
    void aModelThatSegments() throws IOException {
        Path segdiff = TinyPackage.of("sharp").minSize(0).writeTo(folder.resolve("segdiff"));
        assertRefused(Hyperstacks.make("cells.tif", 1, 1, 1), "model=[" + segdiff + "]", "does not denoise");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 1", "1, 9"})
    void tinyImagesAreNoProblem(int width, int height) {
        ImagePlus image = IJ.createImage("tiny.tif", "16-bit ramp", width, height, 1);
        image.show();
        assertEquals("", Attempt.restore("residual"), "the bundled model");
        assertEquals(width, WindowManager.getImage("tiny-restored").getWidth());
    }

    /** By run(...), which ends the macro, and by Attempt, which does not. */
    private static void assertRefused(ImagePlus image, String options, String message) {
        int images = 0;
        if (image != null) {
            image.show();
            images = 1;
        }
        HeadlessMacro macro =
                HeadlessMacro.source("run('Restore (ILVR)...', '" + options + "'); print('went' + ' on');");
        assertTrue(macro.printed().contains(message), macro::printed);
        assertFalse(macro.printed().contains("went on"), macro::printed);
        assertFalse(macro.printed().contains("\tat "), () -> "a stack trace: " + macro.printed());
        if (image != null) {
            // Without a screen, ImageJ drops all images when a macro ends with an error.
            image.show();
        }
        String problem = Attempt.restore(options);
        assertTrue(problem.contains(message), problem);
        assertFalse(problem.contains("\n"), problem);
        assertEquals(images, WindowManager.getImageCount(), "images");
        if (image != null) {
            assertFalse(image.isLocked());
        }
    }
}
