package io.github.imagejdiffusion.diffusion.schedule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import io.github.imagejdiffusion.diffusion.GoldenFile;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RespacingTest {

    static List<Named<JsonObject>> cases() {
        return GoldenFile.cases("respacing", 13, name -> true);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithGuidedDiffusion(JsonObject golden) {
        JsonObject p = golden.getAsJsonObject("params");
        int steps = p.get("num_timesteps").getAsInt();
        String text = p.get("section_counts").getAsString();
        if (golden.has("error")) {
            assertThrows(ScheduleException.class, () -> Respacing.timesteps(steps, text));
            return;
        }
        int[] expected = GoldenFile.ints(golden.get("timesteps"));
        assertArrayEquals(expected, Respacing.timesteps(steps, text));
        if (golden.has("respaced_betas_linear")) {
            NoiseSchedule chain = NoiseSchedule.guidedLinear(steps).respaced(text);
            double[] betas = GoldenFile.doubles(golden.get("respaced_betas_linear"));
            double[] alphaBars = GoldenFile.doubles(golden.get("respaced_alpha_bar_linear"));
            double[] rescaled = GoldenFile.doubles(golden.get("model_timestep_if_rescaled"));
            for (int k = 0; k < betas.length; k++) {
                assertEquals(betas[k], chain.beta(k), 5e-12 * betas[k], "beta " + k);
                assertEquals(alphaBars[k], chain.alphaBar(k), 1e-12 * alphaBars[k], "alpha-bar " + k);
                assertEquals(expected[k], chain.originalTimestep(k));
                assertEquals(rescaled[k], chain.originalTimestep(k) * 1000.0 / steps, 1e-9);
            }
        }
    }

    @Test
    void messageNamesTheCountThatWasAskedFor() {
        ScheduleException e = assertThrows(ScheduleException.class, () -> Respacing.timesteps(1000, "ddim300"));
        assertTrue(e.getMessage().contains("exactly 300 of 1000"), e.getMessage());
    }

    @Test
    void messageNamesTheShortSection() {
        ScheduleException e = assertThrows(ScheduleException.class, () -> Respacing.timesteps(10, "2,900000000"));
        assertTrue(e.getMessage().contains("section 2 has 5 timesteps"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ddim", "a", "10,,5", "-3", "0", "2.5", "ddim0", "99999999999"})
    void malformedTextIsRefused(String text) {
        ScheduleException e = assertThrows(ScheduleException.class, () -> Respacing.timesteps(1000, text));
        assertTrue(e.getMessage().contains("'" + text + "'"), e.getMessage());
    }
}
