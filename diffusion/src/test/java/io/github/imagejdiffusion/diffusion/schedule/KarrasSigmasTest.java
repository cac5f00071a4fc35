package io.github.imagejdiffusion.diffusion.schedule;

import static io.github.imagejdiffusion.diffusion.Close.assertRelative;
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

class KarrasSigmasTest {

    static List<Named<JsonObject>> cases() {
        return GoldenFile.cases(
                "scheduler_timesteps",
                4,
                name -> name.startsWith("DPMSolverMultistepScheduler") && name.endsWith("karras"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void timestepsAndSigmasAgree(JsonObject golden) {
        JsonObject p = golden.getAsJsonObject("params");
        NoiseSchedule schedule = NoiseSchedule.scaledLinear(
                p.get("num_train_timesteps").getAsInt(),
                p.get("beta_start").getAsDouble(),
                p.get("beta_end").getAsDouble());
        List<NoiseLevel> levels =
                KarrasSigmas.levels(schedule, p.get("num_inference_steps").getAsInt());
        assertArrayEquals(
                GoldenFile.ints(golden.get("timesteps")),
                levels.stream().mapToInt(NoiseLevel::timestep).toArray());
        double[] sigmas = GoldenFile.doubles(golden.get("sigmas"));
        assertEquals(levels.size() + 1, sigmas.length);
        for (int i = 0; i < levels.size(); i++) {
            NoiseLevel level = levels.get(i);
            assertRelative(sigmas[i], level.sigma() / level.alpha(), 1e-11, "sigma " + i);
        }
    }

    @Test
    void runsFromTheLastTimestepToTheFirst() {
        NoiseSchedule schedule = NoiseSchedule.guidedLinear(100);
        for (int n = 2; n <= 100; n++) {
            List<NoiseLevel> levels = KarrasSigmas.levels(schedule, n);
            assertEquals(n, levels.size());
            assertLevel(schedule.level(99), levels.get(0));
            assertLevel(schedule.level(0), levels.get(n - 1));
            for (int i = 1; i < n; i++) {
                assertTrue(levels.get(i).alphaBar() > levels.get(i - 1).alphaBar(), "alpha-bar must rise");
                assertTrue(levels.get(i).timestep() <= levels.get(i - 1).timestep(), "timesteps must not rise");
            }
        }
        assertLevel(schedule.level(99), KarrasSigmas.levels(schedule, 1).get(0));
    }

    /** What the network of a respaced chain is told is the timestep that it was trained with. */
    @Test
    void aRespacedChainGivesTheOriginalTimesteps() {
        NoiseSchedule chain = NoiseSchedule.guidedLinear(100).respaced(new int[] {9, 49, 89});
        int[] told = KarrasSigmas.levels(chain, 3).stream()
                .mapToInt(NoiseLevel::timestep)
                .toArray();
        assertEquals(89, told[0]);
        assertEquals(9, told[2]);
    }

    @Test
    void countOutsideTheScheduleIsRefused() {
        NoiseSchedule schedule = NoiseSchedule.guidedLinear(100);
        for (int n : new int[] {0, 101}) {
            assertThrows(ScheduleException.class, () -> KarrasSigmas.levels(schedule, n));
        }
    }

    @Test
    void aScheduleThatEndsWithPureNoiseIsRefused() {
        NoiseSchedule schedule = NoiseSchedule.guidedLinear(100).withZeroTerminalSnr();
        ScheduleException e = assertThrows(ScheduleException.class, () -> KarrasSigmas.levels(schedule, 4));
        assertEquals(
                "Karras sigmas need a finite noise level to start from, but alpha-bar of timestep 99 is 0; use trailing "
                        + "spacing instead",
                e.getMessage());
    }

    private static void assertLevel(NoiseLevel expected, NoiseLevel actual) {
        assertEquals(expected.timestep(), actual.timestep());
        assertRelative(expected.sigma() / expected.alpha(), actual.sigma() / actual.alpha(), 1e-12, "sigma");
    }
}
