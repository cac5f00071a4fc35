package io.github.imagejdiffusion.imagej.restore;

import static io.github.imagejdiffusion.imagej.OpenImages.assertSamePixels;
import static io.github.imagejdiffusion.imagej.OpenImages.read;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
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

/** Restoration that follows the image, by macro and by command line: equal bits. */
class IlvrRestorationTest {

    @TempDir
    private Path folder;

    private Path model;

    @BeforeEach
    void writeModel() throws IOException {
        model = TinyPackage.prior().writeTo(folder.resolve("tiny"));
    }

    @AfterEach
    void closeAll() {
        OpenImages.closeAll();
    }

    @Test
    void denoising() {
        ImagePlus image = Hyperstacks.make("a.tif", 2, 2, 1);
        Path file = Hyperstacks.save(image, folder.resolve("a.tif"));
        CommandLineRun.restore(
                file,
                "--output",
                folder,
                "--task",
                "denoise",
                "--method",
                "ilvr",
                "--model",
                model,
                "--steps",
                "5",
                "--factor",
                "4",
                "--kernel",
                "box",
                "--range-t",
                "1",
                "--noising",
                "code",
                "--seed",
                "3",
                "--residual");
        ImagePlus restored =
                restore(image, "method=ilvr steps=5 factor=4 kernel=box range_t=1 noising=code seed=3 residual");
        assertEquals("a-restored", restored.getTitle());
        assertSamePixels(read(folder.resolve("a_restored.tif")), restored);
        assertSamePixels(read(folder.resolve("a_residual.tif")), WindowManager.getImage("a-residual"));
        assertEquals("box", restored.getProp("diffusion.option.kernel"));
        assertTrue(
                restored.getProp("diffusion.caveat")
                        .startsWith("everything finer than 4 pixels of the result was invented"),
                restored.getProp("diffusion.caveat"));
    }

    @Test
    void upsampling() {
        ImagePlus image = Hyperstacks.make("a.tif", 1, 2, 1);
        Path file = Hyperstacks.save(image, folder.resolve("a.tif"));
        CommandLineRun.restore(
                file,
                "--output",
                folder,
                "--task",
                "upsample",
                "--model",
                model,
                "--steps",
                "4",
                "--runs",
                "4",
                "--factor",
                "2",
                "--z",
                "2",
                "--residual");
        ImagePlus fine = restore(image, "task=upsample steps=4 runs=4 factor=2 slices=2 spread residual");
        assertSamePixels(read(folder.resolve("a_restored.tif")), fine);
        assertSamePixels(read(folder.resolve("a_spread.tif")), WindowManager.getImage("a-spread"));
        assertSamePixels(read(folder.resolve("a_residual.tif")), WindowManager.getImage("a-residual"));
        assertArrayEquals(new int[] {2 * Hyperstacks.WIDTH, 2 * Hyperstacks.HEIGHT, 1, 1, 1}, fine.getDimensions());
        assertEquals(0.1, fine.getCalibration().pixelWidth);
        assertEquals("ilvr", fine.getProp("diffusion.option.method"));
    }

    private ImagePlus restore(ImagePlus image, String options) {
        image.show();
        HeadlessMacro macro =
                HeadlessMacro.source("run('Restore (ILVR)...', 'model=[" + model + "] " + options + "');");
        assertEquals("", macro.printed());
        return IJ.getImage();
    }
}
