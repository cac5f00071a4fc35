package io.github.imagejdiffusion.restore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.paired.HyperstackRestorer;
import io.github.imagejdiffusion.diffusion.paired.PlaneRestorer;
import io.github.imagejdiffusion.diffusion.paired.PlaneToRestore;
import io.github.imagejdiffusion.diffusion.paired.RestorationSink;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.planes.PlaneRange;
import io.github.imagejdiffusion.diffusion.planes.PlaneSource;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HyperstackRestorerTest {

    private static final int SIZE = 20;

    /** Two channels of very different brightness, three slices, two frames. */
    private static final PlaneSource SOURCE = new PlaneSource() {
        @Override
        public int sizeZ() {
            return 3;
        }

        @Override
        public int sizeT() {
            return 2;
        }

        @Override
        public List<RandomAccessibleInterval<? extends RealType<?>>> plane(int z, int t) {
            return List.of(image(z, t, 10), image(z, t, 1000));
        }

        private RandomAccessibleInterval<? extends RealType<?>> image(int z, int t, float brightness) {
            return ArrayImgs.floats(pixels(z, t, brightness), SIZE, SIZE);
        }
    };

    @TempDir
    private Path folder;

    @Test
    void channelsComeOneByOneAndKeepTheirUnits() throws IOException {
        Map<String, float[]> all = run(PlaneRange.all(3), PlaneRange.all(2), 0);
        assertEquals(
                List.of(
                        "c0 z0 t0",
                        "c1 z0 t0",
                        "c0 z1 t0",
                        "c1 z1 t0",
                        "c0 z2 t0",
                        "c1 z2 t0",
                        "c0 z0 t1",
                        "c1 z0 t1",
                        "c0 z1 t1",
                        "c1 z1 t1",
                        "c0 z2 t1",
                        "c1 z2 t1"),
                List.copyOf(all.keySet()));
        assertArrayEquals(pixels(1, 1, 1000), all.get("c1 z1 t1"), 0.01f);
        assertArrayEquals(pixels(2, 0, 10), all.get("c0 z2 t0"), 0.01f);
    }

    @Test
    void aPlaneDoesNotDependOnWhichOthersAreChosen() throws IOException {
        Map<String, float[]> all = run(PlaneRange.all(3), PlaneRange.all(2), 0.2f);
        Map<String, float[]> one = run(new PlaneRange(2, 2), new PlaneRange(2, 2), 0.2f);
        assertEquals(List.of("c0 z1 t1", "c1 z1 t1"), List.copyOf(one.keySet()));
        assertArrayEquals(all.get("c0 z1 t1"), one.get("c0 z1 t1"));
        assertArrayEquals(all.get("c1 z1 t1"), one.get("c1 z1 t1"));
    }

    @Test
    void planesThatThereAreNotAreRefusedBeforeAnyWork() {
        assertThrows(IllegalArgumentException.class, () -> run(new PlaneRange(2, 4), PlaneRange.all(2), 0));
        assertThrows(IllegalArgumentException.class, () -> run(PlaneRange.all(3), new PlaneRange(2, 3), 0));
    }

    @Test
    void restorersAreToldTheChannelOfTheWholeImage() {
        PlaneSource third = new PlaneSource() {
            @Override
            public int sizeZ() {
                return 1;
            }

            @Override
            public int sizeT() {
                return 1;
            }

            @Override
            public List<? extends RandomAccessibleInterval<? extends RealType<?>>> plane(int z, int t) {
                return List.of(ArrayImgs.floats(new float[4], 2, 2));
            }

            @Override
            public int channel(int index) {
                return 2;
            }
        };
        int[] told = {-1};
        PlaneRestorer restorer = new PlaneRestorer() {
            @Override
            public PercentileLimits limits(List<? extends RandomAccessibleInterval<? extends RealType<?>>> planes) {
                return new PercentileLimits(0, 1);
            }

            @Override
            public void restore(PlaneToRestore plane, ProgressListener listener, RestorationSink sink) {
                told[0] = plane.channel();
            }
        };
        new HyperstackRestorer(restorer)
                .restore(
                        third, PlaneRange.all(1), PlaneRange.all(1), ProgressListener.NONE, (i, c, z, t) -> rows -> {});
        assertEquals(2, told[0]);
    }

    private Map<String, float[]> run(PlaneRange z, PlaneRange t, float belief) throws IOException {
        Map<String, float[]> results = new LinkedHashMap<>();
        long[] last = {-1};
        ProgressListener listener = (done, total) -> {
            assertEquals(2000L * z.size() * t.size(), total);
            last[0] = done;
        };
        try (DiffusionModel model = TinyPackage.paired().block(64).open(folder, image -> (x, timestep) -> {
            Tensor out = x.copy();
            for (int i = 0; i < out.data().length; i++) {
                out.data()[i] = belief * out.data()[i] + 2 * image.data()[i] - 1;
            }
            return out;
        })) {
            Denoise denoise = new Denoise(model);
            new HyperstackRestorer(denoise.with(denoise.defaults().build()))
                    .restore(SOURCE, z, t, listener, (input, channel, slice, frame) -> {
                        String key = "c" + channel + " z" + slice + " t" + frame;
                        return rows -> results.put(key, rows.values());
                    });
        }
        assertEquals(2000L * z.size() * t.size(), last[0]);
        return results;
    }

    private static float[] pixels(int z, int t, float brightness) {
        Random random = new Random(100 * t + z);
        float[] values = new float[SIZE * SIZE];
        for (int i = 0; i < values.length; i++) {
            values[i] = brightness * (1 + z) * random.nextFloat();
        }
        return values;
    }
}
