package io.github.imagejdiffusion.diffusion.guide;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.network.Denoiser;
import io.github.imagejdiffusion.diffusion.noise.AddressedNoise;
import io.github.imagejdiffusion.diffusion.noise.NoiseSource;
import io.github.imagejdiffusion.diffusion.noise.NoiseStream;
import io.github.imagejdiffusion.diffusion.sampler.DiffusionSampler;
import io.github.imagejdiffusion.diffusion.sampler.SamplerException;
import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import io.github.imagejdiffusion.diffusion.sampler.StepListener;
import io.github.imagejdiffusion.diffusion.schedule.NoiseLevel;
import io.github.imagejdiffusion.diffusion.schedule.NoiseSchedule;
import io.github.imagejdiffusion.diffusion.schedule.PredictionType;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GuidePlacesTest {

    private static final NoiseSchedule SCHEDULE = NoiseSchedule.guidedLinear(100);
    private static final NoiseSource NOISE = AddressedNoise.of(3);
    /** Predicts x0 = 0.25 everywhere. */
    private static final Denoiser QUARTER = (x, timestep) -> {
        Tensor output = x.zerosLike();
        Arrays.fill(output.data(), 0.25f);
        return output;
    };

    @ParameterizedTest
    @EnumSource(SolverKind.class)
    void outputGuideReplacesWhatTheNetworkSaid(SolverKind solver) {
        // classifier-free guidance with g = 3 between an unconditional 0 and a conditional 0.25
        Guides guides = Guides.builder()
                .onOutput((output, x, step) -> {
                    for (int i = 0; i < output.data().length; i++) {
                        output.data()[i] = 0 + 3 * (output.data()[i] - 0);
                    }
                })
                .build();
        assertAll(0.75f, sample(solver, guides));
    }

    @ParameterizedTest
    @EnumSource(SolverKind.class)
    void x0GuidesActInOrderAfterClipping(SolverKind solver) {
        Guides guides = Guides.builder()
                .onX0((x0, x, step) -> add(x0, 1))
                .onX0((x0, x, step) -> scale(x0, 2))
                .build();
        assertAll(2.5f, sample(solver, guides));
    }

    @Test
    void meanGradientsAddUp() {
        Guides two = Guides.builder()
                .onMean((x, step) -> constant(x, 0.5f))
                .onMean((x, step) -> constant(x, 0.25f))
                .build();
        Guides one = Guides.builder().onMean((x, step) -> constant(x, 0.75f)).build();
        assertArrayEquals(
                sample(SolverKind.DDPM, one).data(),
                sample(SolverKind.DDPM, two).data());
        assertTrue(sample(SolverKind.DPMPP2M, one).data()[0] > 0.25f, "the gradient pulls upwards");
    }

    @Test
    void gradientOfAnotherShapeIsRefused() {
        Guides guides =
                Guides.builder().onMean((x, step) -> Tensor.zeros(1, 1, 1, 1)).build();
        assertThrows(SamplerException.class, () -> sample(SolverKind.DDIM, guides));
    }

    @Test
    void nextGuideSeesBothLevelsAndHasTheLastWord() {
        List<GuideStep> seen = new ArrayList<>();
        Guides guides = Guides.builder()
                .onNext((next, step) -> {
                    seen.add(step);
                    Arrays.fill(next.data(), step.isLast() ? 9 : 0);
                })
                .build();
        assertAll(9, sample(SolverKind.DDIM, guides));
        assertEquals(4, seen.size());
        for (int i = 0; i < 4; i++) {
            GuideStep step = seen.get(i);
            assertEquals(i, step.index());
            assertEquals(i + 1, step.call());
            assertEquals(3 - i, step.remaining());
            assertEquals(99 - 25 * i, step.from().timestep());
            assertEquals(SCHEDULE.alphaBar(99 - 25 * i), step.from().alphaBar());
            assertEquals(i < 3 ? seen.get(Math.min(i + 1, 3)).from() : NoiseLevel.CLEAN, step.to());
        }
    }

    /** ILVR's shape: the whole of x replaced by the noised reference until the last step ends clean. */
    @Test
    void nextGuideCanNoiseAReference() {
        Guides guides = Guides.builder()
                .onNext((next, step) -> {
                    step.noise().fill(next, step.call(), NoiseStream.REFERENCE);
                    for (int i = 0; i < next.data().length; i++) {
                        next.data()[i] =
                                (float) (step.to().alpha() * 0.5 + step.to().sigma() * next.data()[i]);
                    }
                })
                .build();
        assertAll(0.5f, sample(SolverKind.DDPM, guides));
    }

    @Test
    void multistepSolverRefusesNextGuidesByName() {
        NextGuide ilvr = new NextGuide() {
            @Override
            public void guide(Tensor next, GuideStep step) {
                throw new AssertionError("must not run");
            }

            @Override
            public String name() {
                return "ILVR";
            }
        };
        Guides guides = Guides.builder().onNext(ilvr).build();
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> sample(SolverKind.DPMPP2M, guides));
        assertTrue(e.getMessage().startsWith("DPM-Solver++(2M) cannot run with the guide ILVR"), e.getMessage());
    }

    @Test
    void bundleDoesNotFollowItsBuilder() {
        Guides.Builder builder = Guides.builder();
        Guides before = builder.build();
        builder.onNext((next, step) -> {});
        assertTrue(before.next().isEmpty());
        assertThrows(UnsupportedOperationException.class, () -> before.x0().add((x0, x, step) -> {}));
    }

    private static Tensor sample(SolverKind solver, Guides guides) {
        Tensor start = Tensor.zeros(2, 1, 3, 4);
        NOISE.fill(start, 0, NoiseStream.START);
        return DiffusionSampler.builder(SCHEDULE, PredictionType.SAMPLE)
                .solver(solver)
                .steps(4)
                .clip(1)
                .build()
                .sample(QUARTER, start, NOISE, guides, StepListener.NONE);
    }

    private static void assertAll(float expected, Tensor actual) {
        float[] all = new float[actual.data().length];
        Arrays.fill(all, expected);
        assertArrayEquals(all, actual.data(), 1e-6f);
    }

    private static Tensor constant(Tensor like, float value) {
        Tensor tensor = like.zerosLike();
        Arrays.fill(tensor.data(), value);
        return tensor;
    }

    private static void add(Tensor tensor, float value) {
        for (int i = 0; i < tensor.data().length; i++) {
            tensor.data()[i] += value;
        }
    }

    private static void scale(Tensor tensor, float value) {
        for (int i = 0; i < tensor.data().length; i++) {
            tensor.data()[i] *= value;
        }
    }
}
