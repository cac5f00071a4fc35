package io.github.imagejdiffusion.diffusion.sampler;

import static io.github.imagejdiffusion.diffusion.Close.assertClose;
import static io.github.imagejdiffusion.diffusion.GoldenFile.doubles;
import static io.github.imagejdiffusion.diffusion.GoldenFile.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import io.github.imagejdiffusion.diffusion.GoldenFile;
import io.github.imagejdiffusion.diffusion.guide.GuideStep;
import io.github.imagejdiffusion.diffusion.guide.Guides;
import io.github.imagejdiffusion.diffusion.schedule.NoiseLevel;
import io.github.imagejdiffusion.diffusion.schedule.NoiseSchedule;
import io.github.imagejdiffusion.diffusion.schedule.PredictionType;
import io.github.imagejdiffusion.diffusion.schedule.Respacing;
import io.github.imagejdiffusion.diffusion.schedule.TimestepSpacing;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tensors are float: inputs of order one are rounded by 6e-8, and eps-prediction divides by alpha, which is 1/157 at
 * t = 999 of the linear schedule. 2e-6 relative to the larger of 1 and the value covers both.
 */
class DdimGoldenTest {

    private static final double FLOAT = 2e-6;

    static List<Named<JsonObject>> guidedDiffusionCases() {
        return GoldenFile.cases("ddim_steps", 16, name -> name.startsWith("guided-diffusion respaced"));
    }

    static List<Named<JsonObject>> inversionCases() {
        return GoldenFile.cases("ddim_steps", 4, name -> name.startsWith("guided-diffusion DDIM inversion"));
    }

    static List<Named<JsonObject>> diffusersCases() {
        return GoldenFile.cases("ddim_steps", 30, name -> name.startsWith("diffusers"));
    }

    @ParameterizedTest
    @MethodSource("guidedDiffusionCases")
    void stepAgreesWithGuidedDiffusion(JsonObject golden) {
        JsonObject p = golden.getAsJsonObject("params");
        JsonObject in = golden.getAsJsonObject("inputs");
        int[] kept =
                Respacing.timesteps(p.get("T").getAsInt(), p.get("respacing").getAsString());
        int[] tail = FirstStep.tail(kept, p.get("index").getAsInt());
        assertEquals(p.get("original_t").getAsInt(), tail[0]);
        SamplerBuilder builder = DiffusionSampler.builder(
                        NoiseSchedule.guidedLinear(p.get("T").getAsInt()), PredictionType.EPSILON)
                .timesteps(tail)
                .eta(p.get("eta").getAsDouble())
                .useClippedModelOutput(true);
        if (p.get("clip_denoised").getAsBoolean()) {
            builder.clip(1);
        }
        FirstStep step = FirstStep.of(
                builder.build(),
                tensor(in.get("x_t")),
                tensor(in.get("model_eps")),
                tensor(in.get("noise")),
                Guides.none());
        JsonObject expected = golden.getAsJsonObject("expected");
        assertClose(doubles(expected.get("pred_x0")), step.x0().data(), FLOAT, "x0");
        assertClose(doubles(expected.get("sample")), step.x().data(), FLOAT, "x");
    }

    /** The same formula towards the next noisier level. */
    @ParameterizedTest
    @MethodSource("inversionCases")
    void inversionAgreesWithGuidedDiffusion(JsonObject golden) {
        JsonObject p = golden.getAsJsonObject("params");
        JsonObject in = golden.getAsJsonObject("inputs");
        NoiseSchedule chain = NoiseSchedule.guidedLinear(p.get("T").getAsInt())
                .respaced(p.get("respacing").getAsString());
        int index = p.get("index").getAsInt();
        Tensor x = tensor(in.get("x_t"));
        double[] expectedX0 = doubles(golden.getAsJsonObject("expected").get("pred_x0"));
        Tensor x0 = Tensor.wrap(x.batch(), x.channels(), x.height(), x.width(), toFloats(expectedX0));
        // the noisiest level of the chain is followed by pure noise
        double noisier = index + 1 < chain.steps() ? chain.alphaBar(index + 1) : 0;
        GuideStep step = new GuideStep(0, 1, chain.level(index), new NoiseLevel(0, noisier), (target, call, stream) -> {
            throw new AssertionError("inversion needs no noise");
        });
        // the reference clips x0 and derives eps from it
        Tensor eps = x.zerosLike();
        double alpha = chain.alpha(index);
        double sigma = chain.sigma(index);
        for (int i = 0; i < eps.data().length; i++) {
            eps.data()[i] = (float) PredictionType.SAMPLE.eps(expectedX0[i], x.data()[i], alpha, sigma);
        }
        new DdimSolver(0, false)
                .step(new StepState(step, x, x0, eps, null, null))
                .run(0, x.data().length);
        assertClose(doubles(golden.getAsJsonObject("expected").get("sample")), x.data(), FLOAT, "x");
    }

    @ParameterizedTest
    @MethodSource("diffusersCases")
    void stepAgreesWithDiffusers(JsonObject golden) {
        JsonObject p = golden.getAsJsonObject("params");
        JsonObject in = golden.getAsJsonObject("inputs");
        JsonObject config = p.getAsJsonObject("config");
        Guides.Builder guides = Guides.builder();
        if (config.has("thresholding")) {
            guides.onX0(new DynamicThreshold(
                    config.get("dynamic_thresholding_ratio").getAsDouble(),
                    config.get("sample_max_value").getAsDouble()));
        }
        DiffusionSampler whole = diffusers(config, p).build();
        int index = p.get("step_index").getAsInt();
        int[] timesteps = whole.timesteps();
        assertEquals(p.get("timestep").getAsInt(), timesteps[index]);
        DiffusionSampler rest = diffusers(config, p)
                .timesteps(Arrays.copyOfRange(timesteps, index, timesteps.length))
                .steps(timesteps.length - index)
                .build();
        FirstStep step = FirstStep.of(
                rest,
                tensor(in.get("sample")),
                tensor(in.get("model_output")),
                tensor(in.get("noise")),
                guides.build());
        JsonObject expected = golden.getAsJsonObject("expected");
        assertClose(doubles(expected.get("pred_original_sample")), step.x0().data(), FLOAT, "x0");
        assertClose(doubles(expected.get("prev_sample")), step.x().data(), FLOAT, "x");
    }

    private static SamplerBuilder diffusers(JsonObject config, JsonObject params) {
        SamplerBuilder builder = DiffusionSampler.builder(
                        NoiseSchedule.scaledLinear(
                                config.get("num_train_timesteps").getAsInt(),
                                config.get("beta_start").getAsDouble(),
                                config.get("beta_end").getAsDouble()),
                        PredictionType.parse(config.get("prediction_type").getAsString()))
                .spacing(
                        config.has("timestep_spacing")
                                ? TimestepSpacing.parse(
                                        config.get("timestep_spacing").getAsString())
                                : TimestepSpacing.LEADING)
                .stepsOffset(
                        config.has("steps_offset") ? config.get("steps_offset").getAsInt() : 0)
                .setAlphaToOne(config.get("set_alpha_to_one").getAsBoolean())
                .steps(params.get("num_inference_steps").getAsInt())
                .eta(params.get("eta").getAsDouble());
        return config.get("clip_sample").getAsBoolean() ? builder.clip(1) : builder;
    }

    private static float[] toFloats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
