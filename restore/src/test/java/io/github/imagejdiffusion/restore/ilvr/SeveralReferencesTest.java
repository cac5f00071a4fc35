package io.github.imagejdiffusion.restore.ilvr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.filter.LowPassFilter;
import io.github.imagejdiffusion.diffusion.filter.ResizeKernel;
import io.github.imagejdiffusion.diffusion.paired.PlaneToRestore;
import io.github.imagejdiffusion.diffusion.paired.Restoration;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeveralReferencesTest {

    @TempDir
    private Path folder;

    @Test
    void runsFollowSeveralReferencesInTurn() throws IOException {
        float[] dark = random(40 * 24);
        float[] bright = dark.clone();
        for (int i = 0; i < bright.length; i++) {
            bright[i] += 1500;
        }
        List<Img<FloatType>> both = List.of(ArrayImgs.floats(dark, 40, 24), ArrayImgs.floats(bright, 40, 24));
        try (DiffusionModel model = prior()) {
            // In whatever batches runs are drawn.
            for (Ilvr ilvr : new Ilvr[] {new Ilvr(model), new Ilvr(model, 3 * 40 * 24)}) {
                IlvrOptions options = ilvr.defaults()
                        .kernel(ResizeKernel.BOX)
                        .steps(4)
                        .runs(8)
                        .build();
                Restoration result = ilvr.restore(both, options);
                float[] middle = new float[dark.length];
                for (int i = 0; i < middle.length; i++) {
                    middle[i] = (dark[i] + bright[i]) / 2;
                }
                LowPassFilter filter = new LowPassFilter(ResizeKernel.BOX, 2, 40, 24);
                assertArrayEquals(filter.apply(middle), filter.apply(result.values()), 0.2f);
                // Half of the runs lie 750 lower than the mean, half of them higher.
                assertTrue(mean(result.spread()) > 750, "spread " + mean(result.spread()));
                Restoration one = ilvr.restore(List.of(both.get(0)), options);
                assertArrayEquals(ilvr.restore(both.get(0), options).values(), one.values());
            }
        }
    }

    @Test
    void referencesThatDoNotFitAreNamed() throws IOException {
        Img<FloatType> first = ArrayImgs.floats(random(40 * 24), 40, 24);
        try (DiffusionModel model = prior()) {
            Ilvr ilvr = new Ilvr(model);
            IlvrOptions four = ilvr.defaults().steps(2).runs(4).build();
            assertEquals(
                    "reference 2 is 24 x 40 pixels, the first 40 x 24; crop or resize it to that",
                    refused(ilvr, List.of(first, ArrayImgs.floats(24, 40)), four));
            assertEquals(
                    "runs follow 3 references in turn, but there are 4; choose a multiple of 3",
                    refused(ilvr, List.of(first, first, first), four));
            assertEquals("there is no reference to follow; give one", refused(ilvr, List.of(), four));
        }
    }

    @Test
    void callsAreKnownBeforehand() throws IOException {
        Img<FloatType> image = ArrayImgs.floats(random(150 * 70), 150, 70);
        try (DiffusionModel model = prior()) {
            for (Ilvr ilvr : new Ilvr[] {new Ilvr(model), new Ilvr(model, 3 * 152 * 72)}) {
                IlvrOptions options = ilvr.defaults().steps(3).runs(5).build();
                long[] told = new long[1];
                ilvr.with(options)
                        .restore(
                                PlaneToRestore.of(image, ilvr.limits(List.of(image))),
                                (done, total) -> told[0] = total,
                                rows -> {});
                assertEquals(told[0], ilvr.calls(150, 70, options));
                assertTrue(told[0] >= 3 * 2, "two tiles at least, but " + told[0] + " calls");
            }
        }
    }

    private static String refused(Ilvr ilvr, List<Img<FloatType>> references, IlvrOptions options) {
        return assertThrows(IlvrException.class, () -> ilvr.restore(references, options))
                .getMessage();
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
            values[i] = 1000 + 3000 * random.nextFloat();
        }
        return values;
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float v : values) {
            sum += v;
        }
        return sum / values.length;
    }
}
