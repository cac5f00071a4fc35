package io.github.imagejdiffusion.superres;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.model.UnknownModelException;
import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.paired.HyperstackRestorer;
import io.github.imagejdiffusion.diffusion.paired.PlaneToRestore;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.planes.PlaneAddress;
import io.github.imagejdiffusion.diffusion.planes.PlaneRange;
import io.github.imagejdiffusion.diffusion.planes.PlaneSource;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.superres.ops.SuperResolveOps;
import io.github.imagejdiffusion.testing.OpIndex;
import io.github.imagejdiffusion.testing.OpIndex.Op;
import io.github.imagejdiffusion.testing.OpsPage;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuperResolveOpsTest {

    @TempDir
    private Path folder;

    private final RandomAccessibleInterval<FloatType> stack =
            Views.translate(ArrayImgs.floats(random(30 * 20 * 3 * 2), 30, 20, 3, 2), 5, -7, 1, 0);

    @Test
    void theIndexNamesTheOpForNamesAndForOpenModels() throws IOException, ReflectiveOperationException {
        List<Op> ops = OpIndex.read();
        assertEquals(
                List.of(List.of("transform.superResolve"), List.of("transform.superResolve")),
                ops.stream().map(Op::names).toList());
        for (Op op : ops) {
            assertEquals("superResolve", op.method().getName());
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
        assertEquals(OpIndex.names(), page.ops("transform"));
        assertEquals(OpIndex.names(), page.tabled("transform"));
        assertTrue(page.artifacts().containsAll(List.of("superres", "models")));
    }

    @Test
    void planesOfAStackAreTheirOwnAndXAndYGrow() throws IOException {
        try (DiffusionModel model = TinyPackage.sr3(2).block(64).open(folder, seen -> (x, t) -> x.copy())) {
            RandomAccessibleInterval<FloatType> fine = SuperResolveOps.superResolve(stack, model, null, 4L);
            assertArrayEquals(new long[] {60, 40, 3, 2}, fine.dimensionsAsLongArray());
            assertArrayEquals(new long[] {0, 0, 1, 0}, fine.minAsLongArray());
            SuperResolve superResolve = new SuperResolve(model);
            PercentileLimits limits = superResolve.limits(List.of(Views.hyperSlice(stack, 3, 1)));
            float[] alone = superResolve
                    .superResolve(
                            PlaneToRestore.of(plane(2, 1), limits).at(PlaneAddress.whole(5)),
                            superResolve.defaults().seed(4).build(),
                            ProgressListener.NONE)
                    .values();
            assertArrayEquals(alone, values(Views.hyperSlice(Views.hyperSlice(fine, 3, 1), 2, 3)));
            assertArrayEquals(alone, hyperstack(superResolve).get("c0 z2 t1"));
        }
    }

    /** As the command line does it. */
    private Map<String, float[]> hyperstack(SuperResolve superResolve) {
        PlaneSource source = new PlaneSource() {
            @Override
            public int sizeZ() {
                return 3;
            }

            @Override
            public int sizeT() {
                return 2;
            }

            @Override
            public List<? extends RandomAccessibleInterval<? extends RealType<?>>> plane(int z, int t) {
                return List.of(SuperResolveOpsTest.this.plane(z, t));
            }
        };
        Map<String, float[]> planes = new TreeMap<>();
        new HyperstackRestorer(superResolve.with(superResolve.defaults().seed(4).build()))
                .restore(
                        source,
                        new PlaneRange(3, 3),
                        new PlaneRange(2, 2),
                        ProgressListener.NONE,
                        (input, channel, z, t) ->
                                rows -> planes.put("c" + channel + " z" + z + " t" + t, rows.values()));
        return planes;
    }

    private RandomAccessibleInterval<FloatType> plane(int z, int t) {
        return Views.hyperSlice(Views.hyperSlice(stack, 3, t), 2, z + 1);
    }

    @Test
    void modelsAreOpenedByTheirPath() throws IOException {
        TinyPackage.sr3(2).block(64).writeTo(folder);
        Img<FloatType> image = ArrayImgs.floats(random(12), 4, 3);
        RandomAccessibleInterval<FloatType> fine = SuperResolveOps.superResolve(image, folder.toString(), null, null);
        assertArrayEquals(new long[] {8, 6}, fine.dimensionsAsLongArray());
    }

    @Test
    void theSeedIsThatOfTheOptionsUnlessGiven() throws IOException {
        Img<FloatType> image = ArrayImgs.floats(new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
        try (DiffusionModel model = TinyPackage.sr3(2).block(64).open(folder, seen -> (x, t) -> x.copy())) {
            SuperResolve superResolve = new SuperResolve(model);
            SuperResolveOptions five = superResolve.defaults().seed(5).build();
            float[] ofFive = superResolve.superResolve(image, five).values();
            assertArrayEquals(ofFive, values(SuperResolveOps.superResolve(image, model, five, null)));
            assertArrayEquals(ofFive, values(SuperResolveOps.superResolve(image, model, null, 5L)));
            assertTrue(ofFive[0] != values(SuperResolveOps.superResolve(image, model, five, 6L))[0]);
        }
    }

    @Test
    void theGivenPsfIsThatOfTheOptions() throws IOException {
        float[] waves = new float[48 * 48];
        for (int i = 0; i < waves.length; i++) {
            waves[i] = (float) (100 + 40 * Math.sin(i % 48 / 1.7) * Math.cos(i / 48 / 1.9));
        }
        Img<FloatType> image = ArrayImgs.floats(waves, 48, 48);
        try (DiffusionModel model = TinyPackage.sr3(2).block(64).open(folder)) {
            SuperResolve superResolve = new SuperResolve(model);
            SuperResolveOptions given = superResolve.defaults().psf(0.5).build();
            float[] ofOp = values(SuperResolveOps.superResolve(image, model, given, 3L));
            assertArrayEquals(superResolve.superResolve(image, given).values(), ofOp);
            float[] fitted = values(SuperResolveOps.superResolve(image, model, null, 3L));
            assertTrue(spread(ofOp) > 1.05 * spread(fitted), spread(ofOp) + " and " + spread(fitted));
        }
    }

    /** A wider PSF leaves more to undo. */
    private static double spread(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return (double) sorted[sorted.length - 1] - sorted[0];
    }

    @Test
    void aModelThatIsNotThereIsNamed() {
        Img<FloatType> image = ArrayImgs.floats(3, 2);
        assertThrows(UnknownModelException.class, () -> SuperResolveOps.superResolve(image, "none-such", null, null));
    }

    private static float[] values(RandomAccessibleInterval<FloatType> image) {
        float[] values = new float[(int) Views.flatIterable(image).size()];
        int i = 0;
        for (FloatType pixel : Views.flatIterable(image)) {
            values[i++] = pixel.get();
        }
        return values;
    }

    private static float[] random(int size) {
        Random random = new Random(size);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = 1000 * random.nextFloat();
        }
        return values;
    }
}
