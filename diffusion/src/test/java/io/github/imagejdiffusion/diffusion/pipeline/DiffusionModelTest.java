package io.github.imagejdiffusion.diffusion.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.DiffusionException;
import io.github.imagejdiffusion.diffusion.guide.Guides;
import io.github.imagejdiffusion.diffusion.model.FakePackage;
import io.github.imagejdiffusion.diffusion.model.ModelPackage;
import io.github.imagejdiffusion.diffusion.network.DiffusionNetwork.BoundDenoiser;
import io.github.imagejdiffusion.diffusion.noise.AddressedNoise;
import io.github.imagejdiffusion.diffusion.onnx.DeviceChoice;
import io.github.imagejdiffusion.diffusion.onnx.TestGraphs;
import io.github.imagejdiffusion.diffusion.sampler.DiffusionSampler;
import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import io.github.imagejdiffusion.diffusion.sampler.StepListener;
import io.github.imagejdiffusion.diffusion.schedule.KarrasSigmas;
import io.github.imagejdiffusion.diffusion.schedule.NoiseLevel;
import io.github.imagejdiffusion.diffusion.schedule.NoiseSchedule;
import io.github.imagejdiffusion.diffusion.schedule.PredictionType;
import io.github.imagejdiffusion.diffusion.schedule.ScheduleException;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffusionModelTest {

    @TempDir
    private Path folder;

    @Test
    void saysWhatItIs() throws IOException {
        ModelPackage files = TinyModel.open(TinyModel.files(), folder);
        try (DiffusionModel model = DiffusionModel.open(files, DeviceChoice.CPU)) {
            assertEquals("tiny", model.name());
            assertEquals("1.10", model.version());
            assertEquals(files.sha256(), model.sha256());
            assertEquals("cpu", model.device());
            assertEquals(1024, model.config().blocks().core());
        }
    }

    @Test
    void theSamplerIsTheOneThePackageDescribes() throws IOException {
        try (DiffusionModel model = open(TinyModel.files())) {
            DiffusionSampler sampler = model.sampler(SolverKind.DDIM, 4);
            assertArrayEquals(new int[] {99, 74, 49, 24}, sampler.timesteps());
            assertEquals(PredictionType.SAMPLE, sampler.predictionType());
            assertEquals(100, sampler.schedule().steps());
            assertThrows(ScheduleException.class, () -> model.sampler(SolverKind.DDIM, 101));
        }
    }

    @Test
    void thePackagesScheduleDecidesTheNoiseLevels() throws IOException {
        FakePackage cosine = TinyModel.files().edit("beta_schedule: linear", "beta_schedule: squaredcos_cap_v2");
        FakePackage trained = TinyModel.files()
                .edit("num_train_timesteps: 100", "num_train_timesteps: 4")
                .edit("beta_schedule: linear", "trained_betas: [0.1, 0.2, 0.3, 0.4]");
        try (DiffusionModel model = open(cosine)) {
            double start = model.sampler(SolverKind.DDPM, 10).startLevel().alphaBar();
            assertTrue(start > 0 && start < 1e-3, "alpha-bar " + start);
        }
        try (DiffusionModel model = open(trained)) {
            assertEquals(
                    0.9 * 0.8 * 0.7 * 0.6,
                    model.sampler(SolverKind.DDPM, 4).startLevel().alphaBar(),
                    1e-12);
        }
    }

    @Test
    void whatThePackageSaysOfSamplersIsDone() throws IOException {
        String spacing = "timestep_spacing: trailing";
        try (DiffusionModel model = open(TinyModel.files().edit(spacing, spacing + "\n    use_karras_sigmas: true"))) {
            List<Integer> karras = KarrasSigmas.levels(NoiseSchedule.linear(100, 0.001, 0.2), 4).stream()
                    .map(NoiseLevel::timestep)
                    .toList();
            int[] told = model.sampler(SolverKind.DPMPP2M, 4).timesteps();
            assertEquals(karras, Arrays.stream(told).boxed().toList());
            assertArrayEquals(
                    new int[] {99, 74, 49, 24},
                    model.sampler(SolverKind.DDIM, 4).timesteps());
        }
        try (DiffusionModel model =
                open(TinyModel.files().edit(spacing, spacing + "\n    rescale_betas_zero_snr: true"))) {
            assertEquals(0, model.sampler(SolverKind.DDIM, 4).startLevel().alphaBar());
        }
    }

    @Test
    void oneStepFromImageToSampleClipsWhatTheNetworkPredicts() throws IOException {
        Tensor image = Tensor.wrap(1, 1, 2, 2, new float[] {0.1f, 0.1f, 0.1f, 0.1f});
        Tensor start = Tensor.wrap(1, 2, 2, 2, new float[] {0, 1, -1, -9, 0, 0.1f, -1, 5});
        try (DiffusionModel model = open(TinyModel.files());
                BoundDenoiser denoiser = model.network().condition(image)) {
            Tensor x0 = model.sampler(SolverKind.DDIM, 1)
                    .sample(denoiser, start, AddressedNoise.of(1), Guides.none(), StepListener.NONE);
            float[] expected = {1, 1, 0.59f, -1, 1, 1, 0.79f, 1};
            for (int i = 0; i < 8; i++) {
                assertEquals(expected[i], x0.data()[i], 1e-6f, "element " + i);
            }
        }
    }

    @Test
    void aConditionalModelWithoutEncoderOpens() throws IOException {
        FakePackage direct = FakePackage.segdiff()
                .withDenoiser(TestGraphs.read("direct"))
                .edit("{sample: x, timestep: t, features: features}", "{sample: x, timestep: timestep, image: image}")
                .edit("      encoder:\n        source: encoder.onnx\n", "      unused:\n");
        try (DiffusionModel model = open(direct);
                BoundDenoiser denoiser = model.network().condition(Tensor.wrap(1, 1, 1, 2, new float[] {1, 2}))) {
            assertArrayEquals(
                    new float[] {4, 6},
                    denoiser.predict(Tensor.wrap(1, 1, 1, 2, new float[] {3, 4}), 0)
                            .data());
        }
    }

    @Test
    void aNetworkThatTakesNoiseLevelsIsToldThatOfTheTimestep() throws IOException {
        FakePackage sr3 = FakePackage.segdiff()
                .withDenoiser(TestGraphs.read("sr3"))
                .edit("timestep: t, features: features}", "noise_level: noise_level, image: image}")
                .edit("      encoder:\n        source: encoder.onnx\n", "      unused:\n");
        try (DiffusionModel model = open(sr3);
                BoundDenoiser denoiser = model.network().condition(Tensor.zeros(1, 1, 1, 1))) {
            for (int t : new int[] {99, 50, 0}) {
                double alpha = model.sampler(SolverKind.DDIM, 1).schedule().alpha(t);
                Tensor prediction = denoiser.predict(Tensor.zeros(1, 1, 1, 1), t);
                assertEquals(-0.2 * alpha, prediction.data()[0], 1e-7);
            }
        }
    }

    @Test
    void graphsThatDoNotBelongTogetherAreRefused() {
        FakePackage swapped = TinyModel.files().withDenoiser(TestGraphs.read("unconditional"));
        String message =
                assertThrows(DiffusionException.class, () -> open(swapped)).getMessage();
        assertTrue(message.startsWith("tiny/denoiser: ") && message.contains("[x, timestep, features]"), message);
    }

    @Test
    void filesChangedSinceThePackageWasOpenedAreRefused() throws IOException {
        ModelPackage files = TinyModel.open(TinyModel.files(), folder);
        Files.write(folder.resolve("tiny/weights.onnx"), TestGraphs.read("other_names"));
        assertThrows(DiffusionException.class, () -> DiffusionModel.open(files, DeviceChoice.CPU));
    }

    private DiffusionModel open(FakePackage files) throws IOException {
        return DiffusionModel.open(TinyModel.open(files, folder), DeviceChoice.CPU, 1, warning -> {});
    }
}
