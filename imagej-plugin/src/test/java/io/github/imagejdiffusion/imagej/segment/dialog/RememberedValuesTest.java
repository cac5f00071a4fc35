package io.github.imagejdiffusion.imagej.segment.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.IJ;
import ij.Prefs;
import io.github.imagejdiffusion.diffusion.model.config.DiffusionConfig;
import io.github.imagejdiffusion.imagej.ImageJModels;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in ImageJ's preferences, whoever wrote it, is at most a beginning. */
class RememberedValuesTest {

    private static final String CHANNEL = "diffusion.segment.channel";

    @AfterEach
    void forget() {
        Prefs.set(CHANNEL, null);
    }

    @ParameterizedTest
    @CsvSource({"2, 3, 2", "3, 2, 1", "0, 3, 1", "-3, 3, 1", "-3, 1, 1"})
    void aChannelThatTheImageHas(int last, int channels, int expected) {
        Prefs.set(CHANNEL, last);
        SourceImage source = SourceImage.of(IJ.createHyperStack("stack", 8, 8, channels, 1, 1, 8));
        DiffusionConfig config =
                ImageJModels.repository().resolve("nuclei-fluorescence").diffusion();
        assertEquals(
                expected,
                RememberedValues.load(source, "nuclei-fluorescence", config).channel());
    }
}
