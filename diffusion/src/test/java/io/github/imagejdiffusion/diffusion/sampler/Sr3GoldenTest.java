package io.github.imagejdiffusion.diffusion.sampler;

import static io.github.imagejdiffusion.diffusion.Close.assertClose;
import static io.github.imagejdiffusion.diffusion.GoldenFile.doubles;
import static io.github.imagejdiffusion.diffusion.GoldenFile.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.imagejdiffusion.diffusion.GoldenFile;
import io.github.imagejdiffusion.diffusion.guide.Guides;
import io.github.imagejdiffusion.diffusion.network.DiffusionNetwork.BoundDenoiser;
import io.github.imagejdiffusion.diffusion.network.LevelNetwork;
import io.github.imagejdiffusion.diffusion.onnx.DeviceChoice;
import io.github.imagejdiffusion.diffusion.onnx.GraphNames;
import io.github.imagejdiffusion.diffusion.onnx.OnnxNetwork;
import io.github.imagejdiffusion.diffusion.onnx.OnnxNetworkBuilder;
import io.github.imagejdiffusion.diffusion.onnx.TestGraphs;
import io.github.imagejdiffusion.diffusion.schedule.NoiseLevel;
import io.github.imagejdiffusion.diffusion.schedule.NoiseSchedule;
import io.github.imagejdiffusion.diffusion.schedule.PredictionType;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Steps of the unofficial SR3 code, with its toy network as an ONNX graph that takes condition and noise level. x_t is
 * rounded to float and divided by alpha, which is 1/151 at t = 1999, but the factor of x0 is then as small.
 */
class Sr3GoldenTest {

    static List<Named<JsonObject>> steps() {
        return GoldenFile.cases("sr3", 5, name -> name.startsWith("p_sample"));
    }

    static List<Named<JsonObject>> noisings() {
        return GoldenFile.cases("sr3", 2, name -> name.startsWith("q_sample"));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void stepAgreesWithTheUnofficialCode(JsonObject golden) {
        JsonObject p = golden.getAsJsonObject("params");
        JsonObject in = golden.getAsJsonObject("inputs");
        JsonObject expected = golden.getAsJsonObject("expected");
        NoiseSchedule schedule = NoiseSchedule.linear(
                p.get("n_timestep").getAsInt(),
                p.get("linear_start").getAsDouble(),
                p.get("linear_end").getAsDouble());
        int t = p.get("t").getAsInt();
        assertEquals(expected.get("noise_level").getAsDouble(), schedule.alpha(t), 1e-12);
        DiffusionSampler sampler = DiffusionSampler.builder(schedule, PredictionType.EPSILON)
                .solver(SolverKind.DDPM)
                .timesteps(FirstStep.allDown(t))
                .clip(1)
                .build();
        Tensor noise = tensor(in.get("noise"));
        Tensor[] next = new Tensor[1];
        try (LevelNetwork network = new LevelNetwork(open("sr3", "image"), schedule);
                BoundDenoiser denoiser = network.condition(tensor(in.get("condition")))) {
            Assertions.assertThrows(
                    CancellationException.class,
                    () -> sampler.sample(
                            denoiser,
                            tensor(in.get("x_t")),
                            (target, call, stream) ->
                                    System.arraycopy(noise.data(), 0, target.data(), 0, target.data().length),
                            Guides.none(),
                            step -> {
                                next[0] = step.x().copy();
                                throw new CancellationException("one step is enough");
                            }));
        }
        assertClose(doubles(expected.get("sample")), next[0].data(), 1e-5, "x");
    }

    @ParameterizedTest
    @MethodSource("noisings")
    void noiseIsAddedAtAnyLevel(JsonObject golden) {
        JsonObject in = golden.getAsJsonObject("inputs");
        double alpha = golden.getAsJsonObject("params").get("sqrt_alpha_bar").getAsDouble();
        NoiseLevel level = new NoiseLevel(0, alpha * alpha);
        float[] x0 = tensor(in.get("x0")).data();
        float[] noise = tensor(in.get("noise")).data();
        float[] noised = new float[x0.length];
        for (int i = 0; i < x0.length; i++) {
            noised[i] = (float) (level.alpha() * x0[i] + level.sigma() * noise[i]);
        }
        assertClose(doubles(golden.getAsJsonObject("expected").get("x_t")), noised, 1e-6, "x_t");
    }

    @Test
    void theLevelReachesTheNetworkAsItIs() {
        JsonObject golden = GoldenFile.cases("sr3", 1, name -> name.equals("noise level embedding"))
                .get(0)
                .getPayload();
        try (OnnxNetwork network = open("level_embedding", null);
                BoundDenoiser denoiser = network.unconditional()) {
            for (JsonElement element : golden.getAsJsonArray("expected")) {
                JsonObject one = element.getAsJsonObject();
                assertEquals(8, one.get("dim").getAsInt());
                Tensor embedding = denoiser.predict(
                        Tensor.zeros(1, 1, 1, 1), one.get("noise_level").getAsDouble());
                assertClose(doubles(one.get("embedding")), embedding.data(), 1e-6, "embedding");
            }
        }
    }

    private static OnnxNetwork open(String graph, String image) {
        GraphNames names = new GraphNames("x", "noise_level", image, "prediction", null, null);
        return new OnnxNetworkBuilder(graph, TestGraphs.read(graph), names)
                .device(DeviceChoice.CPU)
                .threads(1)
                .open();
    }
}
