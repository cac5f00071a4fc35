package io.github.imagejdiffusion.restore.ilvr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagejdiffusion.diffusion.network.Denoiser;
import io.github.imagejdiffusion.diffusion.noise.AddressedNoise;
import io.github.imagejdiffusion.diffusion.noise.NoiseStream;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FusedTilesTest {

    @Test
    void aNetworkThatWorksPixelByPixelDoesNotSeeTheTiles() {
        Tensor x = Tensor.zeros(2, 3, 56, 72);
        AddressedNoise.of(1).fill(x, 0, NoiseStream.START);
        List<String> shapes = new ArrayList<>();
        Denoiser network = (sample, timestep) -> {
            shapes.add(sample.shape());
            Tensor out = sample.copy();
            for (int i = 0; i < out.data().length; i++) {
                out.data()[i] = 3 * out.data()[i] + (float) timestep;
            }
            return out;
        };
        float[] whole = network.predict(x, 7).data();
        shapes.clear();
        assertArrayEquals(
                whole, new FusedTiles(network, 32, 16, 8).predict(x, 7).data(), 1e-5f);
        assertEquals(6, shapes.size());
        assertEquals("[2,3,48,48]", shapes.get(0));
    }

    @Test
    void overlapsAreBlendedWithoutASeam() {
        Tensor x = Tensor.zeros(1, 1, 32, 64);
        float[] level = {0};
        Denoiser disagreeing = (sample, timestep) -> {
            Tensor out = sample.zerosLike();
            Arrays.fill(out.data(), level[0]++);
            return out;
        };
        Tensor fused = new FusedTiles(disagreeing, 32, 16, 8).predict(x, 0);
        assertEquals(0, fused.get(0, 0, 5, 0));
        assertEquals(1, fused.get(0, 0, 5, 63));
        for (int i = 1; i < 64; i++) {
            assertEquals(fused.get(0, 0, 9, i - 1), fused.get(0, 0, 9, i), 0.2);
        }
    }
}
