package io.github.imagejdiffusion.restore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.WrongModelException;
import io.github.imagejdiffusion.diffusion.filter.FilterException;
import io.github.imagejdiffusion.diffusion.filter.LowPassFilter;
import io.github.imagejdiffusion.diffusion.filter.ResizeKernel;
import io.github.imagejdiffusion.diffusion.network.Denoiser;
import io.github.imagejdiffusion.diffusion.normalise.InvalidPixelException;
import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.paired.PlaneRestorer;
import io.github.imagejdiffusion.diffusion.paired.PlaneToRestore;
import io.github.imagejdiffusion.diffusion.paired.Restoration;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.planes.PlaneAddress;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import io.github.imagejdiffusion.diffusion.schedule.NoiseSchedule;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import io.github.imagejdiffusion.restore.ilvr.Ilvr;
import io.github.imagejdiffusion.restore.ilvr.IlvrException;
import io.github.imagejdiffusion.restore.ilvr.IlvrOptions;
import io.github.imagejdiffusion.restore.ilvr.ReferenceNoising;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CancellationException;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IlvrTest {

    /** Takes every clean image to be half of what it sees, cut off at the ends of the model's range. */
    private static final Denoiser PRIOR = (x, timestep) -> {
        Tensor out = x.copy();
        for (int i = 0; i < out.data().length; i++) {
            out.data()[i] = Math.max(-1, Math.min(1, 0.5f * out.data()[i]));
        }
        return out;
    };

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"64,64,4", "152,88,8", "128,96,16", "72,64,2"})
    void theCoarseContentIsThePlanes(int width, int height, int factor) throws IOException {
        float[] pixels = random(width * height);
        try (DiffusionModel model = prior("prior")) {
            Ilvr ilvr = new Ilvr(model);
            IlvrOptions options = ilvr.defaults()
                    .kernel(ResizeKernel.BOX)
                    .factor(factor)
                    .steps(6)
                    .build();
            float[] restored = restore(ilvr, pixels, width, options);
            LowPassFilter filter = new LowPassFilter(ResizeKernel.BOX, factor, width, height);
            assertArrayEquals(filter.apply(pixels), filter.apply(restored), 1e-5f * 3000);
            assertTrue(largestDifference(pixels, restored) > 100);
        }
    }

    @ParameterizedTest
    @CsvSource({"150,90,8", "33,71,2", "5,3,2", "2,2,2"})
    void anySizeKeepsItsMeanAndItsBrightestPixels(int width, int height, int factor) throws IOException {
        float[] pixels = random(width * height);
        for (int i = 0; i < pixels.length; i += 1000) {
            pixels[i] = 50_000;
        }
        try (DiffusionModel model = prior("prior")) {
            Ilvr ilvr = new Ilvr(model);
            IlvrOptions options = ilvr.defaults().factor(factor).steps(6).build();
            float[] restored = restore(ilvr, pixels, width, options);
            assertEquals(pixels.length, restored.length);
            // Of tiny planes much is at the border, where coarse pixels reach out of the plane.
            double tolerance = pixels.length > 1000 ? 0.01 : 0.25;
            assertEquals(mean(pixels), mean(restored), tolerance * mean(pixels));
        }
    }

    @ParameterizedTest
    @CsvSource({"3,-1", "6,-1", "20,-1", "100,-1"})
    void theReleasedCodesNoisingFadesToTheMiddleByWhatTheCaveatSays(int steps, int rangeT) throws IOException {
        float[] pixels = random(64 * 64);
        for (int i = 0; i < pixels.length; i += 9) {
            pixels[i] = 20_000;
        }
        try (DiffusionModel model = prior("prior")) {
            Ilvr ilvr = new Ilvr(model);
            IlvrOptions paper = ilvr.defaults()
                    .kernel(ResizeKernel.BOX)
                    .steps(steps)
                    .rangeT(rangeT)
                    .build();
            IlvrOptions code =
                    paper.toBuilder().noising(ReferenceNoising.RELEASED_CODE).build();
            assertEquals(mean(pixels), mean(restore(ilvr, pixels, 64, paper)), 0.1);
            assertFalse(ilvr.caveat(paper).contains("released code"), ilvr.caveat(paper));
            PercentileLimits limits = ilvr.limits(List.of(ArrayImgs.floats(pixels, 64, 64)));
            double middle = (limits.low() + limits.high()) / 2;
            int[] timesteps = model.sampler(SolverKind.DDPM, steps).timesteps();
            double fading = 1 - model.sampler(SolverKind.DDPM, steps).schedule().alpha(timesteps[steps - 1]);
            double expected = mean(pixels) + fading * (middle - mean(pixels));
            // The noise of the reference is left in it, too.
            double noise = Math.sqrt(1 - (1 - fading) * (1 - fading)) * middle / 64;
            assertEquals(expected, mean(restore(ilvr, pixels, 64, code)), 4 * noise);
            String caveat = ilvr.caveat(code);
            assertEquals(
                    fading >= 5e-4,
                    caveat.contains(String.format(Locale.ROOT, "moves intensities by %.1f %%", 100 * fading)),
                    caveat);
        }
    }

    @Test
    void theReleasedCodesNoisingOfUnguidedLastStepsFadesLess() throws IOException {
        try (DiffusionModel model = prior("prior")) {
            Ilvr ilvr = new Ilvr(model);
            IlvrOptions code = ilvr.defaults()
                    .steps(10)
                    .rangeT(2)
                    .noising(ReferenceNoising.RELEASED_CODE)
                    .build();
            NoiseSchedule schedule = model.sampler(SolverKind.DDPM, 10).schedule();
            int[] t = model.sampler(SolverKind.DDPM, 10).timesteps();
            double fading = 1 - schedule.alpha(t[6]) / schedule.alpha(t[7]);
            assertTrue(
                    ilvr.caveat(code)
                            .contains(String.format(Locale.ROOT, "moves intensities by %.1f %%", 100 * fading)),
                    ilvr.caveat(code));
        }
    }

    @Test
    void aConstantPlaneComesBackAsItIs() throws IOException {
        float[] pixels = new float[40 * 30];
        Arrays.fill(pixels, 77);
        try (DiffusionModel model = prior("prior")) {
            Ilvr ilvr = new Ilvr(model);
            IlvrOptions options = ilvr.defaults().steps(4).runs(4).factor(16).build();
            Restoration restored = ilvr.restore(ArrayImgs.floats(pixels, 40, 30), options);
            assertArrayEquals(pixels, restored.values());
            assertArrayEquals(new float[pixels.length], restored.spread());
            assertArrayEquals(new float[] {-3}, restore(ilvr, new float[] {-3}, 1, options));
        }
    }

    @Test
    void tilesAreFusedWithoutASeam() throws IOException {
        float[] pixels = random(200 * 150);
        try (DiffusionModel model = prior("prior")) {
            Ilvr ilvr = new Ilvr(model);
            IlvrOptions whole = ilvr.defaults().steps(5).block(256).build();
            IlvrOptions tiles = whole.toBuilder().block(32).build();
            // This prior looks at single pixels only: it cannot know of tiles.
            assertArrayEquals(restore(ilvr, pixels, 200, whole), restore(ilvr, pixels, 200, tiles), 0.01f);
        }
    }

    @Test
    void spreadIsGivenForSeveralRuns() throws IOException {
        float[] pixels = random(24 * 16);
        try (DiffusionModel model = prior("prior")) {
            Ilvr ilvr = new Ilvr(model);
            IlvrOptions five = ilvr.defaults().steps(3).runs(5).factor(8).build();
            Restoration together = ilvr.restore(ArrayImgs.floats(pixels, 24, 16), five);
            assertEquals(pixels.length, together.spread().length);
            assertTrue(mean(together.spread()) > 10);
            IlvrOptions one = five.toBuilder().runs(1).build();
            assertEquals(
                    null, ilvr.restore(ArrayImgs.floats(pixels, 24, 16), one).spread());
            assertFalse(Arrays.equals(together.values(), restore(ilvr, pixels, 24, one)));
        }
    }

    @Test
    void everyPlaneAndChannelHasItsOwnNoise() throws IOException {
        float[] pixels = random(32 * 32);
        try (DiffusionModel model = prior("prior")) {
            PlaneRestorer restorer = new Ilvr(model)
                    .with(new Ilvr(model).defaults().steps(3).factor(8).build());
            float[] first = at(restorer, pixels, 0, 0);
            assertArrayEquals(first, at(restorer, pixels, 0, 0));
            assertFalse(Arrays.equals(first, at(restorer, pixels, 1, 0)));
            assertFalse(Arrays.equals(first, at(restorer, pixels, 0, 1)));
        }
    }

    private static float[] at(PlaneRestorer restorer, float[] pixels, int plane, int channel) {
        Img<FloatType> image = ArrayImgs.floats(pixels, 32, 32);
        PlaneToRestore input = PlaneToRestore.of(image, restorer.limits(List.of(image)))
                .at(PlaneAddress.whole(plane))
                .ofChannel(channel);
        return Restoration.collect(32, 32, false, sink -> restorer.restore(input, ProgressListener.NONE, sink))
                .values();
    }

    @Test
    void everyCallIsToldOfAndCanBeTheLast() throws IOException {
        float[] pixels = random(100 * 40);
        int[] calls = {0};
        Denoiser counting = (x, timestep) -> {
            calls[0]++;
            return PRIOR.predict(x, timestep);
        };
        try (DiffusionModel model = TinyPackage.prior().block(64).open(folder, image -> counting)) {
            Ilvr ilvr = new Ilvr(model);
            IlvrOptions options = ilvr.defaults().steps(3).build();
            List<Long> told = new ArrayList<>();
            run(ilvr, pixels, options, (done, total) -> {
                assertEquals(6, total);
                told.add(done);
            });
            assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L), told);
            assertEquals(6, calls[0]);
            assertThrows(
                    CancellationException.class,
                    () -> run(ilvr, pixels, options, (done, total) -> {
                        if (done == 4) {
                            throw new CancellationException();
                        }
                    }));
            assertEquals(10, calls[0]);
        }
    }

    private static void run(Ilvr ilvr, float[] pixels, IlvrOptions options, ProgressListener listener) {
        Img<FloatType> image = ArrayImgs.floats(pixels, 100, 40);
        ilvr.restore(PlaneToRestore.of(image, ilvr.limits(List.of(image))), options, listener, rows -> {});
    }

    @Test
    void whatDoesNotFitIsNamed() throws IOException {
        try (DiffusionModel model = prior("prior")) {
            Ilvr ilvr = new Ilvr(model);
            assertThrows(FilterException.class, ilvr.defaults().factor(6)::build);
            assertThrows(IlvrException.class, ilvr.defaults().steps(5).rangeT(4)::build);
            assertThrows(IlvrException.class, ilvr.defaults().steps(5).solver(SolverKind.DPMPP2M)::build);
            assertThrows(IllegalArgumentException.class, ilvr.defaults().runs(0)::build);
            IlvrOptions tooMany = ilvr.defaults().steps(101).build();
            assertThrows(IllegalArgumentException.class, () -> ilvr.requireUsable(tooMany));
            IlvrOptions oddBlock = ilvr.defaults().steps(5).block(33).build();
            assertThrows(IllegalArgumentException.class, () -> ilvr.requireUsable(oddBlock));
            IlvrOptions large = ilvr.defaults().steps(5).factor(32).build();
            ilvr.requireUsable(large);
            FilterException e = assertThrows(FilterException.class, () -> restore(ilvr, random(100), 10, large));
            assertEquals(
                    "factor 32 is larger than the image of 10 x 10 pixels; choose a smaller factor", e.getMessage());
            float[] bad = random(100);
            bad[7] = Float.NaN;
            assertThrows(InvalidPixelException.class, () -> restore(ilvr, bad, 10, large));
        }
    }

    @Test
    void modelsOfAnotherKindAreRefused() throws IOException {
        try (DiffusionModel model = prior("paired")) {
            WrongModelException e = assertThrows(WrongModelException.class, () -> new Ilvr(model));
            assertTrue(e.getMessage().contains("paired"), e.getMessage());
        }
    }

    private DiffusionModel prior(String kind) throws IOException {
        return TinyPackage.of("sharp").kind(kind).block(64).open(folder, image -> PRIOR);
    }

    private static float[] restore(Ilvr ilvr, float[] pixels, int width, IlvrOptions options) {
        return ilvr.restore(ArrayImgs.floats(pixels, width, pixels.length / width), options)
                .values();
    }

    private static double largestDifference(float[] a, float[] b) {
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

    private static float[] random(int size) {
        Random random = new Random(size);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = 1000 + 3000 * random.nextFloat();
        }
        return values;
    }
}
