package io.github.imagejdiffusion.imagej.macros;

import static io.github.imagejdiffusion.imagej.OpenImages.assertSamePixels;
import static io.github.imagejdiffusion.imagej.OpenImages.read;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.WindowManager;
import io.github.imagejdiffusion.imagej.CommandLineRun;
import io.github.imagejdiffusion.imagej.HeadlessMacro;
import io.github.imagejdiffusion.imagej.OpenImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segment_Headless.ijm, as users get it. */
class SegmentHeadlessMacroTest {

    private static final String MACRO = "Segment_Headless.ijm";
    private static final String STEM = "nuclei_4d40de30a3db";
    private static final Path IMAGE = Path.of("../test-images/" + STEM + ".png").toAbsolutePath();

    @TempDir
    private Path folder;

    @AfterEach
    void closeAll() {
        OpenImages.closeAll();
    }

    @Test
    void filesAreThoseOfTheCommandLineAndTheMarkerSaysDone() throws IOException {
        Path expected = folder.resolve("expected");
        CommandLineRun.segment(IMAGE, "--output", expected, "--rois", "--seed", "5");
        Path results = folder.resolve("results");
        HeadlessMacro macro = HeadlessMacro.file(MACRO, IMAGE + ";" + results + ";seed=5");
        assertTrue(macro.out().contains("Done: "), macro::printed);
        assertSamePixels(read(expected.resolve(STEM + "_labels.tif")), read(results.resolve(STEM + "_labels.tif")));
        for (String suffix : new String[] {"_rois.zip", "_objects.csv"}) {
            assertArrayEquals(
                    Files.readAllBytes(expected.resolve(STEM + suffix)),
                    Files.readAllBytes(results.resolve(STEM + suffix)),
                    suffix);
        }
        assertTrue(Files.exists(results.resolve(STEM + "_done.txt")));
        assertFalse(Files.exists(results.resolve(STEM + "_failed.txt")));
        assertEquals(0, WindowManager.getImageCount());

        // The same work again, now with a mistake: the old mark must not stand.
        HeadlessMacro failing = HeadlessMacro.file(MACRO, IMAGE + ";" + results + ";steps=many");
        assertTrue(failing.out().contains("Failed: "), failing::printed);
        assertFalse(Files.exists(results.resolve(STEM + "_done.txt")));
        assertEquals(
                "The key 'steps' must be a whole number, but the macro says steps=many.\n",
                Files.readString(results.resolve(STEM + "_failed.txt")));
    }

    @Test
    void anImageThatIsNotThereLeavesTheMessageInTheMarker() throws IOException {
        HeadlessMacro macro = HeadlessMacro.file(MACRO, folder.resolve("none.tif") + ";" + folder);
        assertTrue(macro.out().contains("Failed: "), macro::printed);
        String message = Files.readString(folder.resolve("none_failed.txt"));
        assertTrue(message.contains("none.tif' cannot be opened as an image"), message);
    }
}
