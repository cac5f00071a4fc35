package io.github.imagejdiffusion.restore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.DiffusionException;
import io.github.imagejdiffusion.diffusion.WrongModelException;
import io.github.imagejdiffusion.diffusion.model.config.DiffusionConfig;
import io.github.imagejdiffusion.diffusion.network.Denoiser;
import io.github.imagejdiffusion.diffusion.normalise.InvalidPixelException;
import io.github.imagejdiffusion.diffusion.paired.PlaneToRestore;
import io.github.imagejdiffusion.diffusion.paired.Restoration;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DenoiseTest {

    @TempDir
    private Path folder;

    @Test
    void resultsAreInTheUnitsOfTheImage() throws IOException {
        Random random = new Random(1);
        short[] pixels = new short[100 * 70];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (short) (20_000 + random.nextInt(40_000));
        }
        Img<UnsignedShortType> image = ArrayImgs.unsignedShorts(pixels, 100, 70);
        try (DiffusionModel model = TinyPackage.paired().block(64).open(folder)) {
            Denoise denoise = new Denoise(model);
            Restoration result = denoise.denoise(image, denoise.defaults().build());
            for (int i = 0; i < pixels.length; i++) {
                assertEquals(Short.toUnsignedInt(pixels[i]), result.values()[i], 0.02);
            }
            assertNull(result.spread());
        }
    }

    @Test
    void theMeanOverOrientationsIsThatOfTheNetworksAnswersInEach() throws IOException {
        float[] pixels = random(40 * 30, 0, 100);
        try (DiffusionModel model = TinyPackage.paired().block(64).open(folder, DenoiseTest::leftNeighbours)) {
            Denoise denoise = new Denoise(model);
            float[] one = denoise.denoise(
                            ArrayImgs.floats(pixels, 40, 30), denoise.defaults().build())
                    .values();
            float[] eight = denoise.denoise(
                            ArrayImgs.floats(pixels, 40, 30),
                            denoise.defaults().orientations(8).build())
                    .values();
            for (int y = 1; y < 29; y++) {
                for (int x = 1; x < 39; x++) {
                    int i = 40 * y + x;
                    assertEquals(pixels[i - 1], one[i], 1e-3f);
                    float mean = (pixels[i - 1] + pixels[i + 1] + pixels[i - 40] + pixels[i + 40]) / 4;
                    assertEquals(mean, eight[i], 1e-3f);
                }
            }
        }
    }

    /** A network whose answer, on the scale of a target, is the image's pixel on the left. */
    private static Denoiser leftNeighbours(Tensor image) {
        return (x, t) -> {
            Tensor out = x.zerosLike();
            for (int i = 1; i < out.data().length; i++) {
                out.data()[i] = 2 * image.data()[i - 1] - 1;
            }
            return out;
        };
    }

    @Test
    void aSampleHasOneOrientationAndSoHaveSeveralRunsUnlessMoreAreAskedFor() throws IOException {
        DiffusionConfig fourfold =
                TinyPackage.paired().orientations(4).write(folder).diffusion();
        DenoiseOptions.Builder options = Denoise.defaults(fourfold);
        assertEquals(4, options.build().draws().orientations());
        assertEquals(1, options.runs(3).build().draws().orientations());
        assertEquals(2, options.orientations(2).build().draws().orientations());
        assertEquals(2, options.build().toBuilder().build().draws().orientations());
        DenoiseOptions.Builder sample = Denoise.defaults(fourfold).sample(true);
        assertEquals(1, sample.build().draws().orientations());
        String message = assertThrows(IllegalArgumentException.class, () -> sample.orientations(2)
                        .build())
                .getMessage();
        assertTrue(message.contains("orientations is 2"), message);
        assertThrows(
                IllegalArgumentException.class,
                () -> Denoise.defaults(fourfold).orientations(3).build());
    }

    @Test
    void negativeValuesAreValuesLikeOthers() throws IOException {
        float[] pixels = random(40 * 30, -500, 300);
        assertArrayEquals(pixels, identity(pixels, 40).values(), 1e-3f);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void smallImagesAreImages(int side) throws IOException {
        float[] pixels = random(side * side, 0, 255);
        assertArrayEquals(pixels, identity(pixels, side).values(), 1e-3f);
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 255, 65_535, -3.5f})
    void aConstantImageComesBackAsItIs(float value) throws IOException {
        float[] pixels = new float[150 * 40];
        Arrays.fill(pixels, value);
        AtomicInteger asked = new AtomicInteger();
        try (DiffusionModel model = TinyPackage.paired().block(64).open(folder, image -> (x, t) -> {
            asked.incrementAndGet();
            return x;
        })) {
            Denoise denoise = new Denoise(model);
            DenoiseOptions options = denoise.defaults().runs(4).build();
            Restoration result = denoise.denoise(ArrayImgs.floats(pixels, 150, 40), options);
            assertArrayEquals(pixels, result.values());
            assertArrayEquals(new float[pixels.length], result.spread());
            assertEquals(0, asked.get());
        }
    }

    @Test
    void aFewBrightPixelsInTheDarkAreNotLost() throws IOException {
        float[] pixels = new float[100 * 100];
        pixels[5050] = 200;
        assertArrayEquals(pixels, identity(pixels, 100).values(), 1e-3f);
    }

    @Test
    void blocksDoNotShow() throws IOException {
        float[] pixels = random(200 * 150, 0, 4000);
        try (DiffusionModel model = TinyPackage.paired().block(64).open(folder, DenoiseTest::smoothing)) {
            Denoise denoise = new Denoise(model);
            Img<FloatType> image = ArrayImgs.floats(pixels, 200, 150);
            float[] whole = denoise.denoise(image, denoise.defaults().block(256).build())
                    .values();
            float[] blocks =
                    denoise.denoise(image, denoise.defaults().block(32).build()).values();
            assertArrayEquals(whole, blocks, 0.01f);
            assertNotEquals(pixels[5000], whole[5000], 1);
        }
    }

    @Test
    void partsComeFromTheTopWithoutGaps() throws IOException {
        float[] pixels = random(90 * 200, 0, 255);
        try (DiffusionModel model = TinyPackage.paired().block(64).open(folder, DenoiseTest::identical)) {
            Denoise denoise = new Denoise(model);
            Img<FloatType> image = ArrayImgs.floats(pixels, 90, 200);
            List<float[]> parts = new ArrayList<>();
            denoise.denoise(
                    PlaneToRestore.of(image, denoise.limits(List.of(image))),
                    denoise.defaults().build(),
                    ProgressListener.NONE,
                    rows -> parts.add(rows.values()));
            assertTrue(parts.size() > 1);
            float[] joined = new float[pixels.length];
            int at = 0;
            for (float[] part : parts) {
                System.arraycopy(part, 0, joined, at, part.length);
                at += part.length;
            }
            assertEquals(pixels.length, at);
            assertArrayEquals(pixels, joined, 1e-3f);
        }
    }

    @Test
    void spreadIsInTheUnitsOfTheImage() throws IOException {
        float[] pixels = random(64 * 64, 0, 1);
        float[] hundredfold = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            hundredfold[i] = 100 * pixels[i] + 7;
        }
        try (DiffusionModel model = TinyPackage.paired().block(64).open(folder, DenoiseTest::undecided)) {
            Denoise denoise = new Denoise(model);
            DenoiseOptions options = denoise.defaults().runs(4).steps(2).build();
            float[] spread =
                    denoise.denoise(ArrayImgs.floats(pixels, 64, 64), options).spread();
            float[] hundred = denoise.denoise(ArrayImgs.floats(hundredfold, 64, 64), options)
                    .spread();
            for (int i = 0; i < spread.length; i++) {
                assertEquals(100 * spread[i], hundred[i], 0.01);
            }
            assertTrue(spread[100] > 1e-3, "spread " + spread[100]);
        }
    }

    @Test
    void aSampleIsOneDrawOfSeveralSteps() throws IOException {
        float[] pixels = random(64 * 64, 0, 255);
        Img<FloatType> image = ArrayImgs.floats(pixels, 64, 64);
        try (DiffusionModel model = TinyPackage.paired().block(64).open(folder, DenoiseTest::undecided)) {
            Denoise denoise = new Denoise(model);
            DenoiseOptions one = denoise.defaults().sample(true).seed(1).build();
            DenoiseOptions other = denoise.defaults().sample(true).seed(2).build();
            assertEquals(10, one.draws().steps());
            assertEquals(1, denoise.defaults().build().draws().steps());
            assertEquals(10, denoise.defaults().runs(2).build().draws().steps());
            float[] first = denoise.denoise(image, one).values();
            assertArrayEquals(first, denoise.denoise(image, one).values());
            assertNotEquals(first[99], denoise.denoise(image, other).values()[99]);
        }
    }

    @Test
    void optionsThatContradictAreRefused() throws IOException {
        try (DiffusionModel model = TinyPackage.paired().block(64).open(folder)) {
            Denoise denoise = new Denoise(model);
            assertThrows(
                    IllegalArgumentException.class,
                    denoise.defaults().sample(true).runs(2)::build);
            assertThrows(
                    IllegalArgumentException.class,
                    denoise.defaults().sample(true).steps(1)::build);
            assertThrows(IllegalArgumentException.class, denoise.defaults().steps(0)::build);
            assertThrows(IllegalArgumentException.class, denoise.defaults().runs(0)::build);
            DenoiseOptions tooMany = denoise.defaults().steps(101).build();
            assertThrows(IllegalArgumentException.class, () -> denoise.requireUsable(tooMany));
            DenoiseOptions odd = denoise.defaults().block(63).build();
            assertThrows(IllegalArgumentException.class, () -> denoise.requireUsable(odd));
        }
    }

    @Test
    void notANumberIsNamed() throws IOException {
        float[] pixels = random(40 * 30, 0, 255);
        pixels[45] = Float.NaN;
        InvalidPixelException e = assertThrows(InvalidPixelException.class, () -> identity(pixels, 40));
        assertTrue(e.getMessage().contains("(5,1)"), e.getMessage());
    }

    @Test
    void aNetworkThatFailsIsTold() throws IOException {
        try (DiffusionModel model = TinyPackage.paired().block(64).open(folder, image -> (x, t) -> {
            Tensor nothing = x.zerosLike();
            Arrays.fill(nothing.data(), Float.NaN);
            return nothing;
        })) {
            Denoise denoise = new Denoise(model);
            DenoiseOptions options = denoise.defaults().build();
            Img<FloatType> image = ArrayImgs.floats(random(64, 0, 1), 8, 8);
            DiffusionException e = assertThrows(DiffusionException.class, () -> denoise.denoise(image, options));
            assertTrue(e.getMessage().contains("NaN"), e.getMessage());
        }
    }

    @Test
    void otherModelsAreRefused() throws IOException {
        try (DiffusionModel segdiff =
                        TinyPackage.of("sharp").block(64).open(folder.resolve("a"), DenoiseTest::identical);
                DiffusionModel colour = TinyPackage.paired()
                        .imageChannels(3)
                        .block(64)
                        .open(folder.resolve("b"), DenoiseTest::identical)) {
            WrongModelException kind = assertThrows(WrongModelException.class, () -> new Denoise(segdiff));
            assertTrue(kind.getMessage().contains("segdiff"), kind.getMessage());
            WrongModelException channels = assertThrows(WrongModelException.class, () -> new Denoise(colour));
            assertTrue(channels.getMessage().contains("3 channels"), channels.getMessage());
        }
    }

    @Test
    void cancellingReachesTheCaller() throws IOException {
        try (DiffusionModel model = TinyPackage.paired().block(64).open(folder, DenoiseTest::identical)) {
            Denoise denoise = new Denoise(model);
            Img<FloatType> image = ArrayImgs.floats(random(100 * 100, 0, 1), 100, 100);
            ProgressListener cancel = (done, total) -> {
                assertEquals(4, total);
                if (done == 2) {
                    throw new CancellationException();
                }
            };
            assertThrows(
                    CancellationException.class,
                    () -> denoise.denoise(
                            PlaneToRestore.of(image, denoise.limits(List.of(image))),
                            denoise.defaults().build(),
                            cancel));
        }
    }

    @Test
    void stacksAreGivenPlaneByPlane() throws IOException {
        try (DiffusionModel model = TinyPackage.paired().block(64).open(folder)) {
            Denoise denoise = new Denoise(model);
            DenoiseOptions options = denoise.defaults().build();
            Img<FloatType> stack = ArrayImgs.floats(4, 4, 2);
            assertThrows(IllegalArgumentException.class, () -> denoise.denoise(stack, options));
        }
    }

    private Restoration identity(float[] pixels, int width) throws IOException {
        try (DiffusionModel model = TinyPackage.paired().block(64).open(folder)) {
            Denoise denoise = new Denoise(model);
            return denoise.denoise(
                    ArrayImgs.floats(pixels, width, pixels.length / width),
                    denoise.defaults().build());
        }
    }

    private static Denoiser identical(Tensor image) {
        return (x, timestep) -> predicted(x, image, 0);
    }

    /** Believes a tenth of what it sees. */
    private static Denoiser undecided(Tensor image) {
        return (x, timestep) -> predicted(x, image, 0.1f);
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
        return identical(mean);
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
