package io.github.imagejdiffusion.imagej.screen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/**
 * A person works with the plugin's windows: plain ImageJ, installed from the zip, on a screen that nobody sees. What is
 * on that screen is in {@code target/screenshots}.
 */
class SegmentOnScreenIT extends OnScreenFixture {

    private static final String NUCLEI =
            IMAGES.resolve("nuclei_11a0170f44e3.png").toString();
    private static final String CROWD =
            IMAGES.resolve("nuclei_66236902b874.png").toString();

    @Test
    void whatThePersonSeesIsWhatMacrosAndRecorderGive() throws IOException, InterruptedException {
        Properties seen = play(SegmentScene.class, NUCLEI);
        assertEquals("nuclei_11a0170f44e3-labels", seen.getProperty("active"));
        assertEquals(
                "nuclei_11a0170f44e3.png, nuclei_11a0170f44e3-uncertainty, nuclei_11a0170f44e3-labels",
                seen.getProperty("images"));
        assertEquals("null", seen.getProperty("overlay"), "the preview must be gone");
        int count = (int) Double.parseDouble(seen.getProperty("count"));
        assertTrue(count > 5, () -> count + " objects");
        assertEquals(count, Integer.parseInt(seen.getProperty("preview")));
        assertEquals(count, Integer.parseInt(seen.getProperty("rows")));
        assertEquals(count + 1, Integer.parseInt(seen.getProperty("rois")));
        assertEquals("mine", seen.getProperty("first roi"));
        assertEquals(String.format("%05d", count), seen.getProperty("last roi"));

        assertEquals(
                "model=nuclei-fluorescence channel=1 diameter=25 slices=all frames=all uncertainty outlines table"
                        + " steps=1 runs=1 orientations=1 sampler=ddim seed=0 threshold=0.5 min_size=31 device=auto",
                options(seen));
        assertEquals("25", seen.getProperty("remembered"));
        short[] labels = pixels(SegmentScene.class, "labels");
        assertArrayEquals(headless(NUCLEI, "diameter=25"), labels);
        assertArrayEquals(labels, pixels(SegmentScene.class, "replayed"));
        assertArrayEquals(labels, headless(NUCLEI, options(seen)), "the recorded line without a screen");
    }

    @Test
    void roisKeepTheirPlacesInAHyperstackWhileTheManagerIsOpen() throws IOException, InterruptedException {
        Properties seen = play(StackScene.class, CROWD);
        assertEquals("stack-labels", seen.getProperty("active"));
        assertEquals("1,2,3", seen.getProperty("own"));
        // Nuclei of about 50 pixels, scaled to sqrt(20 * 60) where 20 is typical: as diameter=auto would.
        assertEquals(
                50, Double.parseDouble(seen.getProperty("diameter")) * Math.sqrt(20 * 60) / 20, 10, "of the nuclei");
        assertTrue(options(seen).contains("diameter=" + seen.getProperty("diameter") + " "), options(seen));
        assertTrue(options(seen).contains("channel=2 ") && options(seen).contains(" frames=2-3 link "), options(seen));
        String positions = seen.getProperty("positions");
        assertTrue(positions.matches("(\\d{5}@0,[12],[23] ?)+"), positions);
        for (String plane : new String[] {"0,1,2", "0,2,2", "0,1,3", "0,2,3"}) {
            assertTrue(positions.contains("@" + plane), () -> "none in " + plane + ": " + positions);
        }
        Path source = leavings(StackScene.class).resolve("source.tif");
        assertArrayEquals(headless(source.toString(), options(seen)), pixels(StackScene.class, "labels"));
    }

    @Test
    void theListOfAMacroInBatchModeIsKept() throws IOException, InterruptedException {
        Properties seen = play(BatchScene.class, NUCLEI);
        assertEquals("12 11", seen.getProperty("rois and rows"), "its own, and one for each row");
        assertEquals("null", seen.getProperty("manager"), "no window");
        assertEquals("", seen.getProperty("images"));
    }

    @Test
    void aCancelledDialogLeavesNothingBehind() throws IOException, InterruptedException {
        Properties seen = play(CancelScene.class, NUCLEI);
        for (String when : new String[] {"preview", "a problem", "cancel", "escape", "closing"}) {
            assertEquals("true", seen.getProperty("after " + when), "the image's own overlay after " + when);
        }
        assertEquals("20", seen.getProperty("remembered"), "what was cancelled is not remembered");
        assertEquals("null", seen.getProperty("line"), "what was cancelled is not recorded");
        assertEquals("", seen.getProperty("images"));
        assertEquals("false", seen.getProperty("changes"));
    }

    @Test
    void escapeEndsARun() throws IOException, InterruptedException {
        Properties seen = play(EscapeScene.class, NUCLEI);
        assertEquals("nuclei_11a0170f44e3.png", seen.getProperty("images"));
        assertTrue(seen.getProperty("status").endsWith("cancelled"), seen.getProperty("status"));
    }

    private static short[] pixels(Class<?> scene, String name) {
        return allPixels(saved(scene, name));
    }

    private static short[] headless(String image, String options) throws IOException, InterruptedException {
        return allPixels(headless(Scene.COMMAND, image, options));
    }

    private static short[] allPixels(ImagePlus image) {
        int size = image.getWidth() * image.getHeight();
        short[] all = new short[size * image.getStackSize()];
        for (int i = 0; i < image.getStackSize(); i++) {
            System.arraycopy(image.getStack().getPixels(i + 1), 0, all, i * size, size);
        }
        return all;
    }
}
