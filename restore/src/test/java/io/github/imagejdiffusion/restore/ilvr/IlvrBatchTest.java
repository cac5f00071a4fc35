package io.github.imagejdiffusion.restore.ilvr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagejdiffusion.diffusion.paired.Restoration;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IlvrBatchTest {

    @TempDir
    private Path folder;

    @Test
    void runsTogetherAreTheRunsOneByOne() throws IOException {
        Random random = new Random(4);
        float[] pixels = new float[24 * 16];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 100 * random.nextFloat();
        }
        List<Integer> batches = new ArrayList<>();
        try (DiffusionModel model = TinyPackage.prior().block(64).open(folder, image -> (x, timestep) -> {
            batches.add(x.batch());
            return x.copy();
        })) {
            Ilvr together = new Ilvr(model, 24 * 16 * 3);
            IlvrOptions options = together.defaults().steps(2).runs(5).factor(8).build();
            Restoration ofBatches = together.restore(ArrayImgs.floats(pixels, 24, 16), options);
            assertEquals(List.of(3, 3, 2, 2), batches);
            Restoration ofOnes = new Ilvr(model, 1).restore(ArrayImgs.floats(pixels, 24, 16), options);
            assertArrayEquals(ofOnes.values(), ofBatches.values());
            assertArrayEquals(ofOnes.spread(), ofBatches.spread());
        }
    }
}
