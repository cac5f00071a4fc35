package io.github.imagejdiffusion.diffusion.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.DiffusionException;
import io.github.imagejdiffusion.diffusion.network.DiffusionNetwork.BoundDenoiser;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxNetworkFaultsTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 300})
    void aDamagedGraphIsNamed(int length) {
        byte[] cut = Arrays.copyOf(TestGraphs.read("denoiser"), length);
        String message = message(() -> new OnnxNetworkBuilder("nuclei", cut, TestGraphs.CONDITIONAL)
                .device(DeviceChoice.CPU)
                .open());
        assertTrue(message.startsWith("nuclei/denoiser: ") && message.contains("damaged"), message);
        assertFalse(message.contains("\n"), message);
    }

    @Test
    void aDamagedEncoderIsNamed() {
        String message = message(
                () -> TestGraphs.conditional().encoder(new byte[] {1, 2, 3}).open());
        assertTrue(message.startsWith("tiny/encoder: "), message);
    }

    @Test
    void tensorsOfOtherNamesAreNamed() {
        GraphNames wrong = new GraphNames("x", "t", "features", "prediction", "image", "features");
        String message = message(() -> new OnnxNetworkBuilder("tiny", TestGraphs.read("denoiser"), wrong)
                .encoder(TestGraphs.read("encoder"))
                .open());
        assertTrue(message.contains("[x, t, features]") && message.contains("timestep"), message);

        assertTrue(message(() -> new OnnxNetworkBuilder("tiny", TestGraphs.read("other_names"), TestGraphs.CONDITIONAL)
                        .encoder(TestGraphs.read("encoder"))
                        .open())
                .contains("output prediction"));
        assertTrue(message(() -> TestGraphs.conditional()
                        .encoder(TestGraphs.read("direct"))
                        .open())
                .startsWith("tiny/encoder: "));
    }

    @Test
    void tensorsThatDoNotFitAreNamedAndTheNetworkGoesOn() {
        try (OnnxNetwork network = TestGraphs.conditional().open()) {
            assertTrue(
                    message(() -> network.condition(Tensor.zeros(1, 3, 4, 4))).startsWith("tiny/encoder: "));
            try (BoundDenoiser denoiser = network.condition(Tensor.zeros(1, 1, 4, 4))) {
                String message = message(() -> denoiser.predict(Tensor.zeros(1, 2, 6, 4), 0));
                assertTrue(message.startsWith("tiny/denoiser: the network call failed"), message);
                assertFalse(message.contains("\n"), message);
                assertEquals(
                        0.01f, denoiser.predict(Tensor.zeros(1, 2, 4, 4), 1).data()[0], 1e-7f);
            }
            assertThrows(DiffusionException.class, network::unconditional);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"flat", "double_precision"})
    void outputsOfAnotherKindAreNamed(String graph) {
        try (OnnxNetwork network = TestGraphs.unconditional(graph).open();
                BoundDenoiser denoiser = network.unconditional()) {
            String message = message(() -> denoiser.predict(Tensor.zeros(1, 2, 3, 4), 0));
            assertTrue(message.contains("float32") && message.contains("[1, "), message);
        }
    }

    @Test
    void inputsOfTypesThatNothingIsComputedInAreNamed() {
        String message = message(() -> TestGraphs.unconditional("all_float64").open());
        assertTrue(message.contains("'x' takes DOUBLE"), message);
    }

    @Test
    void aGraphOfOneSizeIsToldFromABlockTooLarge() {
        try (OnnxNetwork network = TestGraphs.unconditional("fixed_size").open();
                BoundDenoiser denoiser = network.unconditional()) {
            String message = message(() -> denoiser.predict(Tensor.zeros(1, 1, 16, 8), 0));
            assertTrue(message.contains("'x' takes the shape [1, 1, 8, 8]"), message);
            assertTrue(message.contains("is given [1, 1, 16, 8]; export the network with dynamic"), message);
        }
    }

    @Test
    void aNoiseLevelIsNotCutToAWholeNumber() {
        try (OnnxNetwork network = TestGraphs.unconditional("time_int64").open();
                BoundDenoiser denoiser = network.unconditional()) {
            String message = message(() -> denoiser.predict(Tensor.zeros(1, 1, 8, 8), 0.5));
            assertTrue(message.contains("'timestep'") && message.contains("0.5"), message);
        }
    }

    @Test
    void useAfterClosingFailsAndClosingTwiceDoesNot() {
        OnnxNetwork network = TestGraphs.conditional().open();
        BoundDenoiser denoiser = network.condition(Tensor.zeros(1, 1, 4, 4));
        denoiser.close();
        denoiser.close();
        assertThrows(IllegalStateException.class, () -> denoiser.predict(Tensor.zeros(1, 2, 4, 4), 0));
        network.close();
        network.close();
        assertThrows(IllegalStateException.class, () -> network.condition(Tensor.zeros(1, 1, 4, 4)));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void openingAndClosingLeavesNothingBehind() throws IOException {
        openAndClose(20);
        long threads = threads();
        long memory = residentKiB();
        openAndClose(200);
        assertTrue(threads() <= threads + 8, "native threads: " + threads + " before, " + threads() + " after");
        assertTrue(residentKiB() < memory + (96 << 10), "KiB: " + memory + " before, " + residentKiB() + " after");
    }

    private static void openAndClose(int times) {
        Tensor x = Tensor.zeros(1, 2, 64, 64);
        for (int i = 0; i < times; i++) {
            try (OnnxNetwork network = TestGraphs.conditional().threads(2).open();
                    BoundDenoiser denoiser = network.condition(Tensor.zeros(1, 1, 64, 64))) {
                denoiser.predict(x, 1);
            }
            assertThrows(
                    DiffusionException.class,
                    () -> TestGraphs.unconditional("denoiser").threads(2).open());
        }
    }

    private static long threads() throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            return tasks.count();
        }
    }

    private static long residentKiB() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void refusesNoThreads() {
        OnnxNetworkBuilder builder = TestGraphs.conditional();
        assertThrows(IllegalArgumentException.class, () -> builder.threads(0));
        builder.threads(1024);
        assertThrows(IllegalArgumentException.class, () -> builder.threads(1025));
    }

    private static String message(Executable call) {
        return assertThrows(DiffusionException.class, call).getMessage();
    }
}
