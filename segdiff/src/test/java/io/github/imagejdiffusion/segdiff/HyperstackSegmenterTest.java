package io.github.imagejdiffusion.segdiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.planes.FrameStack;
import io.github.imagejdiffusion.diffusion.planes.PlaneRange;
import io.github.imagejdiffusion.diffusion.planes.PlaneSource;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.segdiff.objects.FoundObject;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HyperstackSegmenterTest {

    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;

    @TempDir
    private Path folder;

    @Test
    void aPlaneDoesNotDependOnWhichOthersAreChosen() throws IOException {
        try (DiffusionModel model = TinyPackage.of("noisy").open(folder)) {
            SegDiff segDiff = new SegDiff(model);
            HyperstackSegmenter segmenter = new HyperstackSegmenter(
                    segDiff, segDiff.defaults().runs(2).steps(2).build());
            List<float[]> all = new ArrayList<>();
            Stack stack = new Stack(3, 2);
            segmenter.segment(stack, PlaneRange.all(3), PlaneRange.all(2), ProgressListener.NONE, sink(all));
            List<float[]> some = new ArrayList<>();
            segmenter.segment(stack, new PlaneRange(2, 3), new PlaneRange(2, 2), ProgressListener.NONE, sink(some));
            assertEquals(6, all.size());
            assertEquals(2, some.size());
            assertArrayEquals(all.get(4), some.get(0));
            assertArrayEquals(all.get(5), some.get(1));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1-4, 1-1, 'z planes 1-4 were asked for, but there are 3'",
        "1-3, 2-3, 'time points 2-3 were asked for, but there are 2'"
    })
    void planesThatThereAreNotAreRefusedBeforeAnyWork(String z, String t, String expected) throws IOException {
        try (DiffusionModel model = TinyPackage.of("noisy").open(folder)) {
            SegDiff segDiff = new SegDiff(model);
            HyperstackSegmenter segmenter =
                    new HyperstackSegmenter(segDiff, segDiff.defaults().build());
            Supplier<SegmentationSink> none = () -> {
                throw new AssertionError("no plane was to be done");
            };
            IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class,
                    () -> segmenter.segment(
                            new Stack(3, 2),
                            PlaneRange.parse(z).orElseThrow(),
                            PlaneRange.parse(t).orElseThrow(),
                            ProgressListener.NONE,
                            none));
            assertEquals(expected, e.getMessage());
        }
    }

    @Test
    void aPartHasNoiseAndNormalisationOfTheWhole() throws IOException {
        try (DiffusionModel model = TinyPackage.of("noisy").open(folder)) {
            SegDiff segDiff = new SegDiff(model);
            HyperstackSegmenter segmenter =
                    new HyperstackSegmenter(segDiff, segDiff.defaults().build());
            Interval area = FinalInterval.createMinSize(10, 5, 30, 20);
            List<float[]> whole = new ArrayList<>();
            List<float[]> part = new ArrayList<>();
            PlaneRange first = PlaneRange.all(1);
            Stack stack = new Stack(1, 1);
            segmenter.segment(stack, first, first, ProgressListener.NONE, sink(whole));
            segmenter.segmentPart(
                    new FrameLimits(segDiff, stack), area, first, first, ProgressListener.NONE, sink(part));
            for (int y = 0; y < 20; y++) {
                for (int x = 0; x < 30; x++) {
                    assertEquals(whole.get(0)[(y + 5) * WIDTH + x + 10], part.get(0)[y * 30 + x], x + "," + y);
                }
            }
        }
    }

    /** As after the diameter was measured: the first time point is not read for its percentiles again, the others are. */
    @Test
    void whatIsKnownOfATimePointIsNotReadAgain() throws IOException {
        try (DiffusionModel model = TinyPackage.of("noisy").open(folder)) {
            SegDiff segDiff = new SegDiff(model);
            HyperstackSegmenter segmenter =
                    new HyperstackSegmenter(segDiff, segDiff.defaults().build());
            int[] asked = new int[2];
            Stack stack = new Stack(3, 2);
            PlaneSource counting = new PlaneSource() {
                @Override
                public int sizeZ() {
                    return stack.sizeZ();
                }

                @Override
                public int sizeT() {
                    return stack.sizeT();
                }

                @Override
                public List<? extends RandomAccessibleInterval<? extends RealType<?>>> plane(int z, int t) {
                    asked[t]++;
                    return stack.plane(z, t);
                }
            };
            FrameLimits whole = new FrameLimits(segDiff, counting);
            assertEquals(segDiff.limits(FrameStack.of(stack, 0)), whole.of(0));
            int first = asked[0];
            List<float[]> known = new ArrayList<>();
            segmenter.segment(whole, PlaneRange.all(3), PlaneRange.all(2), ProgressListener.NONE, sink(known));
            int forResults = asked[0] - first;
            assertEquals(first + forResults, asked[1]);
            List<float[]> plain = new ArrayList<>();
            segmenter.segment(stack, PlaneRange.all(3), PlaneRange.all(2), ProgressListener.NONE, sink(plain));
            for (int i = 0; i < 6; i++) {
                assertArrayEquals(plain.get(i), known.get(i));
            }
        }
    }

    private static Supplier<SegmentationSink> sink(List<float[]> maps) {
        return () -> {
            float[] map = new float[WIDTH * HEIGHT];
            maps.add(map);
            return new SegmentationSink() {
                private int at;

                @Override
                public void maps(MapRows rows) {
                    System.arraycopy(rows.probability(), 0, map, at, rows.probability().length);
                    at += rows.probability().length;
                }

                @Override
                public void labels(int[] rows) {
                    // Only maps are looked at here.
                }

                @Override
                public void object(FoundObject object) {
                    // Only maps are looked at here.
                }
            };
        };
    }

    /** Random planes, all different. */
    private record Stack(int sizeZ, int sizeT) implements PlaneSource {

        @Override
        public List<? extends RandomAccessibleInterval<? extends RealType<?>>> plane(int z, int t) {
            return List.of(Images.random(WIDTH, HEIGHT, 10 * t + z));
        }
    }
}
