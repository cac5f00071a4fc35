package io.github.imagejdiffusion.imagej.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.VirtualStack;
import ij.WindowManager;
import ij.plugin.FileInfoVirtualStack;
import io.github.imagejdiffusion.imagej.HeadlessMacro;
import io.github.imagejdiffusion.imagej.Hyperstacks;
import io.github.imagejdiffusion.imagej.OpenImages;
import io.github.imagejdiffusion.imagej.entry.Attempt;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Virtual stacks whose files are gone: ImageJ shows an empty plane, or one with a message drawn into it, as if it were data. */
class LostFilesTest {

    private static final int FRAMES = 3;

    @TempDir
    private Path folder;

    private String settings;

    @BeforeEach
    void writeModel() throws IOException {
        settings = "model=[" + TinyPackage.of("sharp").minSize(0).writeTo(folder.resolve("tiny")) + "]";
    }

    @AfterEach
    void closeAll() {
        OpenImages.closeAll();
    }

    @Test
    void aFileOfASequenceThatIsGone() throws IOException {
        ImagePlus sequence = sequence();
        sequence.show();
        assertEquals("", Attempt.segment(settings), "while all are there");
        WindowManager.setTempCurrentImage(sequence);
        Files.delete(folder.resolve("2.tif"));
        assertRefused("2.tif");
    }

    @Test
    void aFileOfASequenceThatIsDamaged() throws IOException {
        sequence().show();
        Files.writeString(folder.resolve("3.tif"), "no TIFF any more");
        assertRefused("3.tif");
    }

    @Test
    void aStackThatIsGone() throws IOException {
        Path file = Hyperstacks.save(Hyperstacks.make("stack.tif", 1, 1, FRAMES), folder.resolve("stack.tif"));
        FileInfoVirtualStack.openVirtual(file.toString()).show();
        assertEquals("", Attempt.segment(settings), "while it is there");
        WindowManager.setTempCurrentImage(WindowManager.getImage("stack.tif"));
        Files.delete(file);
        assertRefused("stack.tif");
    }

    @Test
    void blackPlanesOfFilesThatAreThereAreNoProblem() throws IOException {
        Path file = folder.resolve("black.tif");
        IJ.saveAsTiff(IJ.createImage("black.tif", "16-bit black", 40, 30, 2), file.toString());
        FileInfoVirtualStack.openVirtual(file.toString()).show();
        assertEquals("", Attempt.segment(settings));
    }

    private ImagePlus sequence() {
        ImagePlus all = Hyperstacks.make("", 1, 1, FRAMES);
        VirtualStack files = new VirtualStack(all.getWidth(), all.getHeight(), null, folder.toString());
        files.setBitDepth(all.getBitDepth());
        for (int i = 1; i <= FRAMES; i++) {
            ImagePlus plane = new ImagePlus("", all.getStack().getProcessor(i));
            Hyperstacks.save(plane, folder.resolve(i + ".tif"));
            files.addSlice(i + ".tif");
        }
        return new ImagePlus("sequence", files);
    }

    private void assertRefused(String file) {
        ImagePlus image = IJ.getImage();
        int images = WindowManager.getImageCount();
        String problem = Attempt.segment(settings);
        assertTrue(problem.contains("cannot be read") && problem.contains(file), problem);
        assertFalse(image.isLocked());
        assertEquals(images, WindowManager.getImageCount());
        WindowManager.setTempCurrentImage(image);
        HeadlessMacro macro = HeadlessMacro.source("run('Restore (ILVR)...', 'seed=0');");
        assertTrue(macro.printed().contains("cannot be read"), macro::printed);
    }
}
