package io.github.imagejdiffusion.imagej.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.WindowManager;
import ij.measure.ResultsTable;
import ij.process.ImageProcessor;
import io.github.imagejdiffusion.imagej.HeadlessMacro;
import io.github.imagejdiffusion.imagej.Hyperstacks;
import io.github.imagejdiffusion.imagej.OpenImages;
import io.github.imagejdiffusion.imagej.entry.Attempt;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Escape, and images that are closed, while the work goes on. */
class InterruptedRunTest {

    private static final int FRAMES = 4;

    @TempDir
    private Path folder;

    private String settings;

    @BeforeEach
    void writeModel() throws IOException {
        settings = "model=[" + TinyPackage.of("sharp").minSize(0).writeTo(folder.resolve("tiny")) + "]";
    }

    @AfterEach
    void closeAll() {
        IJ.resetEscape();
        OpenImages.closeAll();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, FRAMES})
    void escapeLeavesNoHalfResult(int frame) {
        List<Integer> read = new ArrayList<>();
        ImagePlus image = onDisk(n -> {
            read.add(n);
            if (n == frame) {
                IJ.setKeyDown(KeyEvent.VK_ESCAPE);
            }
        });
        image.show();
        Path rois = folder.resolve("rois.zip");
        String options = settings + " table save_rois=[" + rois + "]";
        read.clear();
        assertEquals("cancelled", Attempt.segment(options));
        assertEquals(frame, read.get(read.size() - 1), "no plane was read after Escape");
        assertFalse(image.isLocked());
        assertEquals(1, WindowManager.getImageCount());
        assertFalse(Files.exists(rois));
        assertEquals(0, ResultsTable.getResultsTable().size());

        HeadlessMacro macro =
                HeadlessMacro.source("run('Segment (SegDiff)...', '" + settings + "'); print('went' + ' on');");
        assertFalse(macro.printed().contains("went on"), "a cancelled command ends the macro: " + macro.printed());
        assertFalse(macro.printed().contains("\tat "), macro::printed);
        assertEquals(1, WindowManager.getImageCount());
        assertFalse(image.isLocked());
    }

    @Test
    void escapeBeforeTheCommandIsForgottenAsInImageJ() {
        ImagePlus image = onDisk(n -> {});
        image.show();
        IJ.setKeyDown(KeyEvent.VK_ESCAPE);
        assertEquals("", Attempt.segment(settings));
        assertEquals(2, WindowManager.getImageCount());
    }

    @Test
    void closingTheImageMeanwhileDoesNoHarm() {
        ImagePlus steady = onDisk(n -> {});
        steady.show();
        assertEquals("", Attempt.segment(settings));
        ImagePlus expected = IJ.getImage();
        expected.hide();
        AtomicReference<ImagePlus> closed = new AtomicReference<>();
        ImagePlus image = onDisk(n -> {
            if (n == 2) {
                closed.get().changes = false;
                closed.get().close();
            }
        });
        closed.set(image);
        image.show();
        assertEquals("", Attempt.segment(settings));
        ImagePlus labels = WindowManager.getImage("movie-labels");
        assertNotNull(labels);
        OpenImages.assertSamePixels(expected, labels);
        assertFalse(image.isLocked());
    }

    @Test
    void aFileThatVanishesMeanwhileIsNamed() {
        ImagePlus image = new ImagePlus("gone.tif", new VirtualStack(40, 30, null, folder.toString()) {
            @Override
            public int size() {
                return 2;
            }

            @Override
            public int getSize() {
                return 2;
            }

            @Override
            public ImageProcessor getProcessor(int n) {
                return n == 1 ? Hyperstacks.make("", 1, 1, 1).getProcessor().resize(40, 30) : null;
            }
        });
        image.show();
        String problem = Attempt.segment(settings);
        assertTrue(problem.contains("Plane 2 of 'gone.tif' cannot be read"), problem);
        assertFalse(image.isLocked());
    }

    /** A movie whose planes are fetched one at a time. */
    private static ImagePlus onDisk(IntConsumer whenRead) {
        ImageStack planes = Hyperstacks.make("", 1, 1, FRAMES).getStack();
        ImagePlus image = new ImagePlus("movie.tif", new VirtualStack(planes.getWidth(), planes.getHeight()) {
            @Override
            public int size() {
                return FRAMES;
            }

            @Override
            public int getSize() {
                return FRAMES;
            }

            @Override
            public String getSliceLabel(int n) {
                return null;
            }

            @Override
            public ImageProcessor getProcessor(int n) {
                whenRead.accept(n);
                return planes.getProcessor(n);
            }
        });
        image.setDimensions(1, 1, FRAMES);
        return image;
    }
}
