package io.github.imagejdiffusion.diffusion.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.DiffusionException;
import io.github.imagejdiffusion.diffusion.model.FakePackage;
import io.github.imagejdiffusion.diffusion.onnx.TestGraphs;
import io.github.imagejdiffusion.diffusion.tensor.Npy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelCheckTest {

    /** 0.5 x + [1, 3] * 2 + 0.01 * 40 for x = 1. */
    private static final float[] PREDICTION = {2.9f, 2.9f, 2.9f, 2.9f, 6.9f, 6.9f, 6.9f, 6.9f};

    @TempDir
    private Path folder;

    @Test
    void passesWhereTheNetworkDoesWhatThePackageStates() throws IOException {
        ModelCheck.Result result = check(files());
        assertTrue(result.passed(), result.toString());
        assertEquals(0, result.errors().get("prediction"), 1e-6);
    }

    @Test
    void aNetworkThatTakesNoiseLevelsIsCheckedAtThePackagesLevel() throws IOException {
        FakePackage sr3 = FakePackage.segdiff()
                .withDenoiser(TestGraphs.read("sr3"))
                .edit("kind: segdiff", "kind: sr3\n    factor: 2")
                .edit("timestep: t, features: features}", "noise_level: noise_level, image: image}")
                .edit("      encoder:\n        source: encoder.onnx\n", "      unused:\n")
                .with("test_image.npy", Npy.of("1, 1, 1, 2", 1, 2))
                .with("test_x.npy", Npy.of("1, 1, 1, 2", 3, 4))
                .with("test_noise_level.npy", Npy.of("1,", 0.5f))
                .with("test_prediction.npy", Npy.of("1, 1, 1, 2", 2, 2.9f));
        assertEquals(0, check(sr3).errors().get("prediction"), 1e-6);
        assertTrue(message(sr3.with("test_noise_level.npy", Npy.of("0,"))).contains("test_noise_level.npy"));
    }

    @ParameterizedTest
    @CsvSource({"0,5e-5,true", "3,0.01,false", "7,-0.5,false", "0,1e6,false"})
    void theLargestDifferenceDecides(int element, float off, boolean passes) throws IOException {
        float[] stated = PREDICTION.clone();
        stated[element] += off;
        ModelCheck.Result result = check(files().with("test_prediction.npy", Npy.of("1, 2, 2, 2", stated)));
        assertEquals(passes, result.passed());
        assertEquals(Math.abs(off), result.errors().get("prediction"), 0.01 * Math.abs(off));
    }

    @ParameterizedTest
    @CsvSource({"0", "4", "7"})
    void nanNeverPassesWhereverItIs(int element) throws IOException {
        float[] stated = PREDICTION.clone();
        stated[element] = Float.NaN;
        ModelCheck.Result result = check(files().with("test_prediction.npy", Npy.of("1, 2, 2, 2", stated)));
        assertFalse(result.passed(), result.toString());
    }

    @Test
    void namesATensorThatIsMissingOrDamagedOrOfAnotherShape() {
        assertTrue(message(files().without("test_x.npy")).contains("test_x.npy"));
        assertTrue(message(files().with("test_image.npy", new byte[20])).contains("tiny/test_image.npy"));
        assertTrue(message(files().with("test_timestep.npy", Npy.of("0,"))).contains("test_timestep.npy"));
        String message = message(files().with("test_prediction.npy", Npy.of("1, 2, 4, 1", PREDICTION)));
        assertTrue(message.contains("[1,2,2,2]") && message.contains("[1,2,4,1]"), message);
    }

    private static FakePackage files() {
        float[] twos = new float[4];
        Arrays.fill(twos, 2);
        float[] ones = new float[8];
        Arrays.fill(ones, 1);
        return TinyModel.files()
                .with("test_image.npy", Npy.of("1, 1, 2, 2", twos))
                .with("test_x.npy", Npy.of("1, 2, 2, 2", ones))
                .with("test_timestep.npy", Npy.of("1,", 40))
                .with("test_prediction.npy", Npy.of("1, 2, 2, 2", PREDICTION));
    }

    private ModelCheck.Result check(FakePackage files) throws IOException {
        return ModelCheck.run(TinyModel.open(files, folder));
    }

    private String message(FakePackage files) {
        return assertThrows(DiffusionException.class, () -> check(files)).getMessage();
    }
}
