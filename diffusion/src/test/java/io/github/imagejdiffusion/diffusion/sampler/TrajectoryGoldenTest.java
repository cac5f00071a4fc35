package io.github.imagejdiffusion.diffusion.sampler;

import static io.github.imagejdiffusion.diffusion.Close.assertClose;
import static io.github.imagejdiffusion.diffusion.GoldenFile.doubles;
import static io.github.imagejdiffusion.diffusion.GoldenFile.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.imagejdiffusion.diffusion.GoldenFile;
import io.github.imagejdiffusion.diffusion.guide.Guides;
import io.github.imagejdiffusion.diffusion.noise.NoiseSource;
import io.github.imagejdiffusion.diffusion.noise.NoiseStream;
import io.github.imagejdiffusion.diffusion.schedule.NoiseSchedule;
import io.github.imagejdiffusion.diffusion.schedule.PredictionType;
import io.github.imagejdiffusion.diffusion.schedule.TimestepSpacing;
import io.github.imagejdiffusion.diffusion.schedule.VarianceType;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole chains against diffusers. The file allows 2e-4 for single precision: x is stored as float after each step, and an
 * eps network at t = 999 has its rounding divided by alpha = 1/157.
 */
class TrajectoryGoldenTest {

    private static final double FLOAT = 2e-4;

    /** Three DDIM, two DDPM, six DPM-Solver++(2M), and the first-order DPM-Solver++. */
    static List<Named<JsonObject>> cases() {
        return GoldenFile.cases(
                "solver_trajectories",
                12,
                name -> name.startsWith("DDIM")
                        || name.startsWith("DDPM")
                        || name.startsWith("DPM-Solver++(2M)")
                        || name.startsWith("DPM-Solver++(1)"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyStateAgrees(JsonObject golden) {
        JsonObject params = golden.getAsJsonObject("params");
        JsonObject config = params.getAsJsonObject("config");
        JsonObject model = GoldenFile.read("solver_trajectories").getAsJsonObject("analytic_model");
        NoiseSchedule schedule = NoiseSchedule.linear(
                config.get("num_train_timesteps").getAsInt(),
                config.get("beta_start").getAsDouble(),
                config.get("beta_end").getAsDouble());
        PredictionType type = PredictionType.parse(text(config, "prediction_type", "epsilon"));
        ExactNetwork network = new ExactNetwork(
                schedule,
                type,
                tensor(model.get("mean_image")),
                model.get("data_std").getAsDouble());
        DiffusionSampler sampler = sampler(golden, DiffusionSampler.builder(schedule, type));
        assertArrayEquals(GoldenFile.ints(golden.get("timesteps")), sampler.timesteps());
        assertEquals(params.get("num_inference_steps").getAsInt(), sampler.numberOfCalls());

        JsonObject in = golden.getAsJsonObject("inputs");
        JsonArray trajectory = golden.getAsJsonObject("expected").getAsJsonArray("trajectory");
        assertEquals(sampler.numberOfCalls() + 1, trajectory.size());
        Tensor[] last = new Tensor[1];
        Tensor result = sampler.sample(
                network, tensor(in.get("initial_sample")), noise(in.get("noise_per_step")), Guides.none(), step -> {
                    double[] expected = doubles(trajectory.get(step.index() + 1));
                    assertClose(expected, step.x().data(), FLOAT, "x after step " + step.index());
                    last[0] = step.x();
                });
        assertSame(last[0], result);
    }

    private static DiffusionSampler sampler(JsonObject golden, SamplerBuilder builder) {
        JsonObject params = golden.getAsJsonObject("params");
        JsonObject config = params.getAsJsonObject("config");
        String scheduler = params.get("_class_name").getAsString();
        boolean multistep = scheduler.startsWith("DPM");
        builder.steps(params.get("num_inference_steps").getAsInt())
                .spacing(TimestepSpacing.parse(text(config, "timestep_spacing", multistep ? "linspace" : "leading")))
                .stepsOffset(Integer.parseInt(text(config, "steps_offset", "0")))
                .setAlphaToOne(!text(config, "final_sigmas_type", "zero").equals("sigma_min"))
                .multistepRule(
                        text(config, "solver_type", "midpoint").equals("heun")
                                ? MultistepRule.HEUN
                                : MultistepRule.MIDPOINT)
                .varianceType(VarianceType.parse(text(config, "variance_type", "fixed_small")));
        if (text(config, "solver_order", "2").equals("1")) {
            // to first order DPM-Solver++ is DDIM
            builder.timesteps(GoldenFile.ints(golden.get("timesteps"))).solver(SolverKind.DDIM);
        } else if (multistep) {
            builder.solver(SolverKind.DPMPP2M);
        } else if (scheduler.equals("DDPMScheduler")) {
            builder.solver(SolverKind.DDPM);
        } else {
            builder.solver(SolverKind.DDIM).eta(params.get("eta").getAsDouble());
        }
        return builder.build();
    }

    private static NoiseSource noise(JsonElement perStep) {
        return (target, call, stream) -> {
            assertEquals(NoiseStream.STEP, stream);
            Tensor values = tensor(perStep.getAsJsonArray().get(call - 1));
            System.arraycopy(values.data(), 0, target.data(), 0, target.data().length);
        };
    }

    private static String text(JsonObject config, String key, String fallback) {
        return config.has(key) ? config.get(key).getAsString() : fallback;
    }
}
