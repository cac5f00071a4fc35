package io.github.imagejdiffusion.imagej.macros;

import static io.github.imagejdiffusion.imagej.OpenImages.assertSamePixels;
import static io.github.imagejdiffusion.imagej.OpenImages.read;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.IJ;
import ij.ImagePlus;
import io.github.imagejdiffusion.imagej.CommandLineRun;
import io.github.imagejdiffusion.imagej.HeadlessMacro;
import io.github.imagejdiffusion.imagej.OpenImages;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restore_Active_Image.ijm, as users get it. */
class RestoreActiveImageMacroTest {

    private static final String STEM = "nuclei_4d40de30a3db";
    private static final Path IMAGE = Path.of("../test-images/" + STEM + ".png");

    @TempDir
    private Path folder;

    @AfterEach
    void closeAll() {
        OpenImages.closeAll();
    }

    @Test
    void theResultIsTheCommandLinesAndTheVerdictIsPrinted() {
        CommandLineRun.restore(IMAGE, "--output", folder, "--task", "denoise");
        read(IMAGE).show();
        HeadlessMacro macro = HeadlessMacro.file("Restore_Active_Image.ijm", "");
        ImagePlus restored = IJ.getImage();
        assertEquals(
                STEM + "-restored: " + restored.getProp("diffusion.verdict"),
                macro.printed().strip());
        assertSamePixels(read(folder.resolve(STEM + "_restored.tif")), restored);
    }
}
