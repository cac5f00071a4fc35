package io.github.imagejdiffusion.restore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.filter.FilterException;
import io.github.imagejdiffusion.diffusion.filter.LowPassFilter;
import io.github.imagejdiffusion.diffusion.filter.ResizeKernel;
import io.github.imagejdiffusion.diffusion.network.Denoiser;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import io.github.imagejdiffusion.restore.ilvr.Ilvr;
import io.github.imagejdiffusion.restore.ilvr.IlvrException;
import io.github.imagejdiffusion.restore.ilvr.IlvrOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IlvrTest {

    /** Takes every clean image to be half of what it sees. */
    private static final Denoiser PRIOR = (x, timestep) -> {
        Tensor out = x.copy();
        for (int i = 0; i < out.data().length; i++) {
            out.data()[i] *= 0.5f;
        }
        return out;
    };

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"64,64,4", "152,88,8", "150,90,8", "33,71,2"})
    void theCoarseContentIsThePlanes(int width, int height, int factor) throws IOException {
        float[] pixels = random(width * height);
        try (DiffusionModel model = prior("prior")) {
            Ilvr ilvr = new Ilvr(model);
            IlvrOptions options = ilvr.defaults()
                    .kernel(ResizeKernel.BOX)
                    .factor(factor)
                    .steps(6)
                    .build();
            float[] restored = ilvr.restore(ArrayImgs.floats(pixels, width, height), options)
                    .values();
            if (width % 8 == 0 && height % 8 == 0) {
                // Other sizes are mirrored up to the stride: then the boxes are those of the larger plane.
                LowPassFilter filter = new LowPassFilter(ResizeKernel.BOX, factor, width, height);
                assertArrayEquals(filter.apply(pixels), filter.apply(restored), 0.03f);
            }
            assertEquals(mean(pixels), mean(restored), 0.02 * mean(pixels));
        }
    }

    @Test
    void aConstantPlaneComesBackAsItIs() throws IOException {
        float[] pixels = new float[40 * 30];
        Arrays.fill(pixels, 77);
        try (DiffusionModel model = prior("prior")) {
            Ilvr ilvr = new Ilvr(model);
            IlvrOptions options = ilvr.defaults().steps(4).build();
            assertArrayEquals(
                    pixels,
                    ilvr.restore(ArrayImgs.floats(pixels, 40, 30), options).values());
        }
    }

    @Test
    void whatDoesNotFitIsNamed() throws IOException {
        try (DiffusionModel model = prior("prior")) {
            Ilvr ilvr = new Ilvr(model);
            assertThrows(FilterException.class, ilvr.defaults().factor(6)::build);
            assertThrows(IlvrException.class, ilvr.defaults().steps(5).rangeT(4)::build);
            assertThrows(IlvrException.class, ilvr.defaults().steps(5).solver(SolverKind.DPMPP2M)::build);
            IlvrOptions large = ilvr.defaults().steps(5).factor(32).build();
            FilterException e = assertThrows(
                    FilterException.class, () -> ilvr.restore(ArrayImgs.floats(random(100), 10, 10), large));
            assertEquals(
                    "factor N = 32 is larger than the image of 10 x 10 pixels; choose a smaller N", e.getMessage());
        }
    }

    @Test
    void aModelWithAConditionIsRefused() throws IOException {
        try (DiffusionModel model = prior("paired")) {
            WrongModelException e = assertThrows(WrongModelException.class, () -> new Ilvr(model));
            assertTrue(e.getMessage().contains("paired"), e.getMessage());
        }
    }

    private DiffusionModel prior(String kind) throws IOException {
        return TinyModel.of(folder, kind, 1, image -> PRIOR);
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float v : values) {
            sum += v;
        }
        return sum / values.length;
    }

    private static float[] random(int size) {
        Random random = new Random(size);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = 1000 + 3000 * random.nextFloat();
        }
        return values;
    }
}
