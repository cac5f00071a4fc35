package io.github.imagejdiffusion.imagej.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import io.github.imagejdiffusion.batch.ImagejDiffusion;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The same image through plugin and command line. */
class SegmentMacroRunTest {

    private static final Path IMAGE = Path.of("../test-images/nuclei_11a0170f44e3.png");

    @TempDir
    private Path folder;

    @AfterEach
    void closeAll() {
        WindowManager.closeAllWindows();
    }

    @Test
    void pluginAndCommandLineGiveTheSameBits() {
        CommandLine commandLine = ImagejDiffusion.commandLine();
        StringWriter out = new StringWriter();
        commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        assertEquals(
                0,
                ImagejDiffusion.execute(
                        commandLine, "segment", IMAGE.toString(), "--output", folder.toString(), "--seed", "3"),
                out::toString);
        IJ.openImage(IMAGE.toString()).show();
        Thread.currentThread().setName("Run$_" + "test");
        Macro.setOptions("seed=3 probability uncertainty");
        new SegmentAction().run();
        ImagePlus labels = IJ.getImage();
        assertEquals(stem() + "-labels", labels.getTitle());
        assertArrayEquals(
                (short[]) IJ.openImage(folder.resolve(stem() + "_labels.tif").toString())
                        .getProcessor()
                        .getPixels(),
                (short[]) labels.getProcessor().getPixels());
        ImagePlus probability = WindowManager.getImage(stem() + "-probability");
        assertNotNull(probability);
        assertArrayEquals(
                (float[])
                        IJ.openImage(folder.resolve(stem() + "_probability.tif").toString())
                                .getProcessor()
                                .getPixels(),
                (float[]) probability.getProcessor().getPixels());
    }

    private static String stem() {
        return IMAGE.getFileName().toString().replace(".png", "");
    }
}
