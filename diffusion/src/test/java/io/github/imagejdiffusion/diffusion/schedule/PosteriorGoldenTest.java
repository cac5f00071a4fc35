package io.github.imagejdiffusion.diffusion.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import io.github.imagejdiffusion.diffusion.GoldenFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PosteriorGoldenTest {

    static List<Named<JsonObject>> cases() {
        return GoldenFile.cases("ddpm_posterior", 3, name -> name.startsWith("coefficients"));
    }

    static List<Named<JsonObject>> noisedImages() {
        return GoldenFile.cases("ddpm_posterior", 78, name -> name.startsWith("p_sample"));
    }

    /** x_t = sqrt(ab) x0 + sqrt(1 - ab) eps, element by element. */
    @ParameterizedTest
    @MethodSource("noisedImages")
    void forwardNoisingAgrees(JsonObject golden) {
        JsonObject p = golden.getAsJsonObject("params");
        NoiseLevel level = schedule(p).level(p.get("t").getAsInt());
        JsonObject in = golden.getAsJsonObject("inputs");
        double[] x0 = GoldenFile.doubles(in.get("x0"));
        double[] eps = GoldenFile.doubles(in.get("eps_true"));
        double[] expected =
                GoldenFile.doubles(golden.getAsJsonObject("expected").get("x_t"));
        assertEquals(x0.length, expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], level.alpha() * x0[i] + level.sigma() * eps[i], 1e-12, "element " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tablesAgree(JsonObject golden) {
        JsonObject p = golden.getAsJsonObject("params");
        NoiseSchedule s = schedule(p);
        Map<String, IntToDoubleFunction> tables = new LinkedHashMap<>();
        tables.put("beta", s::beta);
        tables.put("alpha_bar", s::alphaBar);
        tables.put("alpha_bar_prev", s::alphaBarBefore);
        tables.put("posterior_variance", s::posteriorVariance);
        tables.put("posterior_log_variance_clipped", s::posteriorLogVarianceClipped);
        tables.put("posterior_mean_coef_x0", s::posteriorMeanX0);
        tables.put("posterior_mean_coef_xt", s::posteriorMeanXt);
        tables.put("fixed_large_variance", s::fixedLargeVariance);
        tables.put("sqrt_recip_alpha_bar", t -> 1 / s.alpha(t));
        tables.put("sqrt_recipm1_alpha_bar", t -> s.sigma(t) / s.alpha(t));
        int[] timesteps = GoldenFile.ints(golden.get("t"));
        tables.forEach((name, table) -> {
            double[] expected = GoldenFile.doubles(golden.get(name));
            for (int i = 0; i < timesteps.length; i++) {
                // the reference derives betas from ratios of alpha-bars: 1e-16 / beta_0 = 1e-12 relative
                double allowed = 5e-12 * Math.abs(expected[i]);
                assertEquals(expected[i], table.applyAsDouble(timesteps[i]), allowed, name + " at t=" + timesteps[i]);
            }
        });
    }

    private static NoiseSchedule schedule(JsonObject params) {
        int steps = params.get("T").getAsInt();
        return params.get("beta_schedule").getAsString().equals("cosine")
                ? NoiseSchedule.cosine(steps)
                : NoiseSchedule.guidedLinear(steps);
    }
}
