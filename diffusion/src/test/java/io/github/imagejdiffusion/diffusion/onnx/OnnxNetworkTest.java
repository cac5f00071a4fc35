package io.github.imagejdiffusion.diffusion.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.DiffusionException;
import io.github.imagejdiffusion.diffusion.network.DiffusionNetwork.BoundDenoiser;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxNetworkTest {

    @ParameterizedTest
    @CsvSource({"4,6,1", "4,6,3", "2,2,5", "32,18,2"})
    void computesWhatTheGraphsSayAtAnySizeAndBatch(int height, int width, int batch) {
        Tensor image = TestGraphs.random(1, 1, height, width, 1);
        Tensor x = TestGraphs.random(batch, 2, height, width, 2);
        try (OnnxNetwork network = TestGraphs.conditional().open();
                BoundDenoiser denoiser = network.condition(image)) {
            Tensor out = denoiser.predict(x, 40);
            assertTrue(out.sameShape(x));
            for (int n = 0; n < batch; n++) {
                for (int c = 0; c < 2; c++) {
                    for (int i = 0; i < height * width; i++) {
                        int row = i / width;
                        int column = i % width;
                        float feature = (c == 0 ? 1 : 3) * mean(image, row / 2 * 2, column / 2 * 2);
                        float expected = 0.5f * x.get(n, c, row, column) + feature + 0.4f;
                        assertEquals(expected, out.get(n, c, row, column), 1e-5f);
                    }
                }
            }
        }
    }

    private static float mean(Tensor image, int y, int x) {
        return (image.get(0, 0, y, x)
                        + image.get(0, 0, y, x + 1)
                        + image.get(0, 0, y + 1, x)
                        + image.get(0, 0, y + 1, x + 1))
                / 4;
    }

    @Test
    void inputsAreLeftAloneAndOutputsAreNew() {
        Tensor image = TestGraphs.random(1, 1, 4, 4, 1);
        Tensor x = TestGraphs.random(1, 2, 4, 4, 2);
        float[] imageBefore = image.data().clone();
        float[] xBefore = x.data().clone();
        try (OnnxNetwork network = TestGraphs.conditional().open();
                BoundDenoiser denoiser = network.condition(image)) {
            Tensor first = denoiser.predict(x, 3);
            float[] kept = first.data().clone();
            denoiser.predict(TestGraphs.random(1, 2, 4, 4, 9), 3);
            assertArrayEquals(kept, first.data());
        }
        assertArrayEquals(imageBefore, image.data());
        assertArrayEquals(xBefore, x.data());
    }

    @Test
    void severalImagesMayBeBoundAtOnce() {
        Tensor x = Tensor.zeros(1, 2, 2, 2);
        try (OnnxNetwork network = TestGraphs.conditional().open();
                BoundDenoiser ones = network.condition(constant(1));
                BoundDenoiser twos = network.condition(constant(2))) {
            assertEquals(1, ones.predict(x, 0).get(0, 0, 0, 0));
            assertEquals(2, twos.predict(x, 0).get(0, 0, 0, 0));
            assertEquals(1, ones.predict(x, 0).get(0, 0, 0, 0));
        }
    }

    private static Tensor constant(float value) {
        Tensor image = Tensor.zeros(1, 1, 2, 2);
        Arrays.fill(image.data(), value);
        return image;
    }

    @Test
    void aModelWithoutImageRunsWithoutOne() {
        Tensor x = TestGraphs.random(2, 3, 3, 5, 4);
        try (OnnxNetwork network = TestGraphs.unconditional("unconditional").open();
                BoundDenoiser denoiser = network.unconditional()) {
            Tensor out = denoiser.predict(x, 7.5);
            for (int i = 0; i < x.data().length; i++) {
                assertEquals(2 * x.data()[i] + 7.5f, out.data()[i], 1e-5f);
            }
            assertEquals("cpu", network.device());
            assertThrows(DiffusionException.class, () -> network.condition(Tensor.zeros(1, 1, 2, 2)));
        }
    }

    @Test
    void aConditionalModelWithoutEncoderIsGivenTheImageItself() {
        GraphNames names = new GraphNames("x", "timestep", "image", "prediction", null, null);
        Tensor image = TestGraphs.random(1, 3, 2, 4, 5);
        Tensor x = TestGraphs.random(2, 3, 2, 4, 6);
        try (OnnxNetwork network = new OnnxNetworkBuilder("direct", TestGraphs.read("direct"), names).open();
                BoundDenoiser denoiser = network.condition(image)) {
            Tensor out = denoiser.predict(x, 3);
            for (int n = 0; n < 2; n++) {
                for (int i = 0; i < 24; i++) {
                    assertEquals(x.data()[n * 24 + i] + image.data()[i], out.data()[n * 24 + i]);
                }
            }
        }
    }

    /** As PyTorch networks do that were trained on pairs: they join sample and image, which needs as many of both. */
    @Test
    void runsTogetherSuitANetworkThatJoinsItsInputs() {
        GraphNames names = new GraphNames("x", "noise_level", "image", "prediction", null, null);
        Tensor image = TestGraphs.random(1, 1, 2, 4, 5);
        Tensor x = TestGraphs.random(3, 1, 2, 4, 6);
        try (OnnxNetwork network = new OnnxNetworkBuilder("sr3", TestGraphs.read("sr3"), names).open();
                BoundDenoiser denoiser = network.condition(image)) {
            Tensor out = denoiser.predict(x, 0.5);
            assertTrue(out.sameShape(x));
            for (int i = 0; i < 24; i++) {
                float expected = 0.6f * x.data()[i] + 0.3f * image.data()[i % 8] - 0.1f;
                assertEquals(expected, out.data()[i], 1e-6f);
            }
        }
    }

    @Test
    void halfPrecisionOutputIsWidened() {
        Tensor x = Tensor.wrap(1, 1, 1, 2, new float[] {0.125f, -3});
        try (OnnxNetwork network = TestGraphs.unconditional("half_precision").open();
                BoundDenoiser denoiser = network.unconditional()) {
            assertArrayEquals(new float[] {1.25f, -5}, denoiser.predict(x, 1).data());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"time_int64", "time_int32", "all_float16"})
    void inputsHaveTheTypeThatTheGraphTakes(String graph) {
        Tensor x = Tensor.wrap(2, 1, 1, 2, new float[] {0.125f, -3, 1, 0});
        try (OnnxNetwork network = TestGraphs.unconditional(graph).open();
                BoundDenoiser denoiser = network.unconditional()) {
            assertArrayEquals(
                    new float[] {49.625f, 46.5f, 50.5f, 49.5f},
                    denoiser.predict(x, 99).data());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void theNumberOfThreadsDoesNotChangeABit(int threads) {
        Tensor x = TestGraphs.random(2, 2, 96, 80, 3);
        assertArrayEquals(convolved(x, 1), convolved(x, threads));
    }

    @Test
    void aBatchGivesTheBitsOfItsElements() {
        Tensor x = TestGraphs.random(5, 2, 40, 24, 3);
        float[] together = convolved(x, 2);
        int size = 2 * 40 * 24;
        for (int n = 0; n < 5; n++) {
            Tensor one = Tensor.wrap(1, 2, 40, 24, Arrays.copyOfRange(x.data(), n * size, (n + 1) * size));
            assertArrayEquals(Arrays.copyOfRange(together, n * size, (n + 1) * size), convolved(one, 2));
        }
    }

    private static float[] convolved(Tensor x, int threads) {
        try (OnnxNetwork network =
                        TestGraphs.unconditional("convolution").threads(threads).open();
                BoundDenoiser denoiser = network.unconditional()) {
            return denoiser.predict(x, 12).data();
        }
    }

    @Test
    void callsFromSeveralThreadsGiveTheSameBits() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try (OnnxNetwork network =
                        TestGraphs.unconditional("convolution").threads(2).open();
                BoundDenoiser shared = network.unconditional()) {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int task = 0; task < 4; task++) {
                Tensor x = TestGraphs.random(1, 2, 32, 32, task);
                float[] expected = shared.predict(x, 1).data();
                results.add(pool.submit(() -> {
                    try (BoundDenoiser own = network.unconditional()) {
                        for (int i = 0; i < 50; i++) {
                            BoundDenoiser used = i % 2 == 0 ? shared : own;
                            if (!Arrays.equals(expected, used.predict(x, 1).data())) {
                                return false;
                            }
                        }
                        return true;
                    }
                }));
            }
            for (Future<Boolean> result : results) {
                assertTrue(result.get());
            }
        } finally {
            pool.shutdown();
        }
    }
}
