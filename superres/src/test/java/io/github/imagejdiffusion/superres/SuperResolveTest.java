package io.github.imagejdiffusion.superres;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.network.Denoiser;
import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.paired.PlaneToRestore;
import io.github.imagejdiffusion.diffusion.paired.Restoration;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.planes.PlaneAddress;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import io.github.imagejdiffusion.diffusion.schedule.NoiseSchedule;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import io.github.imagejdiffusion.superres.enlarge.EnlargedPlane;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import net.imglib2.FinalInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With networks that give the enlarged image back, or noise, so that results are known. */
class SuperResolveTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"2,100,70", "4,50,31", "2,1,1", "4,1,1", "2,1,5", "2,7,3", "4,3,2"})
    void resultsAreInTheUnitsOfTheImageAndFactorTimesAsLarge(int factor, int width, int height) throws IOException {
        float[] pixels = random(width * height, 20_000, 60_000);
        Img<FloatType> image = ArrayImgs.floats(pixels, width, height);
        try (DiffusionModel model = TinyPackage.sr3(factor).block(64).open(folder)) {
            SuperResolve superResolve = new SuperResolve(model);
            Restoration result = superResolve.superResolve(
                    image, superResolve.defaults().backProject(false).build());
            assertEquals(factor, superResolve.factor());
            assertEquals(width * factor, result.width());
            assertEquals(height * factor, result.height());
            assertArrayEquals(enlarged(image, factor), result.values(), 0.05f);
            assertNull(result.spread());
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 255, 65_535, -3.3f})
    void oneValueComesBackAsOneValue(float value) throws IOException {
        float[] pixels = new float[50 * 40];
        Arrays.fill(pixels, value);
        float[] expected = new float[4 * pixels.length];
        Arrays.fill(expected, value);
        AtomicInteger asked = new AtomicInteger();
        try (DiffusionModel model = TinyPackage.sr3(2).block(64).open(folder, image -> (x, t) -> {
            asked.incrementAndGet();
            return x;
        })) {
            SuperResolve superResolve = new SuperResolve(model);
            for (boolean consistent : new boolean[] {false, true}) {
                SuperResolveOptions options =
                        superResolve.defaults().runs(4).consistent(consistent).build();
                Restoration result = superResolve.superResolve(ArrayImgs.floats(pixels, 50, 40), options);
                assertArrayEquals(expected, result.values());
                assertArrayEquals(new float[expected.length], result.spread());
            }
            assertEquals(0, asked.get());
        }
    }

    @Test
    void theNetworkIsToldNoiseLevels() throws IOException {
        List<Double> told = new ArrayList<>();
        try (DiffusionModel model = TinyPackage.sr3(2).block(64).open(folder, image -> (x, level) -> {
            told.add(level);
            return x.copy();
        })) {
            SuperResolve superResolve = new SuperResolve(model);
            superResolve.superResolve(
                    ArrayImgs.floats(random(100, 0, 1), 10, 10),
                    superResolve.defaults().steps(4).build());
        }
        NoiseSchedule schedule = NoiseSchedule.linear(100, 0.001, 0.2);
        assertEquals(List.of(schedule.alpha(99), schedule.alpha(74), schedule.alpha(49), schedule.alpha(24)), told);
    }

    @Test
    void blocksDoNotShow() throws IOException {
        Img<FloatType> image = ArrayImgs.floats(random(100 * 75, 0, 4000), 100, 75);
        try (DiffusionModel model = TinyPackage.sr3(2).block(64).open(folder, SuperResolveTest::smoothing)) {
            SuperResolve superResolve = new SuperResolve(model);
            float[] whole = superResolve
                    .superResolve(image, superResolve.defaults().block(256).build())
                    .values();
            float[] blocks = superResolve
                    .superResolve(image, superResolve.defaults().block(32).build())
                    .values();
            assertArrayEquals(whole, blocks, 0.01f);
            assertNotEquals(enlarged(image, 2)[5001], whole[5001], 1);
        }
    }

    @ParameterizedTest
    @CsvSource({"3,5", "8,8", "1,2", "15,40"})
    void tinyPlanesKeepTheirMean(int width, int height) throws IOException {
        Random random = new Random(4);
        byte[] bytes = new byte[width * height];
        random.nextBytes(bytes);
        double mean = 0;
        for (byte b : bytes) {
            mean += (b & 0xff) / (double) bytes.length;
        }
        try (DiffusionModel model = TinyPackage.sr3(2).block(64).open(folder, SuperResolveTest::overshooting)) {
            SuperResolve superResolve = new SuperResolve(model);
            SuperResolveOptions options =
                    superResolve.defaults().steps(2).runs(4).build();
            Restoration result = superResolve.superResolve(ArrayImgs.unsignedBytes(bytes, width, height), options);
            assertEquals(4 * bytes.length, result.values().length);
            assertEquals(4 * bytes.length, result.spread().length);
            assertEquals(mean, mean(result.values()), 1e-3);
            for (float v : result.values()) {
                assertTrue(v >= 0 && v <= 255, "value " + v);
            }
            float[] floats = random(width * height, -50, 900);
            Img<FloatType> image = ArrayImgs.floats(floats, width, height);
            assertEquals(
                    mean(floats), mean(superResolve.superResolve(image, options).values()), 1e-2);
        }
    }

    /** Makes contrast three times as large, and all brighter. */
    private static Denoiser overshooting(Tensor image) {
        return (x, t) -> {
            Tensor out = x.copy();
            for (int i = 0; i < out.data().length; i++) {
                out.data()[i] = 3 * image.data()[i % image.data().length] + 0.3f;
            }
            return out;
        };
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float v : values) {
            sum += v;
        }
        return sum / values.length;
    }

    @ParameterizedTest
    @EnumSource(SolverKind.class)
    void consistentResultsHaveTheMeansOfTheImage(SolverKind solver) throws IOException {
        float[] pixels = random(100 * 75, 100, 900);
        try (DiffusionModel model = TinyPackage.sr3(2).block(64).open(folder, image -> (x, t) -> x.copy())) {
            SuperResolve superResolve = new SuperResolve(model);
            for (int steps : new int[] {1, 3}) {
                SuperResolveOptions options = superResolve
                        .defaults()
                        .solver(solver)
                        .steps(steps)
                        .runs(2)
                        .consistent(true)
                        .build();
                float[] fine = superResolve
                        .superResolve(ArrayImgs.floats(pixels, 100, 75), options)
                        .values();
                for (int i = 0; i < pixels.length; i++) {
                    int at = i / 100 * 2 * 200 + i % 100 * 2;
                    double mean = ((double) fine[at] + fine[at + 1] + fine[at + 200] + fine[at + 201]) / 4;
                    assertEquals(pixels[i], mean, 1e-5 * 800);
                }
                assertNotEquals(fine[0], fine[1], 1);
            }
        }
    }

    @Test
    void consistencyIsKeptAtEachStepInsideOfBlocks() throws IOException {
        float[] pixels = random(20 * 20, 0, 1);
        List<Tensor> seen = new ArrayList<>();
        try (DiffusionModel model = TinyPackage.sr3(4).block(64).open(folder, image -> (x, t) -> {
            seen.add(x.copy());
            return x.zerosLike();
        })) {
            SuperResolve superResolve = new SuperResolve(model);
            Img<FloatType> image = ArrayImgs.floats(pixels, 20, 20);
            PercentileLimits limits = superResolve.limits(List.of(image));
            superResolve.superResolve(
                    image,
                    superResolve.defaults().steps(2).consistent(true).block(128).build());
            // DDIM: x' = a' x0 + s' eps with eps = (x - a x0) / s, of which the block mean follows.
            NoiseSchedule schedule = NoiseSchedule.linear(100, 0.001, 0.2);
            double a = schedule.alpha(99);
            double s = schedule.sigma(99);
            double nextA = schedule.alpha(49);
            double nextS = schedule.sigma(49);
            double x = mean(seen.get(0));
            double x0 = 2 * (pixels[0] - limits.low()) / (limits.high() - limits.low()) - 1;
            assertEquals(nextA * x0 + nextS * (x - a * x0) / s, mean(seen.get(1)), 1e-4);
        }
    }

    @Test
    void aModelWhosePartsAreNotWholePixelsCannotBeConsistent() throws IOException {
        try (DiffusionModel model = TinyPackage.sr3(3).block(64).open(folder, image -> (x, t) -> x)) {
            SuperResolve superResolve = new SuperResolve(model);
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> superResolve.requireUsable(
                                    superResolve.defaults().consistent(true).build()))
                    .getMessage();
            assertTrue(message.contains("multiples of 8 pixels"), message);
        }
    }

    @Test
    void theSeedDecidesOnDrawsAndTheirSpread() throws IOException {
        Img<FloatType> image = ArrayImgs.floats(random(40 * 40, 0, 255), 40, 40);
        try (DiffusionModel model = TinyPackage.sr3(2).block(64).open(folder, SuperResolveTest::undecided)) {
            SuperResolve superResolve = new SuperResolve(model);
            SuperResolveOptions one =
                    superResolve.defaults().sample(true).seed(1).build();
            SuperResolveOptions other =
                    superResolve.defaults().sample(true).seed(2).build();
            assertEquals(10, one.draws().steps());
            assertEquals(1, superResolve.defaults().build().draws().steps());
            float[] drawn = superResolve.superResolve(image, one).values();
            assertArrayEquals(
                    drawn,
                    superResolve.superResolve(image, one.toBuilder().build()).values());
            assertFalse(
                    Arrays.equals(drawn, superResolve.superResolve(image, other).values()));
            Restoration runs = superResolve.superResolve(
                    image, superResolve.defaults().runs(4).steps(2).build());
            assertTrue(runs.spread()[100] > 1e-3);
            assertNull(superResolve
                    .superResolve(
                            image, superResolve.defaults().runs(4).steps(1).build())
                    .spread());
        }
    }

    @Test
    void aPartOfAPlaneHasTheNoiseOfItsPlace() throws IOException {
        float[] pixels = random(24 * 24, 0, 1);
        Img<FloatType> image = ArrayImgs.floats(pixels, 24, 24);
        try (DiffusionModel model = TinyPackage.sr3(2).block(64).open(folder, seen -> (x, t) -> x.copy())) {
            SuperResolve superResolve = new SuperResolve(model);
            SuperResolveOptions options =
                    superResolve.defaults().backProject(false).build();
            PercentileLimits limits = superResolve.limits(List.of(image));
            PlaneToRestore fourth = PlaneToRestore.of(image, limits).at(PlaneAddress.whole(3));
            float[] whole = superResolve
                    .superResolve(fourth, options, ProgressListener.NONE)
                    .values();
            PlaneToRestore cut = PlaneToRestore.of(
                            Views.interval(image, FinalInterval.createMinMax(6, 4, 13, 9)), limits)
                    .at(new PlaneAddress(3, 6, 4));
            float[] part = superResolve
                    .superResolve(cut, options, ProgressListener.NONE)
                    .values();
            assertEquals(whole[8 * 48 + 12], part[0]);
            assertEquals(whole[19 * 48 + 27], part[part.length - 1]);
        }
    }

    @Test
    void progressIsToldAndCanBeCancelled() throws IOException {
        Img<FloatType> image = ArrayImgs.floats(random(50 * 50, 0, 1), 50, 50);
        try (DiffusionModel model = TinyPackage.sr3(2).block(64).open(folder, seen -> (x, t) -> x.copy())) {
            SuperResolve superResolve = new SuperResolve(model);
            assertThrows(
                    CancellationException.class,
                    () -> superResolve.superResolve(
                            PlaneToRestore.of(image, superResolve.limits(List.of(image))),
                            superResolve.defaults().build(),
                            (done, total) -> {
                                assertEquals(4, total);
                                if (done == 2) {
                                    throw new CancellationException();
                                }
                            }));
        }
    }

    @Test
    void memoryGrowsWithTheWidthOnly() throws IOException {
        try (DiffusionModel model = TinyPackage.sr3(4).block(64).open(folder)) {
            SuperResolve superResolve = new SuperResolve(model);
            SuperResolveOptions options =
                    superResolve.defaults().backProject(false).build();
            long small = superResolve.memoryNeeded(1000, 1000, options);
            assertEquals(small, superResolve.memoryNeeded(1000, 100_000, options));
            assertTrue(superResolve.memoryNeeded(10_000, 1000, options) > 5 * small);
            assertTrue(superResolve.memoryNeeded(
                            1000, 1000, options.toBuilder().runs(4).steps(2).build())
                    > small);
            SuperResolveOptions holding = options.toBuilder().backProject(true).build();
            long held = superResolve.memoryNeeded(1000, 2000, holding);
            assertEquals(held, superResolve.memoryNeeded(1000, 100_000, holding));
            assertEquals(4L * Float.BYTES << 24, held - small);
        }
    }

    private static double mean(Tensor x) {
        double sum = 0;
        for (int j = 0; j < 4; j++) {
            for (int i = 0; i < 4; i++) {
                sum += x.get(0, 0, j, i);
            }
        }
        return sum / 16;
    }

    private static float[] enlarged(Img<FloatType> image, int factor) {
        EnlargedPlane plane = new EnlargedPlane(image, factor);
        return plane.read(FinalInterval.createMinMax(0, 0, plane.width() - 1, plane.height() - 1));
    }

    /** Believes a tenth of what it sees. */
    private static Denoiser undecided(Tensor image) {
        return (x, level) -> predicted(x, image, 0.1f);
    }

    private static Tensor predicted(Tensor x, Tensor image, float belief) {
        Tensor out = x.copy();
        for (int i = 0; i < out.data().length; i++) {
            out.data()[i] = belief * out.data()[i] + 2 * image.data()[i % image.data().length] - 1;
        }
        return out;
    }

    /** The mean of 3 x 3 pixels; at the edges of what it sees, of fewer. */
    private static Denoiser smoothing(Tensor image) {
        Tensor mean = image.zerosLike();
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                float sum = 0;
                int count = 0;
                for (int j = Math.max(0, y - 1); j <= Math.min(image.height() - 1, y + 1); j++) {
                    for (int i = Math.max(0, x - 1); i <= Math.min(image.width() - 1, x + 1); i++) {
                        sum += image.get(0, 0, j, i);
                        count++;
                    }
                }
                mean.set(0, 0, y, x, sum / count);
            }
        }
        return (x, level) -> predicted(x, mean, 0);
    }

    private static float[] random(int size, float low, float high) {
        Random random = new Random(size);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = low + (high - low) * random.nextFloat();
        }
        return values;
    }
}
