package io.github.imagejdiffusion.segdiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegDiffProgressTest {

    private static final List<PercentileLimits> LIMITS = List.of(new PercentileLimits(0, 255));

    @TempDir
    private Path folder;

    private final Img<UnsignedByteType> image = Images.random(100, 60, 8);
    private DiffusionModel opened;
    private RecordingNetwork network;
    private DiffusionModel model;

    @BeforeEach
    void open() throws IOException {
        opened = TinyPackage.of("noisy").open(folder);
        network = new RecordingNetwork(opened.network());
        model = new DiffusionModel(TinyPackage.of("noisy").write(folder.resolve("again")), network);
    }

    @AfterEach
    void close() {
        opened.close();
    }

    @Test
    void everyOrientationIsEncodedOnceAndCounted() {
        SegDiff segDiff = new SegDiff(model);
        SegDiffOptions options =
                segDiff.defaults().block(256).steps(2).runs(3).orientations(8).build();
        List<Long> done = new ArrayList<>();
        segDiff.segment(PlaneToSegment.of(List.of(image), LIMITS), options, (now, total) -> {
            assertEquals(16, total);
            done.add(now);
        });
        assertEquals(16, done.get(done.size() - 1));
        assertEquals(8, network.images.size());
        assertEquals(1, network.images.stream().limit(4).distinct().count());
        assertEquals(2, network.images.stream().distinct().count());
        assertEquals(0, network.open);
    }

    @ParameterizedTest
    @CsvSource({
        // block, steps, runs, batch pixels, calls: one block is at most 64 x 60 (80 x 64 with its halo)
        "256, 1, 1, 4194304, 1",
        "256, 3, 4, 4194304, 3",
        "256, 3, 4, 1, 12",
        "64, 2, 5, 10240, 12",
        "64, 2, 5, 4194304, 4"
    })
    void countsEveryNetworkCallUpToExactlyTheTotal(int block, int steps, int runs, int batchPixels, int calls) {
        SegDiff segDiff = new SegDiff(model, batchPixels);
        SegDiffOptions options =
                segDiff.defaults().block(block).steps(steps).runs(runs).build();
        List<Long> done = new ArrayList<>();
        segDiff.segment(PlaneToSegment.of(List.of(image), LIMITS), options, (now, total) -> {
            assertEquals(calls, total);
            done.add(now);
        });
        assertEquals(calls, network.samples.size());
        assertEquals(calls + 1, done.size());
        for (int i = 0; i <= calls; i++) {
            assertEquals(i, done.get(i));
        }
    }

    @Test
    void theImageIsEncodedOncePerBlock() {
        SegDiff segDiff = new SegDiff(model, 1);
        SegDiffOptions options = segDiff.defaults().block(64).steps(2).runs(3).build();
        segDiff.segment(PlaneToSegment.of(List.of(image), LIMITS), options, ProgressListener.NONE);
        assertEquals(2, network.images.size());
        assertEquals(12, network.samples.size());
        assertEquals(0, network.open, "features are freed");
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "5"})
    void cancellingReachesTheCallerWithinOneCallAndALaterCallWorks(int at) {
        SegDiff segDiff = new SegDiff(model);
        SegDiffOptions options =
                segDiff.defaults().block(64).steps(4).runs(4).seed(2).build();
        CancellationException cancelled = new CancellationException("enough");
        CancellationException caught = assertThrows(
                CancellationException.class,
                () -> segDiff.segment(PlaneToSegment.of(List.of(image), LIMITS), options, (done, total) -> {
                    if (done == at) {
                        throw cancelled;
                    }
                }));
        assertSame(cancelled, caught);
        assertEquals(at, network.samples.size(), "no call after the cancelled one");
        assertEquals(0, network.open, "features are freed");

        float[] first = segDiff.segment(PlaneToSegment.of(List.of(image), LIMITS), options, ProgressListener.NONE)
                .probability();
        float[] second = segDiff.segment(PlaneToSegment.of(List.of(image), LIMITS), options, ProgressListener.NONE)
                .probability();
        assertArrayEquals(first, second);
        assertTrue(first.length == 6000);
    }
}
