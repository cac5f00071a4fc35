package io.github.imagejdiffusion.imagej.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagejdiffusion.diffusion.model.ModelRepository;
import io.github.imagejdiffusion.diffusion.model.source.BundledPackages;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelChoiceTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "seed=1,false,nuclei-fluorescence",
        "seed=1,true,nuclei-histology",
        "channel=2,true,nuclei-fluorescence",
        "channel=2,false,nuclei-fluorescence",
        "model=membranes-em,true,membranes-em"
    })
    void aMacroThatNamesNoModelGetsTheUsualOneWhateverElseIsThere(String macro, boolean rgb, String expected)
            throws IOException {
        TinyPackage.of("sharp").minSize(0).writeTo(folder.resolve("a-model-of-ones-own"));
        assertEquals(expected, choice().resolve(SegmentMacro.read(macro), rgb).shortName());
    }

    @Test
    void thoseThatFitComeFirstAndAmongThemTheUsualOne() {
        assertEquals("nuclei-fluorescence", choice().names(1, false).get(0));
        assertEquals("nuclei-histology", choice().names(3, true).get(0));
        assertEquals("nuclei-fluorescence", choice().names(3, true).get(1));
        assertEquals("nuclei-fluorescence", choice().names(4, false).get(0));
    }

    private ModelChoice choice() {
        return new ModelChoice(new ModelRepository(
                "", List.of(folder), new BundledPackages(getClass().getClassLoader())));
    }
}
