package io.github.imagejdiffusion.imagej.macros;

import static io.github.imagejdiffusion.imagej.OpenImages.assertSamePixels;
import static io.github.imagejdiffusion.imagej.OpenImages.read;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Overlay;
import ij.measure.ResultsTable;
import io.github.imagejdiffusion.imagej.CommandLineRun;
import io.github.imagejdiffusion.imagej.HeadlessMacro;
import io.github.imagejdiffusion.imagej.OpenImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segment_Active_Image.ijm, as users get it. */
class SegmentActiveImageMacroTest {

    private static final String MACRO = "Segment_Active_Image.ijm";
    private static final String STEM = "nuclei_30311520606e";
    private static final Path IMAGE = Path.of("../test-images/" + STEM + ".png");

    @TempDir
    private Path folder;

    @AfterEach
    void closeAll() {
        OpenImages.closeAll();
        ResultsTable.getResultsTable().reset();
    }

    @Test
    void labelsOutlinesAndTableAreThoseOfTheCommandLine() throws IOException {
        CommandLineRun.segment(IMAGE, "--output", folder);
        ImagePlus image = read(IMAGE);
        image.show();
        byte[] before = ((byte[]) image.getProcessor().getPixels()).clone();

        HeadlessMacro macro = HeadlessMacro.file(MACRO, "");

        assertEquals("", macro.printed());
        ImagePlus labels = IJ.getImage();
        assertEquals(STEM + "-labels", labels.getTitle());
        assertSamePixels(read(folder.resolve(STEM + "_labels.tif")), labels);
        List<String> table = Files.readAllLines(folder.resolve(STEM + "_objects.csv"));
        ResultsTable results = ResultsTable.getResultsTable();
        assertEquals(table.size() - 1, results.size());
        assertEquals(table.get(0), String.join(",", results.getHeadings()));
        assertEquals(Integer.parseInt(table.get(3).split(",")[5]), (int) results.getValue("area_px", 2));
        Overlay outlines = labels.getOverlay();
        assertEquals(results.size(), outlines.size());
        assertEquals("00001", outlines.get(0).getName());
        assertEquals(2, WindowManager.getImageCount());
        assertFalse(image.isLocked());
        assertArrayEquals(before, (byte[]) image.getProcessor().getPixels());
    }
}
