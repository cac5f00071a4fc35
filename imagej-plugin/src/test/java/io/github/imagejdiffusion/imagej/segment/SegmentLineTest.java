package io.github.imagejdiffusion.imagej.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagejdiffusion.diffusion.onnx.DeviceChoice;
import io.github.imagejdiffusion.diffusion.planes.PlaneRange;
import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import io.github.imagejdiffusion.imagej.macro.MacroOption;
import io.github.imagejdiffusion.imagej.settings.PlaneChoice;
import io.github.imagejdiffusion.imagej.settings.Sampling;
import io.github.imagejdiffusion.segdiff.DiameterChoice;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is read as the same settings. */
class SegmentLineTest {

    static Stream<SegmentSettings> settings() {
        SegmentSettings everything = new SegmentSettings(
                Optional.of("my nuclei"),
                OptionalInt.of(3),
                DiameterChoice.of(18.4),
                new PlaneChoice(PlaneChoice.Kind.RANGE, new PlaneRange(2, 5)),
                PlaneChoice.CURRENT,
                true,
                new SegmentSettings.Outputs(true, true, true, true, true),
                new Sampling(
                        OptionalInt.of(10),
                        OptionalInt.of(4),
                        OptionalInt.of(8),
                        Optional.of(SolverKind.DPMPP2M),
                        -9_223_372_036_854_775_807L),
                OptionalDouble.of(1e-5),
                OptionalInt.of(0),
                new DeviceChoice(DeviceChoice.Kind.GPU, 1),
                new SegmentSettings.Files(Optional.of(Path.of("a b.zip")), Optional.of(Path.of("c.csv"))));
        return Stream.of(
                everything,
                SegmentMacro.read(""),
                SegmentMacro.read("device=cpu diameter=1e12 seed=7"),
                SegmentMacro.read("diameter=auto"));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aLineReadsBack(SegmentSettings settings) {
        String line = SegmentLine.of(settings).stream().map(MacroOption::text).collect(Collectors.joining(" "));
        assertEquals(settings, SegmentMacro.read(line), line);
    }
}
