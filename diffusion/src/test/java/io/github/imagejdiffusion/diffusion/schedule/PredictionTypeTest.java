package io.github.imagejdiffusion.diffusion.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PredictionTypeTest {

    @ParameterizedTest
    @EnumSource(PredictionType.class)
    void perfectOutputGivesBackX0AndEps(PredictionType type) {
        NoiseSchedule schedule = NoiseSchedule.guidedLinear(100);
        for (int t = 0; t < 100; t += 11) {
            double alpha = schedule.alpha(t);
            double sigma = schedule.sigma(t);
            double x0 = 0.7;
            double eps = -1.3;
            double x = alpha * x0 + sigma * eps;
            double output = type.output(x0, eps, alpha, sigma);
            assertEquals(x0, type.x0(output, x, alpha, sigma), 1e-12);
            assertEquals(eps, type.eps(output, x, alpha, sigma), 1e-12);
        }
    }

    @ParameterizedTest
    @EnumSource(PredictionType.class)
    void configNamesParse(PredictionType type) {
        assertEquals(type, PredictionType.parse(type.configName()));
    }

    @Test
    void varianceTypesParse() {
        assertEquals(VarianceType.FIXED_SMALL, VarianceType.parse("fixed_small_log"));
        assertEquals(VarianceType.FIXED_LARGE, VarianceType.parse("fixed_large"));
        assertEquals(VarianceType.LEARNED_RANGE, VarianceType.parse("learned_range"));
        assertTrue(VarianceType.LEARNED.isLearned());
        assertFalse(VarianceType.FIXED_LARGE.isLearned());
        assertThrows(ScheduleException.class, () -> VarianceType.parse("learned_log"));
        assertThrows(ScheduleException.class, () -> PredictionType.parse("flow_prediction"));
    }
}
