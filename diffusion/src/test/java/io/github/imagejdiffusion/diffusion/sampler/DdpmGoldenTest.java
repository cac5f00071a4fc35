package io.github.imagejdiffusion.diffusion.sampler;

import static io.github.imagejdiffusion.diffusion.Close.assertClose;
import static io.github.imagejdiffusion.diffusion.GoldenFile.doubles;
import static io.github.imagejdiffusion.diffusion.GoldenFile.tensor;

import com.google.gson.JsonObject;
import io.github.imagejdiffusion.diffusion.GoldenFile;
import io.github.imagejdiffusion.diffusion.guide.Guides;
import io.github.imagejdiffusion.diffusion.schedule.NoiseSchedule;
import io.github.imagejdiffusion.diffusion.schedule.PredictionType;
import io.github.imagejdiffusion.diffusion.schedule.VarianceType;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Single ancestral steps of guided-diffusion and SegDiff. Tensors are float: x_t is rounded by up to 1.2e-7, and dividing
 * by alpha near t = T multiplies that, by 157 for the linear schedule and by 20,000 for the cosine one. So x is compared
 * to 1e-5 (the reference's factor of x0 is small where alpha is), x0 to 1e-4, and at the end of the cosine schedule to
 * 2e-3.
 */
class DdpmGoldenTest {

    static List<Named<JsonObject>> posteriorCases() {
        return GoldenFile.cases("ddpm_posterior", 78, name -> name.startsWith("p_sample"));
    }

    static List<Named<JsonObject>> segdiffCases() {
        return GoldenFile.cases("segdiff", 4, name -> name.startsWith("SegDiff sampling step"));
    }

    @ParameterizedTest
    @MethodSource("posteriorCases")
    void stepAgreesWithGuidedDiffusion(JsonObject golden) {
        JsonObject p = golden.getAsJsonObject("params");
        JsonObject in = golden.getAsJsonObject("inputs");
        JsonObject expected = golden.getAsJsonObject("expected");
        Tensor output = tensor(in.get("model_eps"));
        if (in.has("model_v")) {
            output = stacked(output, tensor(in.get("model_v")));
        }
        FirstStep step = FirstStep.of(
                sampler(p, p.get("t").getAsInt()),
                tensor(expected.get("x_t")),
                output,
                tensor(in.get("noise")),
                Guides.none());
        assertStep(expected, step, p);
    }

    @ParameterizedTest
    @MethodSource("segdiffCases")
    void stepAgreesWithSegDiff(JsonObject golden) {
        JsonObject p = golden.getAsJsonObject("params");
        JsonObject in = golden.getAsJsonObject("inputs");
        int t = Integer.parseInt(golden.get("name").getAsString().replaceAll(".*t=", ""));
        FirstStep step = FirstStep.of(
                sampler(p, t),
                tensor(in.get("x_t")),
                tensor(in.get("model_eps")),
                tensor(in.get("noise")),
                Guides.none());
        assertStep(golden.getAsJsonObject("expected"), step, p);
    }

    private static void assertStep(JsonObject expected, FirstStep step, JsonObject params) {
        boolean cosine = params.get("beta_schedule").getAsString().equals("cosine");
        assertClose(doubles(expected.get("pred_x0")), step.x0().data(), cosine ? 2e-3 : 1e-4, "x0");
        assertClose(doubles(expected.get("sample")), step.x().data(), 1e-5, "x");
    }

    private static DiffusionSampler sampler(JsonObject params, int t) {
        int steps = params.get("T").getAsInt();
        NoiseSchedule schedule = params.get("beta_schedule").getAsString().equals("cosine")
                ? NoiseSchedule.cosine(steps)
                : NoiseSchedule.guidedLinear(steps);
        SamplerBuilder builder = DiffusionSampler.builder(schedule, PredictionType.EPSILON)
                .solver(SolverKind.DDPM)
                .timesteps(FirstStep.allDown(t))
                .varianceType(VarianceType.valueOf(params.get("variance").getAsString()));
        return (params.get("clip_denoised").getAsBoolean() ? builder.clip(1) : builder).build();
    }

    private static Tensor stacked(Tensor first, Tensor second) {
        Tensor both = Tensor.zeros(first.batch(), 2 * first.channels(), first.height(), first.width());
        int length = first.channels() * first.planeSize();
        for (int n = 0; n < first.batch(); n++) {
            System.arraycopy(first.data(), first.offset(n, 0), both.data(), both.offset(n, 0), length);
            System.arraycopy(second.data(), second.offset(n, 0), both.data(), both.offset(n, first.channels()), length);
        }
        return both;
    }
}
