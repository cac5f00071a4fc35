package io.github.imagejdiffusion.diffusion.schedule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseScheduleTest {

    @Test
    void scaledAndUnscaledLinearDifferAtHundredSteps() {
        assertEquals(2.039e-5, NoiseSchedule.guidedLinear(100).alphaBar(99), 1e-8);
        assertEquals(0.36356, NoiseSchedule.linear(100, 1e-4, 0.02).alphaBar(99), 1e-5);
        assertEquals(
                NoiseSchedule.linear(100, 0.001, 0.2).alphaBar(99),
                NoiseSchedule.guidedLinear(100).alphaBar(99));
    }

    @Test
    void alphaAndSigmaAreAPythagoreanPair() {
        NoiseSchedule schedule = NoiseSchedule.cosine(50);
        for (int t = 0; t < 50; t++) {
            assertEquals(1, Math.pow(schedule.alpha(t), 2) + Math.pow(schedule.sigma(t), 2), 1e-15);
            assertTrue(t == 0 || schedule.lambda(t) < schedule.lambda(t - 1));
        }
    }

    @Test
    void respacedChainKeepsAlphaBarAndOriginalTimesteps() {
        NoiseSchedule schedule = NoiseSchedule.guidedLinear(1000);
        NoiseSchedule once = schedule.respaced("100");
        NoiseSchedule twice = once.respaced(new int[] {0, 50, 99});
        assertEquals(3, twice.steps());
        assertArrayEquals(
                new int[] {0, once.originalTimestep(50), 999},
                new int[] {twice.originalTimestep(0), twice.originalTimestep(1), twice.originalTimestep(2)});
        assertEquals(schedule.alphaBar(once.originalTimestep(50)), twice.alphaBar(1));
        double product = 1;
        for (int k = 0; k < 3; k++) {
            product *= 1 - twice.beta(k);
            assertEquals(twice.alphaBar(k), product, 1e-15);
        }
    }

    @Test
    void givenBetasAreCopied() {
        double[] betas = {0.1, 0.2};
        NoiseSchedule schedule = NoiseSchedule.ofBetas(betas);
        betas[0] = 0.9;
        assertEquals(0.1, schedule.beta(0));
        assertEquals(0.9 * 0.8, schedule.alphaBar(1), 1e-16);
    }

    @Test
    void chainOfOneStepHasFiniteTables() {
        NoiseSchedule one = NoiseSchedule.guidedLinear(100).respaced(new int[] {99});
        assertEquals(0, one.posteriorVariance(0));
        assertEquals(Math.log(one.beta(0)), one.posteriorLogVarianceClipped(0));
        assertEquals(1, one.posteriorMeanX0(0), 1e-15);
        assertEquals(0, one.posteriorMeanXt(0), 1e-15);
    }

    @Test
    void betaBeyondOneIsRefusedWithItsTimestep() {
        ScheduleException e = assertThrows(ScheduleException.class, () -> NoiseSchedule.guidedLinear(10));
        assertTrue(e.getMessage().contains("beta of timestep"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.5, Double.NaN})
    void badBetasAreRefused(double beta) {
        assertThrows(ScheduleException.class, () -> NoiseSchedule.ofBetas(new double[] {0.1, beta}));
    }

    @Test
    void emptyAndUnorderedInputIsRefused() {
        NoiseSchedule schedule = NoiseSchedule.linear(10, 0.01, 0.1);
        assertThrows(ScheduleException.class, () -> NoiseSchedule.ofBetas(new double[0]));
        assertThrows(ScheduleException.class, () -> NoiseSchedule.linear(0, 0.01, 0.1));
        assertThrows(ScheduleException.class, () -> NoiseSchedule.ofBetas(new double[] {1, 0.1}));
        assertThrows(ScheduleException.class, () -> schedule.respaced(new int[0]));
        assertThrows(ScheduleException.class, () -> schedule.respaced(new int[] {3, 3}));
        assertThrows(ScheduleException.class, () -> schedule.respaced(new int[] {0, 10}));
        assertThrows(ScheduleException.class, () -> schedule.respaced(new int[] {-1}));
        assertThrows(ScheduleException.class, () -> new NoiseLevel(0, 1.5));
    }
}
