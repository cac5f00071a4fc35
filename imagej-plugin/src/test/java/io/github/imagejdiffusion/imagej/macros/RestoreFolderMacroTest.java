package io.github.imagejdiffusion.imagej.macros;

import static io.github.imagejdiffusion.imagej.OpenImages.assertSamePixels;
import static io.github.imagejdiffusion.imagej.OpenImages.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.WindowManager;
import io.github.imagejdiffusion.imagej.CommandLineRun;
import io.github.imagejdiffusion.imagej.HeadlessMacro;
import io.github.imagejdiffusion.imagej.Hyperstacks;
import io.github.imagejdiffusion.imagej.OpenImages;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restore_Folder.ijm, as users get it. */
class RestoreFolderMacroTest {

    private static final String MACRO = "Restore_Folder.ijm";

    @TempDir
    private Path folder;

    private Path input;
    private Path output;

    @BeforeEach
    void makeFolder() throws IOException {
        input = Files.createDirectories(folder.resolve("my images"));
        output = folder.resolve("my results");
        Hyperstacks.save(Hyperstacks.make("a.tif", 2, 2, 1), input.resolve("a.tif"));
        Hyperstacks.save(Hyperstacks.make("b.tif", 1, 1, 1), input.resolve("b.tif"));
    }

    @AfterEach
    void closeAll() {
        OpenImages.closeAll();
    }

    @Test
    void filesAreThoseOfTheCommandLineAndTheMarkHasTheVerdicts() throws IOException {
        CommandLineRun.restore(input, "--output", folder.resolve("expected"), "--task", "denoise");
        HeadlessMacro macro = HeadlessMacro.file(MACRO, input + ";" + output);
        String[] lines =
                Files.readString(output.resolve("restore_folder_done.txt")).split("\n");
        assertEquals("2 images, 0 failed", lines[0]);
        assertTrue(lines[1].startsWith("a.tif: ") && lines[1].contains("consistent with the data"), macro::printed);
        assertTrue(lines[2].startsWith("b.tif: "), macro::printed);
        for (String stem : new String[] {"a", "b"}) {
            assertSamePixels(
                    read(folder.resolve("expected/" + stem + "_restored.tif")),
                    read(output.resolve(stem + "_restored.tif")));
        }
        assertEquals(0, WindowManager.getImageCount());
    }

    @Test
    void aBadFileStopsNothingAndIsNamed() throws IOException {
        Files.writeString(input.resolve("aa.png"), "no picture");
        Path model = TinyPackage.paired().writeTo(folder.resolve("tiny"));
        HeadlessMacro.file(MACRO, input + ";" + output + ";residual model=[" + model + "]");
        String report = Files.readString(output.resolve("restore_folder_failed.txt"));
        assertTrue(report.startsWith("3 images, 1 failed\n"), report);
        assertTrue(report.contains("aa.png: '"), report);
        assertTrue(Files.exists(output.resolve("b_restored.tif")));
        assertFalse(Files.exists(output.resolve("restore_folder_done.txt")));
        assertEquals(0, WindowManager.getImageCount(), "maps are closed");
    }
}
