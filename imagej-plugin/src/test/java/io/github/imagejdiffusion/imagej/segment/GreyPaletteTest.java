package io.github.imagejdiffusion.imagej.segment;

import static io.github.imagejdiffusion.imagej.OpenImages.assertSamePixels;
import static io.github.imagejdiffusion.imagej.OpenImages.read;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ImageProcessor;
import io.github.imagejdiffusion.imagej.CommandLineRun;
import io.github.imagejdiffusion.imagej.OpenImages;
import io.github.imagejdiffusion.imagej.entry.Attempt;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A greyscale picture with a palette, as programs write that make files smaller: ImageJ sees numbers of greys. */
class GreyPaletteTest {

    private static final Path IMAGE = Path.of("../test-images/nuclei_11a0170f44e3.png");

    @TempDir
    private Path folder;

    @AfterEach
    void closeAll() {
        OpenImages.closeAll();
    }

    @Test
    void itIsGreyAsOnTheCommandLine() throws IOException {
        ImageProcessor nuclei = read(IMAGE).getProcessor();
        byte[] greys = new byte[256];
        for (int i = 0; i < 256; i++) {
            greys[i] = (byte) (i * 77);
        }
        BufferedImage numbers = new BufferedImage(
                nuclei.getWidth(),
                nuclei.getHeight(),
                BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, 256, greys, greys, greys));
        for (int i = 0; i < nuclei.getPixelCount(); i++) {
            // 77 * 133 = 40 * 256 + 1
            numbers.getRaster().setSample(i % nuclei.getWidth(), i / nuclei.getWidth(), 0, nuclei.get(i) * 133 & 0xff);
        }
        Path file = folder.resolve("palette.png");
        ImageIO.write(numbers, "png", file.toFile());
        CommandLineRun.segment(file, "--output", folder);
        CommandLineRun.segment(IMAGE, "--output", folder);
        Path objects = folder.resolve("plugin.csv");
        ImagePlus opened = read(file);
        assertTrue(opened.getProcessor().get(7) != nuclei.get(7), "numbers");
        opened.show();
        assertEquals("", Attempt.segment("save_objects=[" + objects + "]"));
        assertSamePixels(read(folder.resolve("nuclei_11a0170f44e3_labels.tif")), IJ.getImage());
        assertSamePixels(read(folder.resolve("palette_labels.tif")), IJ.getImage());
        byte[] expected = Files.readAllBytes(folder.resolve("nuclei_11a0170f44e3_objects.csv"));
        assertArrayEquals(expected, Files.readAllBytes(objects));
        assertArrayEquals(expected, Files.readAllBytes(folder.resolve("palette_objects.csv")));
    }
}
