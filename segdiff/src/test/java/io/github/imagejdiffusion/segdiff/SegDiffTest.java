package io.github.imagejdiffusion.segdiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.imagejdiffusion.diffusion.block.PlaneReader;
import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.planes.PlaneAddress;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.segdiff.objects.LabelPlane;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks whose result is known: mask = 2 f - 1 (+ noise), so that p = f where f is the normalised image. */
class SegDiffTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"100,70", "1,1", "3,257", "300,9"})
    void mapsAreOnTheGridOfTheInputAndFollowFromTheProbability(int width, int height) throws IOException {
        Img<UnsignedByteType> image = Images.random(width, height, 5);
        try (DiffusionModel model = TinyPackage.of("sharp").open(folder)) {
            SegDiff segDiff = new SegDiff(model);
            PercentileLimits limits = segDiff.limits(List.of(List.of(image))).get(0);
            SegDiffOptions options = segDiff.defaults().build();
            Segmentation result = segDiff.segment(image, options);
            assertEquals(width, result.width());
            assertEquals(height, result.height());
            float[] normalised = floats(image);
            limits.apply(normalised);
            float[] distance = new float[normalised.length];
            for (int i = 0; i < normalised.length; i++) {
                float p = Math.min(1, Math.max(0, normalised[i]));
                distance[i] = 2 * p - 1;
                assertEquals(p, result.probability()[i], 1e-6f, "pixel " + i);
                double q = result.probability()[i];
                assertEquals((float) Math.sqrt(q * (1 - q)), result.uncertainty()[i], "pixel " + i);
            }
            assertNull(result.spread());
            assertEquals(1, result.scale());
            LabelPlane labels = options.extractor().extract(result.probability(), distance, width, height);
            assertEquals(labels.count(), result.objects().size());
            assertArrayEquals(labels.labels(), result.labels().labels());
        }
    }

    @Test
    void separatesDiscsAndMeasuresThem() throws IOException {
        try (DiffusionModel model = TinyPackage.of("sharp").open(folder)) {
            SegDiff segDiff = new SegDiff(model);
            Segmentation result =
                    segDiff.segment(Images.discs(160, 120), segDiff.defaults().build());
            assertEquals(12, result.objects().size());
            assertEquals(20.5, result.objects().get(0).centroidX(), 1e-9);
            assertEquals(20.5, result.objects().get(0).centroidY(), 1e-9);
            assertEquals(253, result.objects().get(0).area(), "pixels within 9 of a pixel centre");
            assertEquals(1, result.labelImage().getAt(20, 20).get());
            assertEquals(12, result.labelImage().getAt(140, 100).get());
            assertEquals(
                    result.probability()[20 * 160 + 20],
                    result.probabilityImage().getAt(20, 20).get());
        }
    }

    @Test
    void aFieldWithNothingInItStaysEmpty() throws IOException {
        try (DiffusionModel model = TinyPackage.of("sharp").open(folder)) {
            SegDiff segDiff = new SegDiff(model);
            byte[] pixels = new byte[50 * 40];
            Arrays.fill(pixels, (byte) 77);
            Segmentation result = segDiff.segment(
                    ArrayImgs.unsignedBytes(pixels, 50, 40), segDiff.defaults().build());
            assertEquals(0, result.labels().count());
            assertArrayEquals(new float[2000], result.probability());
        }
    }

    @ParameterizedTest
    @CsvSource({"sharp,64", "sharp,128", "noisy,64", "noisy,16"})
    void blocksGiveTheMapsOfTheWhole(String network, int block) throws IOException {
        Img<UnsignedByteType> image = Images.random(210, 141, 2);
        try (DiffusionModel model = TinyPackage.of(network).open(folder)) {
            SegDiff segDiff = new SegDiff(model);
            SegDiffOptions.Builder options = segDiff.defaults().runs(4).steps(2).seed(-3);
            Segmentation whole = segDiff.segment(image, options.block(512).build());
            Segmentation blocks = segDiff.segment(image, options.block(block).build());
            assertArrayEquals(whole.probability(), blocks.probability(), 1e-6f);
            assertArrayEquals(whole.spread(), blocks.spread(), 1e-6f);
        }
    }

    @ParameterizedTest
    @CsvSource({"sharp,64,4", "noisy,64,8", "noisy,16,2"})
    void blocksGiveTheMapsOfTheWholeInEveryOrientation(String network, int block, int orientations) throws IOException {
        Img<UnsignedByteType> image = Images.random(210, 141, 2);
        try (DiffusionModel model = TinyPackage.of(network).open(folder)) {
            SegDiff segDiff = new SegDiff(model);
            SegDiffOptions.Builder options = segDiff.defaults()
                    .runs(4)
                    .steps(2)
                    .orientations(orientations)
                    .seed(-3);
            Segmentation whole = segDiff.segment(image, options.block(512).build());
            Segmentation blocks = segDiff.segment(image, options.block(block).build());
            assertArrayEquals(whole.probability(), blocks.probability(), 1e-6f);
            assertArrayEquals(whole.spread(), blocks.spread(), 1e-6f);
        }
    }

    @Test
    void aPackageWithoutDistanceMakesOneObjectOfEachComponent() throws IOException {
        try (DiffusionModel model = TinyPackage.of("sharp").maskOnly().open(folder)) {
            SegDiff segDiff = new SegDiff(model);
            byte[] pixels = new byte[40 * 30];
            for (int x = 3; x < 30; x++) {
                pixels[12 * 40 + x] = (byte) (x == 15 ? 180 : 250);
                pixels[13 * 40 + x] = (byte) (x == 15 ? 180 : 250);
            }
            pixels[25 * 40 + 35] = (byte) 250;
            Segmentation result = segDiff.segment(
                    ArrayImgs.unsignedBytes(pixels, 40, 30),
                    segDiff.defaults().minSize(0).build());
            assertEquals(2, result.labels().count());
            assertEquals(54, result.objects().get(0).area());
        }
    }

    @Test
    void aModelOfThreeChannelsNormalisesEachByItself() throws IOException {
        try (DiffusionModel model = TinyPackage.of("sharp").imageChannels(3).open(folder)) {
            SegDiff segDiff = new SegDiff(model);
            int size = 20 * 30;
            float[] p = new float[size];
            Random random = new Random(7);
            for (int i = 0; i < size; i++) {
                p[i] = random.nextFloat();
            }
            List<Img<FloatType>> channels = List.of(scaled(p, 1000, 50), scaled(p, 0.001f, -4), scaled(p, 7, 0));
            List<PercentileLimits> limits = segDiff.limits(List.of(channels));
            Segmentation result = segDiff.segment(
                    PlaneToSegment.of(channels, limits), segDiff.defaults().build(), ProgressListener.NONE);
            float[] expected = floats(channels.get(0));
            limits.get(0).apply(expected);
            for (int i = 0; i < size; i++) {
                assertEquals(Math.min(1, Math.max(0, expected[i])), result.probability()[i], 1e-3f);
            }
        }
    }

    @Test
    void normalisationIsThatOfTheWholeStack() throws IOException {
        Img<UnsignedByteType> dark = ArrayImgs.unsignedBytes(new byte[] {0, 1, 2, 3}, 2, 2);
        Img<UnsignedByteType> bright = ArrayImgs.unsignedBytes(new byte[] {100, 101, 102, 103}, 2, 2);
        try (DiffusionModel model = TinyPackage.of("sharp").open(folder)) {
            SegDiff segDiff = new SegDiff(model);
            List<PercentileLimits> limits = segDiff.limits(List.of(List.of(dark), List.of(bright)));
            assertEquals(List.of(new PercentileLimits(0, 103)), limits);
            Segmentation plane = segDiff.segment(
                    PlaneToSegment.of(List.of(dark), limits), segDiff.defaults().build(), ProgressListener.NONE);
            assertEquals(3f / 103, plane.probability()[3], 1e-6f);
        }
    }

    @Test
    void theOriginOfTheImageDoesNotMatter() throws IOException {
        RandomAccessibleInterval<UnsignedByteType> image = Images.random(33, 20, 1);
        try (DiffusionModel model = TinyPackage.of("noisy").open(folder)) {
            SegDiff segDiff = new SegDiff(model);
            SegDiffOptions options = segDiff.defaults().build();
            assertArrayEquals(
                    segDiff.segment(image, options).probability(),
                    segDiff.segment(Views.translate(image, -100, 31), options).probability());
        }
    }

    @Test
    void seedAndPlaneChangeTheNoiseAndNothingElseDoes() throws IOException {
        Img<UnsignedByteType> image = Images.random(64, 48, 9);
        SegDiffOptions options;
        float[] first;
        try (DiffusionModel model = TinyPackage.of("noisy").open(folder, 1)) {
            SegDiff segDiff = new SegDiff(model);
            options = segDiff.defaults().runs(5).steps(3).seed(1).build();
            List<PercentileLimits> limits = segDiff.limits(List.of(List.of(image)));
            first = segDiff.segment(image, options).probability();
            assertArrayEquals(first, segDiff.segment(image, options).probability());
            SegDiffOptions other = options.toBuilder().seed(2).build();
            assertFalse(Arrays.equals(first, segDiff.segment(image, other).probability()));
            assertFalse(Arrays.equals(
                    first,
                    segDiff.segment(
                                    PlaneToSegment.of(List.of(image), limits).at(PlaneAddress.whole(1)),
                                    options,
                                    ProgressListener.NONE)
                            .probability()));
            IntStream.range(0, 4)
                    .parallel()
                    .forEach(i -> assertArrayEquals(
                            first, segDiff.segment(image, options).probability()));
        }
        try (DiffusionModel model = TinyPackage.of("noisy").open(folder, 2)) {
            assertArrayEquals(first, new SegDiff(model).segment(image, options).probability());
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "3072", "7000", "2147483647"})
    void howRunsShareNetworkCallsDoesNotChangeABit(int batchPixels) throws IOException {
        Img<UnsignedByteType> image = Images.random(64, 48, 9);
        try (DiffusionModel model = TinyPackage.of("noisy").open(folder)) {
            SegDiffOptions options =
                    new SegDiff(model).defaults().runs(5).steps(2).seed(4).build();
            Segmentation usual = new SegDiff(model).segment(image, options);
            Segmentation chunked = new SegDiff(model, batchPixels).segment(image, options);
            assertArrayEquals(usual.probability(), chunked.probability());
            assertArrayEquals(usual.spread(), chunked.spread());
            assertArrayEquals(usual.labels().labels(), chunked.labels().labels());
            assertNotNull(usual.spread());
        }
    }

    private static Img<FloatType> scaled(float[] p, float factor, float offset) {
        float[] values = new float[p.length];
        for (int i = 0; i < p.length; i++) {
            values[i] = p[i] * factor + offset;
        }
        return ArrayImgs.floats(values, 20, 30);
    }

    private static float[] floats(RandomAccessibleInterval<? extends RealType<?>> image) {
        return PlaneReader.read(image, image);
    }
}
