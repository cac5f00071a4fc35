package io.github.imagejdiffusion.restore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.filter.LowPassFilter;
import io.github.imagejdiffusion.diffusion.filter.ResizeKernel;
import io.github.imagejdiffusion.diffusion.model.UnknownModelException;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.restore.ilvr.Ilvr;
import io.github.imagejdiffusion.restore.ilvr.IlvrOptions;
import io.github.imagejdiffusion.restore.ops.RestoreOps;
import io.github.imagejdiffusion.testing.OpIndex;
import io.github.imagejdiffusion.testing.OpIndex.Op;
import io.github.imagejdiffusion.testing.OpsPage;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreOpsTest {

    @TempDir
    private Path folder;

    @Test
    void theIndexNamesEachOpForNamesAndForOpenModels() throws IOException, ReflectiveOperationException {
        List<Op> ops = OpIndex.read();
        assertEquals(
                List.of(
                        List.of("restore.denoise"),
                        List.of("restore.denoise"),
                        List.of("restore.ilvr"),
                        List.of("restore.ilvr")),
                ops.stream().map(Op::names).toList());
        for (Op op : ops) {
            assertEquals(op.names().get(0), "restore." + op.method().getName());
            assertEquals(
                    List.of("image", "model", "options", "seed", "output"),
                    op.parameters().stream().map(OpIndex.Parameter::name).toList());
            assertEquals(
                    List.of(false, false, true, true, false),
                    op.parameters().stream().map(OpIndex.Parameter::nullable).toList());
        }
    }

    @Test
    void thePageOfOpsNamesThemAndNoOthers() throws IOException {
        OpsPage page = new OpsPage(Path.of("../docs/ops.md"));
        assertEquals(OpIndex.names(), page.ops("restore"));
        assertEquals(OpIndex.names(), page.tabled("restore"));
        assertTrue(page.artifacts().containsAll(List.of("restore", "models")));
    }

    @Test
    void stacksStayOnTheirGrid() throws IOException {
        Random random = new Random(1);
        float[] pixels = new float[30 * 20 * 3 * 2];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 1000 * random.nextFloat();
        }
        RandomAccessibleInterval<FloatType> image =
                Views.translate(ArrayImgs.floats(pixels, 30, 20, 3, 2), 5, -7, 1, 0);
        try (DiffusionModel model = TinyPackage.paired().block(64).open(folder)) {
            RandomAccessibleInterval<FloatType> restored = RestoreOps.denoise(image, model, null, null);
            assertArrayEquals(image.minAsLongArray(), restored.minAsLongArray());
            assertArrayEquals(image.maxAsLongArray(), restored.maxAsLongArray());
            assertArrayEquals(pixels, values(restored), 0.01f);
        }
        String named = TinyPackage.paired().block(64).writeTo(folder).toString();
        assertArrayEquals(pixels, values(RestoreOps.denoise(image, named, null, 3L)), 0.01f);
    }

    @Test
    void theSeedIsThatOfTheOptionsUnlessGiven() throws IOException {
        Img<FloatType> image = ArrayImgs.floats(new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
        try (DiffusionModel model = TinyPackage.paired().block(64).open(folder, seen -> (x, t) -> x.copy())) {
            Denoise denoise = new Denoise(model);
            DenoiseOptions five = denoise.defaults().seed(5).build();
            float[] ofFive = denoise.denoise(image, five).values();
            assertArrayEquals(ofFive, values(RestoreOps.denoise(image, model, five, null)));
            assertArrayEquals(ofFive, values(RestoreOps.denoise(image, model, null, 5L)));
            assertTrue(ofFive[0] != values(RestoreOps.denoise(image, model, five, 6L))[0]);
        }
    }

    @Test
    void ilvrKeepsTheGridAndTheCoarseContent() throws IOException {
        Random random = new Random(1);
        float[] pixels = new float[32 * 16 * 2];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 1000 * random.nextFloat();
        }
        RandomAccessibleInterval<FloatType> image = Views.translate(ArrayImgs.floats(pixels, 32, 16, 2), 5, -7, 1);
        try (DiffusionModel model = TinyPackage.prior().block(64).open(folder, seen -> (x, t) -> x.copy())) {
            IlvrOptions options = new Ilvr(model)
                    .defaults()
                    .steps(4)
                    .kernel(ResizeKernel.BOX)
                    .seed(5)
                    .build();
            RandomAccessibleInterval<FloatType> restored = RestoreOps.ilvr(image, model, options, null);
            assertArrayEquals(image.minAsLongArray(), restored.minAsLongArray());
            assertArrayEquals(image.maxAsLongArray(), restored.maxAsLongArray());
            LowPassFilter filter = new LowPassFilter(ResizeKernel.BOX, 2, 32, 32);
            assertArrayEquals(filter.apply(pixels), filter.apply(values(restored)), 0.01f);
            assertArrayEquals(values(restored), values(RestoreOps.ilvr(image, model, options, 5L)));
            assertTrue(values(restored)[0] != values(RestoreOps.ilvr(image, model, options, 6L))[0]);
        }
    }

    @Test
    void aModelThatIsNotThereIsNamed() {
        Img<FloatType> image = ArrayImgs.floats(3, 2);
        assertThrows(UnknownModelException.class, () -> RestoreOps.denoise(image, "none-such", null, null));
        assertThrows(UnknownModelException.class, () -> RestoreOps.ilvr(image, "none-such", null, null));
    }

    private static float[] values(RandomAccessibleInterval<FloatType> image) {
        float[] values = new float[(int) Views.flatIterable(image).size()];
        int i = 0;
        for (FloatType pixel : Views.flatIterable(image)) {
            values[i++] = pixel.get();
        }
        return values;
    }
}
