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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TimestepSpacingTest {

    static List<Named<JsonObject>> singleStepCases() {
        return GoldenFile.cases("scheduler_timesteps", 20, name -> name.startsWith("DDIMScheduler"));
    }

    /** Without the four on Karras sigmas: KarrasSigmasTest. */
    static List<Named<JsonObject>> multistepCases() {
        return GoldenFile.cases(
                "scheduler_timesteps",
                16,
                name -> name.startsWith("DPMSolverMultistepScheduler") && !name.endsWith("karras"));
    }

    @ParameterizedTest
    @MethodSource("singleStepCases")
    void ddimTimestepsAgree(JsonObject golden) {
        JsonObject p = golden.getAsJsonObject("params");
        int[] actual = spacing(p)
                .timesteps(
                        p.get("num_train_timesteps").getAsInt(),
                        p.get("num_inference_steps").getAsInt(),
                        p.get("steps_offset").getAsInt());
        assertArrayEquals(GoldenFile.ints(golden.get("timesteps")), actual);
    }

    @ParameterizedTest
    @MethodSource("multistepCases")
    void dpmSolverTimestepsAndSigmasAgree(JsonObject golden) {
        JsonObject p = golden.getAsJsonObject("params");
        int trainSteps = p.get("num_train_timesteps").getAsInt();
        int[] actual = spacing(p)
                .multistepTimesteps(
                        trainSteps,
                        p.get("num_inference_steps").getAsInt(),
                        p.get("steps_offset").getAsInt());
        assertArrayEquals(GoldenFile.ints(golden.get("timesteps")), actual);
        NoiseSchedule schedule = NoiseSchedule.scaledLinear(
                trainSteps, p.get("beta_start").getAsDouble(), p.get("beta_end").getAsDouble());
        double[] sigmas = GoldenFile.doubles(golden.get("sigmas"));
        assertEquals(actual.length + 1, sigmas.length);
        for (int i = 0; i < actual.length; i++) {
            NoiseLevel level = schedule.level(actual[i]);
            assertRelative(sigmas[i], level.sigma() / level.alpha(), 1e-11, "sigma " + i);
        }
        assertEquals(sigmas[actual.length], NoiseLevel.CLEAN.sigma());
    }

    private static TimestepSpacing spacing(JsonObject params) {
        return TimestepSpacing.parse(params.get("timestep_spacing").getAsString());
    }

    @ParameterizedTest
    @EnumSource(TimestepSpacing.class)
    void everyCountGivesThatManyDescendingTimesteps(TimestepSpacing spacing) {
        for (int n = 1; n <= 100; n++) {
            assertDescending(spacing.timesteps(100, n, 0), n);
            if (n < 100) {
                assertDescending(spacing.multistepTimesteps(100, n, 0), n);
            }
        }
    }

    private static void assertDescending(int[] timesteps, int count) {
        assertEquals(count, timesteps.length);
        assertTrue(timesteps[0] < 100 && timesteps[count - 1] >= 0);
        for (int i = 1; i < count; i++) {
            assertTrue(timesteps[i] < timesteps[i - 1]);
        }
    }

    @Test
    void halvesRoundToEven() {
        assertArrayEquals(new int[] {4, 3, 1, 0}, TimestepSpacing.TRAILING.timesteps(5, 4, 0));
        assertArrayEquals(new int[] {5, 2, 0}, TimestepSpacing.LINSPACE.timesteps(6, 3, 0));
    }

    @Test
    void countOutsideTheScheduleIsRefused() {
        for (int n : new int[] {0, -1, 101}) {
            ScheduleException e =
                    assertThrows(ScheduleException.class, () -> TimestepSpacing.TRAILING.timesteps(100, n, 0));
            assertEquals(
                    "steps must be 1 to 100, the number of timesteps the model was trained with, not " + n,
                    e.getMessage());
        }
    }

    @Test
    void offsetOutsideTheScheduleIsRefused() {
        assertThrows(ScheduleException.class, () -> TimestepSpacing.LEADING.timesteps(100, 100, 1));
        assertThrows(ScheduleException.class, () -> TimestepSpacing.LEADING.timesteps(100, 10, -1));
    }

    @Test
    void multistepLayoutsThatWouldRepeatATimestepAreRefused() {
        assertThrows(ScheduleException.class, () -> TimestepSpacing.LEADING.multistepTimesteps(100, 100, 0));
        assertThrows(ScheduleException.class, () -> TimestepSpacing.LINSPACE.multistepTimesteps(100, 100, 0));
        assertEquals(100, TimestepSpacing.TRAILING.multistepTimesteps(100, 100, 0).length);
    }

    @Test
    void unknownNameIsRefused() {
        assertThrows(ScheduleException.class, () -> TimestepSpacing.parse("karras"));
    }
}
