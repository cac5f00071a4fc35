package io.github.imagejdiffusion.imagej.macros;

import static io.github.imagejdiffusion.imagej.OpenImages.assertSamePixels;
import static io.github.imagejdiffusion.imagej.OpenImages.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import io.github.imagejdiffusion.imagej.CommandLineRun;
import io.github.imagejdiffusion.imagej.HeadlessMacro;
import io.github.imagejdiffusion.imagej.Hyperstacks;
import io.github.imagejdiffusion.imagej.OpenImages;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Super_Resolve_Active_Image.ijm, as users get it, with the bundled model. */
class SuperResolveActiveImageMacroTest {

    @TempDir
    private Path folder;

    @AfterEach
    void closeAll() {
        OpenImages.closeAll();
    }

    @Test
    void theResultIsTheCommandLinesAndTheVerdictIsPrinted() {
        ImagePlus image = Hyperstacks.make("cells.tif", 2, 1, 1);
        Path file = Hyperstacks.save(image, folder.resolve("cells.tif"));
        CommandLineRun.superres(file, "--output", folder, "--factor", 2);
        image.show();
        HeadlessMacro macro = HeadlessMacro.file("Super_Resolve_Active_Image.ijm", "");
        ImagePlus fine = IJ.getImage();
        String line = "cells-superres: " + fine.getProp("diffusion.verdict");
        assertTrue(macro.printed().strip().endsWith(line), macro::printed);
        assertEquals("fluorescence-sr-x2", fine.getProp("diffusion.model.name"));
        assertSamePixels(read(folder.resolve("cells_superres.tif")), fine);
    }
}
