package io.github.imagejdiffusion.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.imagejdiffusion.diffusion.guide.Guides;
import io.github.imagejdiffusion.diffusion.model.ModelRepository;
import io.github.imagejdiffusion.diffusion.network.DiffusionNetwork.BoundDenoiser;
import io.github.imagejdiffusion.diffusion.noise.AddressedNoise;
import io.github.imagejdiffusion.diffusion.noise.NoiseStream;
import io.github.imagejdiffusion.diffusion.onnx.DeviceChoice;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.sampler.DiffusionSampler;
import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs that share a network call get the same bits as runs that have it to themselves. */
class BundledModelBatchTest {

    private static final int RUNS = 4;
    private static final int SIZE = 64;

    @ParameterizedTest
    @EnumSource(SolverKind.class)
    void runsInOneBatchAndOneByOne(SolverKind solver) {
        try (DiffusionModel model = DiffusionModel.open(
                        ModelRepository.ofEnvironment(List.of()).resolve("nuclei-fluorescence"), DeviceChoice.CPU);
                BoundDenoiser denoiser =
                        model.network().condition(image(model.config().imageChannels()))) {
            DiffusionSampler sampler = model.sampler(solver, 2);
            int targets = model.config().targetChannels().size();
            Tensor together = sample(sampler, denoiser, targets, 0, RUNS);
            for (int run = 0; run < RUNS; run++) {
                Tensor alone = sample(sampler, denoiser, targets, run, 1);
                int from = together.offset(run, 0);
                assertArrayEquals(alone.data(), Arrays.copyOfRange(together.data(), from, from + alone.data().length));
            }
        }
    }

    private static Tensor sample(
            DiffusionSampler sampler, BoundDenoiser denoiser, int targets, int firstRun, int count) {
        AddressedNoise noise = AddressedNoise.of(7).withFirstRun(firstRun);
        Tensor start = Tensor.zeros(count, targets, SIZE, SIZE);
        noise.fill(start, 0, NoiseStream.START);
        return sampler.sample(denoiser, start, noise, Guides.none(), step -> {});
    }

    private static Tensor image(int channels) {
        Tensor image = Tensor.zeros(1, channels, SIZE, SIZE);
        AddressedNoise.of(1).fill(image, 0, NoiseStream.START);
        return image;
    }
}
