package io.github.imagejdiffusion.segdiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.WrongModelException;
import io.github.imagejdiffusion.diffusion.model.ModelPackage;
import io.github.imagejdiffusion.diffusion.normalise.InvalidPixelException;
import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.planes.PlaneAddress;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.segdiff.ops.SegDiffOps;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.ConstantUtils;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the ops add to the facade: stacks, origins, channels, laziness. */
class SegDiffOpsTest {

    private static final int W = 48;
    private static final int H = 40;

    @TempDir
    private Path folder;

    @Test
    void planesOfAHyperstackAreThoseOfTheFacadeAndIdsRunOn() throws IOException {
        List<Img<UnsignedByteType>> planes = planes(6);
        RandomAccessibleInterval<UnsignedByteType> image =
                Views.stack(Views.stack(planes.subList(0, 3)), Views.stack(planes.subList(3, 6)));
        try (DiffusionModel model = TinyPackage.of("noisy").open(folder)) {
            SegDiff segDiff = new SegDiff(model);
            SegDiffOptions options = segDiff.defaults().minSize(0).seed(3).build();
            RandomAccessibleInterval<IntType> labels = SegDiffOps.segDiff(image, model, options, null);
            RandomAccessibleInterval<FloatType> probability =
                    SegDiffOps.segDiffProbability(image, model, options, null);
            assertTrue(Intervals.equals(image, labels) && Intervals.equals(image, probability));
            Set<Integer> ids = new HashSet<>();
            int before = 0;
            for (int plane = 0; plane < 6; plane++) {
                int z = plane % 3;
                int t = plane / 3;
                List<List<Img<UnsignedByteType>>> frame =
                        planes.subList(3 * t, 3 * t + 3).stream().map(List::of).toList();
                List<PercentileLimits> limits = segDiff.limits(frame);
                PlaneToSegment input = PlaneToSegment.of(frame.get(z), limits).at(PlaneAddress.whole(plane));
                Segmentation expected = segDiff.segment(input, options, ProgressListener.NONE);
                assertArrayEquals(expected.probability(), floats(plane(probability, z, t)));
                int[] found = ints(plane(labels, z, t));
                Set<Integer> idsOfPlane = new HashSet<>();
                for (int i = 0; i < found.length; i++) {
                    int label = expected.labels().labels()[i];
                    assertEquals(label == 0 ? 0 : label + before, found[i], "plane " + plane + " pixel " + i);
                    if (found[i] != 0) {
                        idsOfPlane.add(found[i]);
                    }
                }
                before += expected.objects().size();
                assertFalse(idsOfPlane.isEmpty());
                assertTrue(idsOfPlane.stream().allMatch(ids::add), "an id of plane " + plane + " was there before");
            }
            assertEquals(before, ids.size());
        }
    }

    @Test
    void everyPlaneOfAStackIsNormalisedWithTheOthers() throws IOException {
        Img<UnsignedByteType> dark = ArrayImgs.unsignedBytes(new byte[] {0, 1, 2, 3}, 2, 2);
        Img<UnsignedByteType> bright = ArrayImgs.unsignedBytes(new byte[] {100, 101, 102, 103}, 2, 2);
        try (DiffusionModel model = TinyPackage.of("sharp").open(folder)) {
            RandomAccessibleInterval<FloatType> inSpace =
                    SegDiffOps.segDiffProbability(Views.stack(dark, bright), model, null, null);
            assertEquals(3f / 103, inSpace.getAt(1, 1, 0).get(), 1e-6f);
            RandomAccessibleInterval<FloatType> inTime = SegDiffOps.segDiffProbability(
                    Views.stack(Views.addDimension(dark, 0, 0), Views.addDimension(bright, 0, 0)), model, null, null);
            assertEquals(1, inTime.getAt(1, 1, 0, 0).get(), 1e-6f);
        }
    }

    @Test
    void resultsLieWhereTheImageLies() throws IOException {
        RandomAccessibleInterval<UnsignedByteType> atZero = Views.stack(planes(2));
        RandomAccessibleInterval<UnsignedByteType> moved = Views.translate(atZero, -7, 100, 3);
        try (DiffusionModel model = TinyPackage.of("noisy").open(folder)) {
            RandomAccessibleInterval<IntType> labels = SegDiffOps.segDiff(moved, model, null, null);
            assertTrue(Intervals.equals(moved, labels));
            assertArrayEquals(ints(SegDiffOps.segDiff(atZero, model, null, null)), ints(labels));
            RandomAccessibleInterval<FloatType> lazy = SegDiffOps.segDiffProbability(moved, model, null, null);
            assertTrue(Intervals.equals(moved, lazy));
            String path = folder.resolve("noisy").toString();
            assertArrayEquals(floats(lazy), floats(SegDiffOps.segDiffProbability(moved, path, null, null)));
        }
    }

