package io.github.imagejdiffusion.imagej;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import java.lang.reflect.Array;
import java.nio.file.Path;

/** The images that are open in headless ImageJ, and their pixels. */
public final class OpenImages {

    private OpenImages() {}

    /** Closes all. */
    public static void closeAll() {
        while (WindowManager.getImageCount() > 0) {
            ImagePlus image = WindowManager.getImage(WindowManager.getIDList()[0]);
            image.changes = false;
            image.close();
        }
    }

    /** Opens a file without showing it. */
    public static ImagePlus read(Path file) {
        assertTrue(file.toFile().exists(), () -> "exists: " + file);
        ImagePlus image = IJ.openImage(file.toString());
        assertNotNull(image, file::toString);
        return image;
    }

    /** All pixels are equal, bit for bit, and so are kind and size. */
    public static void assertSamePixels(ImagePlus expected, ImagePlus actual) {
        assertEquals(expected.getBitDepth(), actual.getBitDepth(), "bits per pixel");
        assertEquals(expected.getWidth(), actual.getWidth());
        assertEquals(expected.getHeight(), actual.getHeight());
        assertEquals(expected.getStackSize(), actual.getStackSize(), "planes");
        for (int i = 1; i <= expected.getStackSize(); i++) {
            int[] a = bits(expected.getStack().getPixels(i));
            int[] b = bits(actual.getStack().getPixels(i));
            int plane = i;
            assertArrayEquals(a, b, () -> "plane " + plane);
        }
    }

    private static int[] bits(Object pixels) {
        int size = Array.getLength(pixels);
        int[] bits = new int[size];
        for (int i = 0; i < size; i++) {
            bits[i] = pixels instanceof float[] floats
                    ? Float.floatToRawIntBits(floats[i])
                    : pixels instanceof short[] shorts ? shorts[i] : pixels instanceof byte[] bytes ? bytes[i] : 0;
        }
        return bits;
    }
}
