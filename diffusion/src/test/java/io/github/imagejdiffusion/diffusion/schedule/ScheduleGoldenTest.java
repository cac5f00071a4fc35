package io.github.imagejdiffusion.diffusion.schedule;

import static io.github.imagejdiffusion.diffusion.Close.assertRelative;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import io.github.imagejdiffusion.diffusion.GoldenFile;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleGoldenTest {

    static List<Named<JsonObject>> cases() {
        return GoldenFile.cases("schedules", 17, name -> true);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void betaAlphaBarAndLambdaAgree(JsonObject golden) {
        NoiseSchedule schedule = schedule(golden);
        assertEquals(golden.get("len").getAsInt(), schedule.steps());
        int[] indices = GoldenFile.ints(golden.get("indices"));
        double[] beta = GoldenFile.doubles(golden.get("beta"));
        double[] alphaBar = GoldenFile.doubles(golden.get("alpha_bar"));
        for (int i = 0; i < indices.length; i++) {
            int t = indices[i];
            // betas that are 1 - a ratio of two alpha-bars carry its rounding, up to 1e-16 absolute
            assertEquals(beta[i], schedule.beta(t), 1e-12 * beta[i] + 4e-16, "beta " + t);
            assertEquals(alphaBar[i], schedule.alphaBar(t), 1e-12 * alphaBar[i] + 1e-17, "alpha-bar " + t);
        }
        if (golden.has("lambda_log_snr_half")) {
            double[] lambda = GoldenFile.doubles(golden.get("lambda_log_snr_half"));
            double[] sigmaOverAlpha = GoldenFile.doubles(golden.get("sigma_over_alpha"));
            for (int i = 0; i < indices.length; i++) {
                int t = indices[i];
                assertEquals(lambda[i], schedule.lambda(t), 1e-12 * Math.max(1, Math.abs(lambda[i])), "lambda " + t);
                assertRelative(sigmaOverAlpha[i], schedule.sigma(t) / schedule.alpha(t), 1e-12, "sigma/alpha " + t);
            }
        }
        if (golden.has("sum_beta")) {
            double sum = 0;
            for (int t = 0; t < schedule.steps(); t++) {
                sum += schedule.beta(t);
            }
            assertRelative(golden.get("sum_beta").getAsDouble(), sum, 1e-12, "sum of betas");
        }
    }

    private static NoiseSchedule schedule(JsonObject golden) {
        JsonObject p = golden.getAsJsonObject("params");
        String kind = p.get("beta_schedule").getAsString();
        if (p.has("T")) {
            int steps = p.get("T").getAsInt();
            return kind.equals("cosine") ? NoiseSchedule.cosine(steps) : NoiseSchedule.guidedLinear(steps);
        }
        boolean sr3 = p.has("n_timestep");
        int steps = p.get(sr3 ? "n_timestep" : "num_train_timesteps").getAsInt();
        double start = p.get(sr3 ? "linear_start" : "beta_start").getAsDouble();
        double end = p.get(sr3 ? "linear_end" : "beta_end").getAsDouble();
        NoiseSchedule schedule =
                switch (kind) {
                    case "linear" -> NoiseSchedule.linear(steps, start, end);
                    case "scaled_linear", "quad" -> NoiseSchedule.scaledLinear(steps, start, end);
                    case "squaredcos_cap_v2", "cosine" -> NoiseSchedule.cosine(steps);
                    default -> NoiseSchedule.ofBetas(customBetas(kind, steps, start, end));
                };
        return p.has("rescale_betas_zero_snr") ? schedule.withZeroTerminalSnr() : schedule;
    }

    /** Curves the engine has no name for: packages give them as trained_betas. */
    private static double[] customBetas(String kind, int steps, double start, double end) {
        double[] betas = new double[steps];
        switch (kind) {
            case "const" -> Arrays.fill(betas, end);
            case "warmup10" -> {
                int rising = steps / 10;
                for (int i = 0; i < steps; i++) {
                    betas[i] = i < rising ? start + i * (end - start) / (rising - 1) : end;
                }
            }
            case "sigmoid" ->
                Arrays.setAll(betas, i -> start + (end - start) / (1 + Math.exp(6 - 12.0 * i / (steps - 1))));
            default -> throw new IllegalArgumentException(kind);
        }
        return betas;
    }
}
