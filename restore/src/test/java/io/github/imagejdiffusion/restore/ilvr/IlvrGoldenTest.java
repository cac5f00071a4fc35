package io.github.imagejdiffusion.restore.ilvr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.imagejdiffusion.diffusion.filter.ResizeKernel;
import io.github.imagejdiffusion.diffusion.guide.GuideStep;
import io.github.imagejdiffusion.diffusion.guide.Guides;
import io.github.imagejdiffusion.diffusion.network.Denoiser;
import io.github.imagejdiffusion.diffusion.noise.NoiseSource;
import io.github.imagejdiffusion.diffusion.noise.NoiseStream;
import io.github.imagejdiffusion.diffusion.sampler.DiffusionSampler;
import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import io.github.imagejdiffusion.diffusion.schedule.NoiseLevel;
import io.github.imagejdiffusion.diffusion.schedule.NoiseSchedule;
import io.github.imagejdiffusion.diffusion.schedule.PredictionType;
import io.github.imagejdiffusion.diffusion.schedule.VarianceType;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import io.github.imagejdiffusion.testing.GoldenFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against the numbers of the released code. */
class IlvrGoldenTest {

    private static final float TOLERANCE = 1e-5f;

    static List<Named<JsonObject>> updates() {
        return GoldenFile.cases("ilvr", 3, name -> name.startsWith("single update"));
    }

    static List<Named<JsonObject>> loops() {
        return GoldenFile.cases("ilvr", 3, name -> name.startsWith("loop"));
    }

    @ParameterizedTest
    @MethodSource("updates")
    void update(JsonObject golden) {
        JsonObject params = golden.getAsJsonObject("params");
        JsonObject inputs = golden.getAsJsonObject("inputs");
        int index = params.get("index_of_reference_noise").getAsInt();
        NoiseSchedule schedule = NoiseSchedule.guidedLinear(params.get("T").getAsInt());
        IlvrGuide guide = released(inputs, params).build();
        Tensor next = GoldenFile.tensor(inputs.get("proposal"));
        NoiseSource noise = (target, call, stream) -> copy(GoldenFile.tensor(inputs.get("reference_noise")), target);
        guide.guide(next, new GuideStep(0, 2, schedule.level(index), NoiseLevel.CLEAN, noise));
        Tensor expected = GoldenFile.tensor(golden.getAsJsonObject("expected").get("updated"));
        assertArrayEquals(expected.data(), next.data(), TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("loops")
    void loop(JsonObject golden) {
        JsonObject params = golden.getAsJsonObject("params");
        JsonObject inputs = golden.getAsJsonObject("inputs");
        JsonObject model = params.getAsJsonObject("analytic_model");
        NoiseSchedule schedule = NoiseSchedule.guidedLinear(params.get("T").getAsInt());
        int[] timesteps = GoldenFile.ints(params.get("timesteps"));
        DiffusionSampler sampler = DiffusionSampler.builder(schedule, PredictionType.EPSILON)
                .solver(SolverKind.DDPM)
                .varianceType(VarianceType.FIXED_SMALL)
                .timesteps(descending(timesteps))
                .clip(1)
                .build();
        IlvrGuide guide = released(inputs, params)
                .rangeT(params.get("range_t").getAsInt())
                .build();
        List<float[]> steps = new ArrayList<>();
        sampler.sample(
                exact(
                        schedule,
                        GoldenFile.tensor(model.get("mean_image")),
                        model.get("data_std").getAsDouble()),
                GoldenFile.tensor(inputs.get("initial_noise")),
                noise(inputs),
                Guides.builder().onNext(guide).build(),
                step -> steps.add(step.x().data().clone()));
        JsonArray expected = golden.getAsJsonObject("expected").getAsJsonArray("after_each_step");
        assertEquals(expected.size(), steps.size());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(GoldenFile.tensor(expected.get(i)).data(), steps.get(i), TOLERANCE, "step " + i);
        }
    }

    private static IlvrGuide.Builder released(JsonObject inputs, JsonObject params) {
        return IlvrGuide.builder(GoldenFile.tensor(inputs.get("reference")))
                .kernel(ResizeKernel.parse(params.get("kernel").getAsString()))
                .factor(params.get("N").getAsInt())
                .noising(ReferenceNoising.RELEASED_CODE);
    }

    /** The network that knows the answer for data that are normal per pixel. */
    private static Denoiser exact(NoiseSchedule schedule, Tensor mean, double deviation) {
        return (x, timestep) -> {
            double alphaBar = schedule.alphaBar((int) timestep);
            Tensor eps = x.zerosLike();
            for (int i = 0; i < eps.data().length; i++) {
                double distance = x.data()[i] - Math.sqrt(alphaBar) * mean.data()[i];
                eps.data()[i] = (float)
                        (Math.sqrt(1 - alphaBar) * distance / (alphaBar * deviation * deviation + 1 - alphaBar));
            }
            return eps;
        };
    }

    private static NoiseSource noise(JsonObject inputs) {
        JsonArray ofSteps = inputs.getAsJsonArray("step_noise_in_order");
        JsonArray ofReference = inputs.getAsJsonArray("reference_noise_in_order");
        return (target, call, stream) -> {
            JsonArray from = stream == NoiseStream.STEP ? ofSteps : ofReference;
            assertFalse(from.get(call - 1).isJsonNull(), "no reference noise is drawn at step " + call);
            copy(GoldenFile.tensor(from.get(call - 1)), target);
        };
    }

    private static void copy(Tensor from, Tensor to) {
        System.arraycopy(from.data(), 0, to.data(), 0, to.data().length);
    }

    private static int[] descending(int[] ascending) {
        int[] out = new int[ascending.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = ascending[out.length - 1 - i];
        }
        return out;
    }
}
