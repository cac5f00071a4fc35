package io.github.imagejdiffusion.imagej.superres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagejdiffusion.imagej.macro.MacroOption;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written is read as the same settings, and says all that they say. */
class SuperresLineTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seed=7 | factor=2 slices=all frames=all seed=7 pixel_type=float device=auto",
                "psf=.55 orientations=4 | factor=2 psf=0.55 slices=all frames=all orientations=4 seed=0 pixel_type=float device=auto",
                "factor=4 sample channel=2 model=[my model] slices=current frames=2-3 steps=5 runs=1 sampler=ddpm residual"
                        + " device=cpu consistent pixel_type=input"
                        + " | factor=4 model=[my model] consistent channel=2 slices=current frames=2-3 steps=5 runs=1"
                        + " sampler=ddpm seed=0 sample residual pixel_type=input device=cpu",
            })
    void aLineReadsBack(String options, String line) {
        SuperresSettings settings = SuperresSettings.read(options);
        assertEquals(line, settings.line().stream().map(MacroOption::text).collect(Collectors.joining(" ")));
        assertEquals(settings, SuperresSettings.read(line));
    }
}
