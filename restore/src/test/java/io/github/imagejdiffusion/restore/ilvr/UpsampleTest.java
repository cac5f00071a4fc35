package io.github.imagejdiffusion.restore.ilvr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagejdiffusion.diffusion.camera.PixelBinning;
import io.github.imagejdiffusion.diffusion.filter.ResizeKernel;
import io.github.imagejdiffusion.diffusion.paired.Restoration;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpsampleTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"17,9,2", "8,4,4", "16,5,8", "1,3,2"})
    void blockMeansOfTheEnlargementAreThePlane(int width, int height, int factor) {
        float[] plane = random(width * height);
        float[] fine = new Enlargement(plane, width, height, factor).smooth();
        assertEquals(plane.length * factor * factor, fine.length);
        assertArrayEquals(plane, new PixelBinning(width, factor).add(fine), 0.001f);
    }

    @Test
    void aSlopeIsEnlargedToASlope() {
        float[] plane = new float[20 * 20];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = 10 * (i % 20);
        }
        float[] fine = new Enlargement(plane, 20, 20, 4).smooth();
        for (int x = 32; x < 48; x++) {
            assertEquals(10 * ((x + 0.5) / 4 - 0.5), fine[40 * 80 + x], 0.01);
        }
    }

    @ParameterizedTest
    @CsvSource({"16,24,2,BOX", "8,12,4,CUBIC", "4,2,8,LANCZOS3", "3,5,4,LINEAR"})
    void blockMeansOfTheResultAreThePlane(int width, int height, int factor, ResizeKernel kernel) throws IOException {
        float[] plane = random(width * height);
        try (DiffusionModel model = prior()) {
            Upsample upsample = new Upsample(new Ilvr(model));
            IlvrOptions options =
                    upsample.defaults().factor(factor).kernel(kernel).steps(4).build();
            Restoration result = upsample.enlarge(ArrayImgs.floats(plane, width, height), options);
            assertEquals(factor * width, result.width());
            assertEquals(factor * height, result.height());
            assertArrayEquals(plane, new PixelBinning(width, factor).add(result.values()), 0.01f);
            IlvrOptions code =
                    options.toBuilder().noising(ReferenceNoising.RELEASED_CODE).build();
            float[] asInTheCode = upsample.enlarge(ArrayImgs.floats(plane, width, height), code)
                    .values();
            assertArrayEquals(plane, new PixelBinning(width, factor).add(asInTheCode), 0.01f);
            assertEquals(upsample.caveat(options), upsample.caveat(code));
        }
    }

    @Test
    void onePixelBecomesABlockOfIt() throws IOException {
        try (DiffusionModel model = prior()) {
            Upsample upsample = new Upsample(new Ilvr(model));
            float[] expected = new float[64];
            Arrays.fill(expected, 7);
            IlvrOptions options = upsample.defaults().factor(8).steps(2).build();
            assertArrayEquals(
                    expected,
                    upsample.enlarge(ArrayImgs.floats(new float[] {7}, 1, 1), options)
                            .values());
        }
    }

    @Test
    void aResultThatIsTooLargeIsRefused() throws IOException {
        try (DiffusionModel model = prior()) {
            Upsample upsample = new Upsample(new Ilvr(model));
            IlvrOptions options = upsample.defaults().factor(8).steps(2).build();
            IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class, () -> upsample.enlarge(ArrayImgs.floats(3000, 2), options));
            assertEquals(
                    "a plane of 24000 x 16 pixels cannot be restored at once; sides may have 1 to 16384 pixels: crop it",
                    e.getMessage());
        }
    }

    /** Half of what it sees. */
    private DiffusionModel prior() throws IOException {
        return TinyPackage.prior().block(64).open(folder, image -> (x, timestep) -> {
            var out = x.copy();
            for (int i = 0; i < out.data().length; i++) {
                out.data()[i] *= 0.5f;
            }
            return out;
        });
    }

    private static float[] random(int size) {
        Random random = new Random(size);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = 100 + 900 * random.nextFloat();
        }
        return values;
    }
}
