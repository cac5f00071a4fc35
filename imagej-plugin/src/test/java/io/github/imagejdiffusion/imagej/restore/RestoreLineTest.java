package io.github.imagejdiffusion.imagej.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagejdiffusion.imagej.macro.MacroOption;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written is read as the same settings, and says all that they say. */
class RestoreLineTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seed=7 | task=denoise method=model slices=all frames=all seed=7 pixel_type=float device=auto",
                "sample channel=2 model=[my model] slices=current frames=2-3 steps=5 runs=1 sampler=ddpm residual pixel_type=input device=cpu"
                        + " | task=denoise method=model model=[my model] channel=2 slices=current frames=2-3 steps=5 runs=1"
                        + " sampler=ddpm seed=0 sample residual pixel_type=input device=cpu",
                "task=upsample factor=8 range_t=3 kernel=box noising=code runs=4 spread"
                        + " | task=upsample method=ilvr factor=8 range_t=3 kernel=box noising=code slices=all frames=all"
                        + " runs=4 seed=0 spread pixel_type=float device=auto",
            })
    void aLineReadsBack(String options, String line) {
        RestoreSettings settings = RestoreSettings.read(options);
        assertEquals(line, settings.line().stream().map(MacroOption::text).collect(Collectors.joining(" ")));
        assertEquals(settings, RestoreSettings.read(line));
    }
}
