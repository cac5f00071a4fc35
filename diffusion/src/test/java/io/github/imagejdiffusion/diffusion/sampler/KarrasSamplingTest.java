package io.github.imagejdiffusion.diffusion.sampler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.guide.Guides;
import io.github.imagejdiffusion.diffusion.network.Denoiser;
import io.github.imagejdiffusion.diffusion.noise.AddressedNoise;
import io.github.imagejdiffusion.diffusion.noise.NoiseStream;
import io.github.imagejdiffusion.diffusion.schedule.KarrasSigmas;
import io.github.imagejdiffusion.diffusion.schedule.NoiseLevel;
import io.github.imagejdiffusion.diffusion.schedule.NoiseSchedule;
import io.github.imagejdiffusion.diffusion.schedule.PredictionType;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class KarrasSamplingTest {

    private static final NoiseSchedule SCHEDULE = NoiseSchedule.guidedLinear(1000);
    private static final double MEAN = 0.4;
    private static final double DEVIATION = 0.25;

    /**
     * Normal data have a closed probability flow: what lies k standard deviations from the mean at the start does so at the
     * end. A second-order solver errs a quarter as much with twice the steps.
     */
    @Test
    void followsTheProbabilityFlowToSecondOrder() {
        double coarse = error(64);
        double fine = error(128);
        assertTrue(fine < 5e-4, "error of 128 steps: " + fine);
        assertEquals(4, coarse / fine, 0.8, "errors of 64 and of 128 steps: " + coarse + ", " + fine);
    }

    private static double error(int steps) {
        List<NoiseLevel> levels = KarrasSigmas.levels(SCHEDULE, steps);
        DiffusionSampler sampler = karras(SolverKind.DPMPP2M).steps(steps).build();
        Tensor start = Tensor.zeros(1, 1, 8, 8);
        AddressedNoise.of(5).fill(start, 0, NoiseStream.START);
        Iterator<NoiseLevel> level = levels.iterator();
        Denoiser exact = (x, timestep) -> {
            NoiseLevel now = level.next();
            assertEquals(now.timestep(), timestep);
            return posteriorMean(x, now);
        };
        Tensor result = sampler.sample(exact, start, AddressedNoise.of(5), Guides.none(), StepListener.NONE);
        NoiseLevel first = levels.get(0);
        NoiseLevel last = levels.get(steps - 1);
        double sum = 0;
        for (int i = 0; i < result.data().length; i++) {
            double deviations = (start.data()[i] - first.alpha() * MEAN) / spread(first);
            // the last step returns the network's x0 at the level before it
            double expected = MEAN + last.alpha() * DEVIATION * DEVIATION * deviations / spread(last);
            sum += Math.pow(result.data()[i] - expected, 2);
        }
        return Math.sqrt(sum / result.data().length);
    }

    private static double spread(NoiseLevel level) {
        return Math.hypot(level.alpha() * DEVIATION, level.sigma());
    }

    private static Tensor posteriorMean(Tensor x, NoiseLevel level) {
        double gain = level.alpha() * DEVIATION * DEVIATION / Math.pow(spread(level), 2);
        Tensor x0 = x.zerosLike();
        for (int i = 0; i < x0.data().length; i++) {
            x0.data()[i] = (float) (MEAN + gain * (x.data()[i] - level.alpha() * MEAN));
        }
        return x0;
    }

    @Test
    void theOtherSolversKeepTheirSpacing() {
        for (SolverKind solver : List.of(SolverKind.DDIM, SolverKind.DDPM)) {
            assertArrayEquals(
                    new int[] {999, 749, 499, 249},
                    karras(solver).steps(4).build().timesteps(),
                    solver.title());
        }
    }

    @Test
    void theLastStepEndsCleanWhateverTheEnd() {
        Tensor output = Tensor.wrap(1, 1, 1, 1, new float[] {0.3f});
        DiffusionSampler sampler =
                karras(SolverKind.DPMPP2M).steps(3).setAlphaToOne(false).build();
        Tensor result = sampler.sample(
                (x, timestep) -> output.copy(),
                Tensor.zeros(1, 1, 1, 1),
                AddressedNoise.of(1),
                Guides.none(),
                StepListener.NONE);
        assertArrayEquals(output.data(), result.data());
    }

    @Test
    void givenTimestepsAreAContradiction() {
        SamplerBuilder builder = karras(SolverKind.DPMPP2M).timesteps(500, 0);
        SamplerException e = assertThrows(SamplerException.class, builder::build);
        assertEquals("Karras sigmas contradict the 2 timesteps given; leave one of them out", e.getMessage());
    }

    private static SamplerBuilder karras(SolverKind solver) {
        return DiffusionSampler.builder(SCHEDULE, PredictionType.SAMPLE)
                .solver(solver)
                .karrasSigmas(true);
    }
}
