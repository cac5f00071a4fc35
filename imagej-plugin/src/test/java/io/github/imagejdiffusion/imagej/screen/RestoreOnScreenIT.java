package io.github.imagejdiffusion.imagej.screen;

import static io.github.imagejdiffusion.imagej.OpenImages.assertSamePixels;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** A person restores and super-resolves with the plugin's dialogs. */
class RestoreOnScreenIT extends OnScreenFixture {

    private static final String NUCLEI =
            IMAGES.resolve("nuclei_11a0170f44e3.png").toString();

    @Test
    void whatThePersonSeesIsWhatARecordedMacroGives() throws IOException, InterruptedException {
        Properties seen = play(RestoreScene.class, NUCLEI);
        assertEquals("two-restored", seen.getProperty("active"));
        assertEquals("two.tif, two-residual, two-restored", seen.getProperty("images"));
        assertEquals(
                "task=denoise method=model model=fluorescence-denoise slices=all frames=all steps=1 runs=1"
                        + " orientations=1 sampler=ddim seed=7 residual pixel_type=float device=auto",
                options(seen));
        assertEquals("1", seen.getProperty("mode"), "composite");
        assertTrue(seen.getProperty("verdict").contains("consistent"), seen.getProperty("verdict"));
        assertEquals("0", seen.getProperty("seed"), "a seed belongs to one question");
        String source = leavings(RestoreScene.class).resolve("source.tif").toString();
        assertSamePixels(headless(RestoreScene.RESTORE, source, options(seen)), saved(RestoreScene.class, "restored"));
    }

    @Test
    void whatThePersonKnowsAndChoosesIsRecorded() throws IOException, InterruptedException {
        Properties seen = play(SuperresScene.class, NUCLEI);
        assertEquals("nuclei_11a0170f44e3-superres", seen.getProperty("active"));
        assertEquals(
                "factor=2 model=fluorescence-sr-x2 psf=0.6 slices=all frames=all steps=1 runs=1 orientations=1"
                        + " sampler=ddim seed=0 pixel_type=float device=auto",
                options(seen));
        assertSamePixels(headless(SuperresScene.SUPERRES, NUCLEI, options(seen)), saved(SuperresScene.class, "fine"));
    }
}
