package io.github.imagejdiffusion.restore.ilvr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.filter.FilterException;
import io.github.imagejdiffusion.diffusion.filter.LowPassFilter;
import io.github.imagejdiffusion.diffusion.filter.ResizeKernel;
import io.github.imagejdiffusion.diffusion.guide.Guides;
import io.github.imagejdiffusion.diffusion.network.Denoiser;
import io.github.imagejdiffusion.diffusion.noise.AddressedNoise;
import io.github.imagejdiffusion.diffusion.noise.NoiseStream;
import io.github.imagejdiffusion.diffusion.sampler.DiffusionSampler;
import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import io.github.imagejdiffusion.diffusion.sampler.StepListener;
import io.github.imagejdiffusion.diffusion.schedule.NoiseSchedule;
import io.github.imagejdiffusion.diffusion.schedule.PredictionType;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IlvrGuideTest {

    private static final NoiseSchedule SCHEDULE = NoiseSchedule.guidedLinear(1000);

    /** Knows nothing: takes the noise to be a tenth of the sample. */
    private static final Denoiser NETWORK = (x, timestep) -> {
        Tensor eps = x.copy();
        for (int i = 0; i < eps.data().length; i++) {
            eps.data()[i] *= 0.1f;
        }
        return eps;
    };

    @ParameterizedTest
    @CsvSource({"4,DDPM,32,32", "8,DDPM,45,70", "2,DDIM,31,17", "16,DDIM,33,64"})
    void theCoarseContentIsTheReferences(int factor, SolverKind solver, int width, int height) {
        Tensor reference = image(1, 1, height, width, 5);
        Tensor result = sample(
                reference, IlvrGuide.builder(reference).kernel(ResizeKernel.BOX).factor(factor), solver, 10);
        LowPassFilter filter = new LowPassFilter(ResizeKernel.BOX, factor, width, height);
        // 1e-5 of the range, which is 2.
        assertArrayEquals(filter.apply(reference.data()), filter.apply(result.data()), 2e-5f);
    }

    @Test
    void everySampleFollowsItsOwnReference() {
        Tensor references = image(2, 1, 16, 16, 6);
        Tensor both = sample(
                references,
                IlvrGuide.builder(references).kernel(ResizeKernel.BOX).factor(4),
                SolverKind.DDPM,
                5);
        LowPassFilter filter = new LowPassFilter(ResizeKernel.BOX, 4, 16, 16);
        for (int n = 0; n < 2; n++) {
            assertArrayEquals(filter.apply(plane(references, n)), filter.apply(plane(both, n)), 2e-5f);
        }
    }

    @Test
    void stepsUpToRangeTAreTheModelsOwn() {
        Tensor reference = image(1, 1, 16, 16, 7);
        int[] asked = new int[2];
        AddressedNoise noise = AddressedNoise.of(3);
        IlvrGuide guide = IlvrGuide.builder(reference)
                .factor(4)
                .rangeT(2)
                .noising(ReferenceNoising.RELEASED_CODE)
                .build();
        Tensor start = reference.zerosLike();
        noise.fill(start, 0, NoiseStream.START);
        sampler(SolverKind.DDPM, 8)
                .sample(
                        NETWORK,
                        start,
                        (target, call, stream) -> {
                            asked[stream == NoiseStream.REFERENCE ? 1 : 0]++;
                            noise.fill(target, call, stream);
                        },
                        Guides.builder().onNext(guide).build(),
                        StepListener.NONE);
        assertEquals(7, asked[0]);
        assertEquals(5, asked[1]);
    }

    @Test
    void aRangeBeyondTheStepsIsRefused() {
        IlvrGuide guide =
                IlvrGuide.builder(image(1, 1, 16, 16, 1)).factor(4).rangeT(9).build();
        assertDoesNotThrow(() -> guide.requireSteps(11));
        IlvrException e = assertThrows(IlvrException.class, () -> guide.requireSteps(10));
        assertEquals("range_t 9 leaves none of 10 steps guided; choose at most 8, or more steps", e.getMessage());
        IlvrGuide.Builder builder =
                IlvrGuide.builder(image(1, 1, 16, 16, 1)).factor(4).rangeT(9);
        assertThrows(IlvrException.class, () -> sample(builder.build(), image(1, 1, 16, 16, 2), 5));
    }

    @Test
    void aRangeBelowNothingIsRefused() {
        IlvrGuide.Builder builder =
                IlvrGuide.builder(image(1, 1, 16, 16, 1)).factor(4).rangeT(-2);
        assertThrows(IlvrException.class, builder::build);
    }

    @Test
    void aModelOfOtherChannelsIsRefused() {
        IlvrGuide guide = IlvrGuide.builder(image(1, 3, 16, 16, 1)).factor(4).build();
        IlvrException e = assertThrows(IlvrException.class, () -> sample(guide, image(1, 1, 16, 16, 2), 5));
        assertEquals(
                "the reference has 3 channels, the model makes 1 channel; choose a model of as many channels",
                e.getMessage());
    }

    @Test
    void otherSizesAndCountsAreRefused() {
        IlvrGuide guide = IlvrGuide.builder(image(2, 1, 16, 16, 1)).factor(4).build();
        IlvrException size = assertThrows(IlvrException.class, () -> sample(guide, image(2, 1, 16, 20, 2), 5));
        assertEquals(
                "the reference is 16 x 16 pixels, the sample 20 x 16; resize the reference to it", size.getMessage());
        IlvrException count = assertThrows(IlvrException.class, () -> sample(guide, image(3, 1, 16, 16, 2), 5));
        assertEquals("2 references for 3 samples; give one for all or one for each", count.getMessage());
    }

    @Test
    void aFactorLargerThanTheReferenceIsRefused() {
        IlvrGuide.Builder builder = IlvrGuide.builder(image(1, 1, 16, 8, 1)).factor(16);
        assertThrows(FilterException.class, builder::build);
    }

    @Test
    void multistepSolversAreRefusedByName() {
        IlvrGuide guide = IlvrGuide.builder(image(1, 1, 16, 16, 1)).factor(4).build();
        DiffusionSampler sampler = sampler(SolverKind.DPMPP2M, 5);
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> sampler.sample(
                        NETWORK,
                        image(1, 1, 16, 16, 2),
                        AddressedNoise.of(1),
                        Guides.builder().onNext(guide).build(),
                        StepListener.NONE));
        assertTrue(e.getMessage().contains("ILVR"), e.getMessage());
    }

    private static Tensor sample(Tensor references, IlvrGuide.Builder builder, SolverKind solver, int steps) {
        return sampler(solver, steps)
                .sample(
                        NETWORK,
                        image(references.batch(), 1, references.height(), references.width(), 9),
                        AddressedNoise.of(3),
                        guides(builder.build()),
                        StepListener.NONE);
    }

    private static Tensor sample(IlvrGuide guide, Tensor start, int steps) {
        return sampler(SolverKind.DDPM, steps)
                .sample(NETWORK, start, AddressedNoise.of(3), guides(guide), StepListener.NONE);
    }

    private static Guides guides(IlvrGuide guide) {
        return Guides.builder().onNext(guide).build();
    }

    private static DiffusionSampler sampler(SolverKind solver, int steps) {
        return DiffusionSampler.builder(SCHEDULE, PredictionType.EPSILON)
                .solver(solver)
                .steps(steps)
                .clip(1)
                .build();
    }

    private static Tensor image(int batch, int channels, int height, int width, int seed) {
        Tensor image = Tensor.zeros(batch, channels, height, width);
        AddressedNoise.of(seed).fill(image, 0, NoiseStream.START);
        for (int i = 0; i < image.data().length; i++) {
            image.data()[i] = (float) Math.tanh(image.data()[i]);
        }
        return image;
    }

    private static float[] plane(Tensor tensor, int n) {
        return Arrays.copyOfRange(tensor.data(), tensor.offset(n, 0), tensor.offset(n, 0) + tensor.planeSize());
    }
}
