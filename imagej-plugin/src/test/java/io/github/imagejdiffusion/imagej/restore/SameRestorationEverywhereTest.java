package io.github.imagejdiffusion.imagej.restore;

import static io.github.imagejdiffusion.imagej.OpenImages.assertSamePixels;
import static io.github.imagejdiffusion.imagej.OpenImages.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.process.ImageProcessor;
import io.github.imagejdiffusion.imagej.CommandLineRun;
import io.github.imagejdiffusion.imagej.HeadlessMacro;
import io.github.imagejdiffusion.imagej.Hyperstacks;
import io.github.imagejdiffusion.imagej.OpenImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundled model by macro and by command line: equal bits. */
class SameRestorationEverywhereTest {

    private static final Path IMAGE = Path.of("../test-images/nuclei_11a0170f44e3.png");

    @TempDir
    private Path folder;

    @AfterEach
    void closeAll() {
        OpenImages.closeAll();
    }

    @Test
    void ofAnImage() throws IOException {
        ImagePlus image = read(IMAGE);
        CommandLineRun.restore(IMAGE, "--output", folder, "--task", "denoise", "--residual");
        ImagePlus restored = macro(image, "task=denoise residual");
        assertEquals("nuclei_11a0170f44e3-restored", restored.getTitle());
        assertEquals(32, restored.getBitDepth());
        assertSamePixels(read(folder.resolve("nuclei_11a0170f44e3_restored.tif")), restored);
        assertSamePixels(
                read(folder.resolve("nuclei_11a0170f44e3_residual.tif")),
                WindowManager.getImage("nuclei_11a0170f44e3-residual"));
        assertFalse(difference(image.getProcessor(), restored.getProcessor()) == 0, "something was taken away");
        assertTrue(
                Files.readString(folder.resolve("nuclei_11a0170f44e3.json"))
                        .contains('"' + restored.getProp("diffusion.verdict") + '"'),
                restored.getProp("diffusion.verdict"));
    }

    @Test
    void inThePixelsOfTheImage() {
        ImagePlus image = read(IMAGE);
        CommandLineRun.restore(IMAGE, "--output", folder, "--task", "denoise", "--pixel-type", "input");
        ImagePlus restored = macro(image, "pixel_type=input");
        assertEquals(8, restored.getBitDepth());
        assertSamePixels(read(folder.resolve("nuclei_11a0170f44e3_restored.tif")), restored);
    }

    @Test
    void ofChosenPlanesOfAHyperstack() {
        ImagePlus image = Hyperstacks.make("five d.tif", 2, 3, 2);
        Path file = Hyperstacks.save(image, folder.resolve("five d.tif"));
        CommandLineRun.restore(
                file,
                "--output",
                folder,
                "--task",
                "denoise",
                "--z",
                "2-3",
                "--t",
                "2",
                "--runs",
                "4",
                "--steps",
                "2",
                "--seed",
                "7");
        ImagePlus restored = macro(image, "slices=2-3 frames=2 runs=4 steps=2 seed=7 spread");
        assertSamePixels(read(folder.resolve("five d_restored.tif")), restored);
        assertSamePixels(read(folder.resolve("five d_spread.tif")), WindowManager.getImage("five d-spread"));
        assertEquals(2, restored.getNChannels());
        assertEquals(2, restored.getNSlices());
        assertEquals(1, restored.getNFrames());
    }

    @Test
    void ofTheSpreadAndTheExpectedError() throws IOException {
        ImagePlus image = read(IMAGE);
        CommandLineRun.restore(IMAGE, "--output", folder, "--task", "denoise", "--runs", "4", "--steps", "2");
        macro(image, "task=denoise runs=4 steps=2 spread");
        for (String map : List.of("spread", "error")) {
            assertSamePixels(
                    read(folder.resolve("nuclei_11a0170f44e3_" + map + ".tif")),
                    WindowManager.getImage("nuclei_11a0170f44e3-" + map));
        }
    }

    @Test
    void ofOneSample() {
        ImagePlus image = Hyperstacks.make("one.tif", 2, 1, 1);
        Path file = Hyperstacks.save(image, folder.resolve("one.tif"));
        CommandLineRun.restore(
                file, "--output", folder, "--task", "denoise", "--channel", "2", "--sample", "--steps", "3");
        ImagePlus restored = macro(image, "channel=2 sample steps=3");
        assertSamePixels(read(folder.resolve("one_restored.tif")), restored);
    }

    private static ImagePlus macro(ImagePlus image, String options) {
        image.show();
        HeadlessMacro macro = HeadlessMacro.source("run('Restore (ILVR)...', '" + options + "');");
        assertEquals("", macro.printed());
        return IJ.getImage();
    }

    private static double difference(ImageProcessor a, ImageProcessor b) {
        double sum = 0;
        for (int i = 0; i < a.getPixelCount(); i++) {
            sum += Math.abs(a.getf(i) - b.getf(i));
        }
        return sum;
    }
}