    @Test
    void aModelOfSeveralChannelsFindsThemInDimension2() throws IOException {
        List<Img<UnsignedByteType>> channels = planes(3);
        RandomAccessibleInterval<UnsignedByteType> colour = Views.stack(channels);
        try (DiffusionModel model = TinyPackage.of("sharp").imageChannels(3).open(folder)) {
            SegDiff segDiff = new SegDiff(model);
            SegDiffOptions options = segDiff.defaults().minSize(0).build();
            Segmentation expected = segDiff.segment(
                    PlaneToSegment.of(channels, segDiff.limits(List.of(channels))), options, ProgressListener.NONE);
            RandomAccessibleInterval<IntType> labels = SegDiffOps.segDiff(colour, model, options, null);
            assertEquals(2, labels.numDimensions());
            assertArrayEquals(expected.labels().labels(), ints(labels));
            RandomAccessibleInterval<IntType> stack =
                    SegDiffOps.segDiff(Views.stack(colour, colour), model, options, null);
            assertArrayEquals(new long[] {W, H, 2}, stack.dimensionsAsLongArray());
            assertArrayEquals(expected.labels().labels(), ints(Views.hyperSlice(stack, 2, 0)));
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> SegDiffOps.segDiff(Views.stack(planes(2)), model, null, null))
                    .getMessage();
            assertTrue(message.contains("3 channels") && message.contains("[48, 40, 2]"), message);
        }
    }

    @Test
    void anOpenModelIsCalledOnlyForPlanesThatAreRead() throws IOException {
        ModelPackage tiny = TinyPackage.of("sharp").write(folder.resolve("sharp"));
        DiffusionModel inner = TinyPackage.of("sharp").open(folder);
        RecordingNetwork network = new RecordingNetwork(inner.network());
        try (DiffusionModel model = new DiffusionModel(tiny, network)) {
            RandomAccessibleInterval<FloatType> lazy =
                    SegDiffOps.segDiffProbability(Views.stack(planes(4)), model, null, null);
            assertEquals(0, network.images.size());
            floats(Views.hyperSlice(lazy, 2, 2));
            assertEquals(1, network.images.size());
            floats(lazy);
            assertEquals(4, network.images.size(), "each plane once");
            assertEquals(0, network.open);
        }
    }

    @Test
    void aBadPlaneIsReportedWhereItIsRead() throws IOException {
        Img<FloatType> good = ArrayImgs.floats(new float[] {1, 2, 3, 4}, 2, 2);
        Img<FloatType> bad = ArrayImgs.floats(new float[] {1, Float.POSITIVE_INFINITY, 3, 4}, 2, 2);
        RandomAccessibleInterval<FloatType> inTime =
                Views.stack(Views.addDimension(good, 0, 0), Views.addDimension(bad, 0, 0));
        try (DiffusionModel model = TinyPackage.of("sharp").open(folder)) {
            RandomAccessibleInterval<FloatType> lazy = SegDiffOps.segDiffProbability(inTime, model, null, null);
            assertEquals(4, floats(Views.hyperSlice(lazy, 3, 0)).length);
            assertThrows(InvalidPixelException.class, () -> floats(Views.hyperSlice(lazy, 3, 1)));
            assertThrows(InvalidPixelException.class, () -> SegDiffOps.segDiff(inTime, model, null, null));
        }
    }

    @Test
    void aPlaneThatIsTooLargeToBeLazyIsRefusedAtOnce() throws IOException {
        RandomAccessibleInterval<UnsignedByteType> slide = ConstantUtils.constantRandomAccessibleInterval(
                new UnsignedByteType(), new FinalInterval(50_000, 50_000));
        try (DiffusionModel model = TinyPackage.of("sharp").open(folder)) {
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> SegDiffOps.segDiffProbability(slide, model, null, null))
                    .getMessage();
            assertTrue(message.contains("50000 x 50000") && message.contains("by name"), message);
        }
    }

    @Test
    void aModelOfAnotherKindIsRefused() throws IOException {
        try (DiffusionModel model = TinyPackage.of("sharp").kind("denoise").open(folder)) {
            assertThrows(
                    WrongModelException.class, () -> SegDiffOps.segDiff(Images.random(9, 9, 1), model, null, null));
        }
    }

    /** From the fourth on half as bright: frames of three planes need limits of their own. */
    private static List<Img<UnsignedByteType>> planes(int count) {
        List<Img<UnsignedByteType>> planes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Img<UnsignedByteType> plane = Images.random(W, H, i);
            int divisor = i / 3 + 1;
            plane.forEach(pixel -> pixel.set(pixel.get() / divisor));
            planes.add(plane);
        }
        return planes;
    }

    private static <T> RandomAccessibleInterval<T> plane(RandomAccessibleInterval<T> image, int z, int t) {
        return Views.hyperSlice(Views.hyperSlice(image, 3, t), 2, z);
    }

    private static int[] ints(RandomAccessibleInterval<IntType> image) {
        int[] values = new int[(int) Intervals.numElements(image)];
        int i = 0;
        for (IntType pixel : Views.flatIterable(image)) {
            values[i++] = pixel.get();
        }
        return values;
    }

    private static float[] floats(RandomAccessibleInterval<FloatType> image) {
        float[] values = new float[(int) Intervals.numElements(image)];
        int i = 0;
        for (FloatType pixel : Views.flatIterable(image)) {
            values[i++] = pixel.get();
        }
        return values;
    }
}
