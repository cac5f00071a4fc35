package io.github.imagejdiffusion.restore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.imagejdiffusion.diffusion.filter.LowPassFilter;
import io.github.imagejdiffusion.diffusion.filter.ResizeKernel;
import io.github.imagejdiffusion.diffusion.model.ModelRepository;
import io.github.imagejdiffusion.diffusion.model.UnknownModelException;
import io.github.imagejdiffusion.diffusion.onnx.DeviceChoice;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.restore.ilvr.Ilvr;
import io.github.imagejdiffusion.restore.ilvr.IlvrOptions;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What ILVR promises with the prior of fluorescence; skipped where there is none. */
class BundledPriorTest {

    private static final int SIZE = 96;
    private static final float TOP = 4000;

    private static Optional<DiffusionModel> found;

    @BeforeAll
    static void open() {
        try {
            found = Optional.of(DiffusionModel.open(
                    ModelRepository.ofEnvironment(List.of()).resolve("fluorescence-prior"), DeviceChoice.CPU));
        } catch (UnknownModelException e) {
            found = Optional.empty();
        }
    }

    @AfterAll
    static void close() {
        found.ifPresent(DiffusionModel::close);
    }

    private static Ilvr ilvr() {
        assumeTrue(found.isPresent(), "no model fluorescence-prior");
        return new Ilvr(found.get());
    }

    @Test
    void withTheBoxAndAllStepsGuidedTheCoarseContentIsTheReferences() {
        Ilvr ilvr = ilvr();
        float[] image = spots(SIZE);
        for (int factor : new int[] {2, 8}) {
            IlvrOptions options = ilvr.defaults()
                    .kernel(ResizeKernel.BOX)
                    .factor(factor)
                    .steps(6)
                    .build();
            LowPassFilter filter = new LowPassFilter(ResizeKernel.BOX, factor, SIZE, SIZE);
            float[] restored =
                    ilvr.restore(ArrayImgs.floats(image, SIZE, SIZE), options).values();
            assertArrayEquals(filter.apply(image), filter.apply(restored), 1e-5f * TOP);
            assertTrue(difference(image, restored) > 1);
        }
    }

    @Test
    void pixelsBrighterThanTheModelsImagesKeepTheirIntensity() {
        Ilvr ilvr = ilvr();
        float[] image = spots(SIZE);
        for (int i = 0; i < 4; i++) {
            image[30 * SIZE + 40 + i] = 10 * TOP;
        }
        float[] restored = ilvr.restore(
                        ArrayImgs.floats(image, SIZE, SIZE),
                        ilvr.defaults().steps(6).build())
                .values();
        assertEquals(mean(image), mean(restored), 0.01 * mean(image));
        float brightest = 0;
        for (float v : restored) {
            brightest = Math.max(brightest, v);
        }
        assertTrue(brightest > 3 * TOP, "brightest " + brightest);
    }

    @Test
    void fusedTilesLeaveNoSeam() {
        // With what is seen around them, 64 pixels, none of the tiles has all of the image.
        int side = 256;
        Ilvr ilvr = ilvr();
        float[] image = spots(side);
        IlvrOptions whole = ilvr.defaults().steps(4).build();
        IlvrOptions tiles = whole.toBuilder().block(64).build();
        float[] a = ilvr.restore(ArrayImgs.floats(image, side, side), whole).values();
        float[] b = ilvr.restore(ArrayImgs.floats(image, side, side), tiles).values();
        assertTrue(difference(a, b) > 0, "tiles see all of the image");
        assertTrue(difference(a, b) < 0.001 * TOP, "tiles change the result by " + difference(a, b));
    }

    private static double difference(float[] a, float[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float v : values) {
            sum += v;
        }
        return sum / values.length;
    }

    /** Smooth spots and some noise. */
    private static float[] spots(int side) {
        Random random = new Random(3);
        float[] image = new float[side * side];
        for (int i = 0; i < image.length; i++) {
            double x = i % side / 9.0;
            double y = i / side / 11.0;
            double spot = Math.max(0, Math.sin(x) * Math.cos(y));
            image[i] = (float) (200 + 0.9 * TOP * spot * spot + 60 * random.nextGaussian());
        }
        return image;
    }
}
