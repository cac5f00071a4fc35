package io.github.imagejdiffusion.diffusion.sampler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.imagejdiffusion.diffusion.guide.GuideStep;
import io.github.imagejdiffusion.diffusion.guide.Guides;
import io.github.imagejdiffusion.diffusion.network.Denoiser;
import io.github.imagejdiffusion.diffusion.noise.AddressedNoise;
import io.github.imagejdiffusion.diffusion.noise.NoiseStream;
import io.github.imagejdiffusion.diffusion.schedule.NoiseLevel;
import io.github.imagejdiffusion.diffusion.schedule.NoiseSchedule;
import io.github.imagejdiffusion.diffusion.schedule.PredictionType;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Large tensors are worked on in parts, and without a guide of x0 prediction and step of a part follow each other. */
class SamplingRunTest {

    /** Larger than a part, and not a multiple of one. */
    private static final int WIDTH = (1 << 16) + 1001;

    private static final AddressedNoise NOISE = AddressedNoise.of(3);

    @ParameterizedTest
    @CsvSource({"DDIM,0,false", "DDIM,0,true", "DDIM,0.7,false", "DDIM,0.7,true", "DDPM,0,false", "DPMPP2M,0,false"})
    void partByPartGivesTheBitsOfOnePassAfterTheOther(SolverKind solver, double eta, boolean epsFromX0) {
        Tensor start = Tensor.zeros(1, 1, 1, WIDTH);
        NOISE.fill(start, 0, NoiseStream.START);
        Denoiser network = (x, timestep) -> {
            Tensor output = x.copy();
            for (int i = 0; i < WIDTH; i++) {
                output.data()[i] = (float) Math.sin(3 * x.data()[i] + timestep);
            }
            return output;
        };
        for (PredictionType type : PredictionType.values()) {
            DiffusionSampler sampler = DiffusionSampler.builder(NoiseSchedule.guidedLinear(100), type)
                    .solver(solver)
                    .eta(eta)
                    .useClippedModelOutput(epsFromX0)
                    .clip(1)
                    .steps(5)
                    .build();
            Guides idle = Guides.builder().onX0((x0, x, step) -> {}).build();
            assertArrayEquals(
                    sampler.sample(network, start, NOISE, idle, StepListener.NONE)
                            .data(),
                    sampler.sample(network, start, NOISE, Guides.none(), StepListener.NONE)
                            .data(),
                    type.configName());
        }
    }

    @Test
    void aStepOfDdimHasTheBitsOfItsFormulaInDouble() {
        NoiseLevel from = new NoiseLevel(70, 0.1);
        NoiseLevel to = new NoiseLevel(40, 0.45);
        Tensor x = Tensor.zeros(1, 1, 1, 3001);
        Tensor x0 = x.zerosLike();
        NOISE.fill(x, 0, NoiseStream.START);
        NOISE.fill(x0, 0, NoiseStream.REFERENCE);
        double perX = Math.sqrt(1 - to.alphaBar()) / from.sigma();
        double perX0 = Math.sqrt(to.alphaBar()) - perX * from.alpha();
        float[] expected = new float[3001];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = (float) (perX0 * x0.data()[i] + perX * x.data()[i]);
        }
        GuideStep step = new GuideStep(0, 2, from, to, NOISE);
        new DdimSolver(0, true)
                .step(new StepState(step, x, x0, null, null, null))
                .run(0, expected.length);
        assertArrayEquals(expected, x.data());
    }
}
