package io.github.imagejdiffusion.diffusion.guide;

import static io.github.imagejdiffusion.diffusion.Close.assertClose;
import static io.github.imagejdiffusion.diffusion.GoldenFile.doubles;
import static io.github.imagejdiffusion.diffusion.GoldenFile.tensor;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonObject;
import io.github.imagejdiffusion.diffusion.GoldenFile;
import io.github.imagejdiffusion.diffusion.sampler.DiffusionSampler;
import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import io.github.imagejdiffusion.diffusion.sampler.StepInfo;
import io.github.imagejdiffusion.diffusion.schedule.NoiseSchedule;
import io.github.imagejdiffusion.diffusion.schedule.PredictionType;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Float tensors; x0 at t = 900 is divided by alpha = 0.017, hence 1e-5 relative. */
class ClassifierGuidanceGoldenTest {

    private static final double FLOAT = 1e-5;

    static List<Named<JsonObject>> cases() {
        return GoldenFile.cases("classifier_guidance", 9, name -> true);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ddpmMeanIsShifted(JsonObject golden) {
        StepInfo step = firstStep(golden, SolverKind.DDPM);
        assertClose(
                doubles(golden.getAsJsonObject("expected").get("ddpm_sample")),
                step.x().data(),
                FLOAT,
                "x");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ddimEpsIsShifted(JsonObject golden) {
        StepInfo step = firstStep(golden, SolverKind.DDIM);
        JsonObject expected = golden.getAsJsonObject("expected");
        assertClose(doubles(expected.get("ddim_pred_x0")), step.x0().data(), FLOAT, "x0");
        assertClose(doubles(expected.get("ddim_eta0_sample")), step.x().data(), FLOAT, "x");
    }

    private static StepInfo firstStep(JsonObject golden, SolverKind solver) {
        JsonObject p = golden.getAsJsonObject("params");
        JsonObject in = golden.getAsJsonObject("inputs");
        int t = p.get("t").getAsInt();
        Tensor gradient = tensor(in.get("grad_log_p_y"));
        for (int i = 0; i < gradient.data().length; i++) {
            gradient.data()[i] *= p.get("classifier_scale").getAsFloat();
        }
        Tensor noise = tensor(in.get("noise"));
        StepInfo[] seen = new StepInfo[1];
        DiffusionSampler sampler = DiffusionSampler.builder(
                        NoiseSchedule.guidedLinear(p.get("T").getAsInt()), PredictionType.EPSILON)
                .solver(solver)
                .timesteps(IntStream.rangeClosed(0, t).map(k -> t - k).toArray())
                .build();
        assertThrows(
                CancellationException.class,
                () -> sampler.sample(
                        (x, timestep) -> tensor(in.get("model_eps")),
                        tensor(in.get("x_t")),
                        (target, call, stream) ->
                                System.arraycopy(noise.data(), 0, target.data(), 0, target.data().length),
                        Guides.builder().onMean((x, step) -> gradient).build(),
                        info -> {
                            seen[0] = info;
                            throw new CancellationException();
                        }));
        return seen[0];
    }
}
