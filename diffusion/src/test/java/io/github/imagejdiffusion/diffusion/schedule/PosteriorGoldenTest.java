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

    @ParameterizedTest
    @MethodSource("cases")
    void tablesAgree(JsonObject golden) {
        JsonObject p = golden.getAsJsonObject("params");
        int steps = p.get("T").getAsInt();
        NoiseSchedule s = p.get("beta_schedule").getAsString().equals("cosine")
                ? NoiseSchedule.cosine(steps)
                : NoiseSchedule.guidedLinear(steps);
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
}
