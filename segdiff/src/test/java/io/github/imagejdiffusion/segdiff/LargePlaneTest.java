package io.github.imagejdiffusion.segdiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A field of many blocks and several tiles, whose objects are known. */
class LargePlaneTest {

    private static final int SIZE = 3000;

    @TempDir
    private Path folder;

    @Test
    void blocksOf512And1024FindTheSameObjectsAndCutNone() throws IOException {
        int[] truth = new int[SIZE * SIZE];
        Img<UnsignedByteType> image = field(truth);
        try (DiffusionModel model = TinyPackage.of("sharp").open(folder)) {
            SegDiff segDiff = new SegDiff(model);
            Segmentation of512 =
                    segDiff.segment(image, segDiff.defaults().block(512).build());
            Segmentation of1024 =
                    segDiff.segment(image, segDiff.defaults().block(1024).build());
            assertArrayEquals(of512.labels().labels(), of1024.labels().labels());
            assertEquals(of512.objects().size(), of1024.objects().size());
            assertWhole(truth, of1024);
        }
    }

    /** One object for each disc and exactly its pixels: none cut at a border, none joined across it. */
    private static void assertWhole(int[] truth, Segmentation result) {
        int[] discOf = new int[result.objects().size() + 1];
        int[] labels = result.labels().labels();
        for (int i = 0; i < labels.length; i++) {
            assertEquals(truth[i] > 0, labels[i] > 0, "pixel " + i % SIZE + "," + i / SIZE);
            if (labels[i] > 0) {
                if (discOf[labels[i]] == 0) {
                    discOf[labels[i]] = truth[i];
                }
                assertEquals(discOf[labels[i]], truth[i], "pixel " + i % SIZE + "," + i / SIZE);
            }
        }
        int discs = 0;
        for (int disc : truth) {
            discs = Math.max(discs, disc);
        }
        assertEquals(discs, result.objects().size());
        assertTrue(discs > 5000, discs + " discs");
    }

    /** A disc at a random place in each cell of 40 pixels, so that many lie across borders of blocks and tiles. */
    private static Img<UnsignedByteType> field(int[] truth) {
        byte[] pixels = new byte[SIZE * SIZE];
        Random random = new Random(2);
        int disc = 0;
        for (int cy = 0; cy < SIZE; cy += 40) {
            for (int cx = 0; cx < SIZE; cx += 40) {
                int radius = 4 + random.nextInt(14);
                int x0 = cx + radius + 1 + random.nextInt(38 - 2 * radius);
                int y0 = cy + radius + 1 + random.nextInt(38 - 2 * radius);
                disc++;
                for (int y = y0 - radius; y <= y0 + radius; y++) {
                    for (int x = x0 - radius; x <= x0 + radius; x++) {
                        double r = Math.hypot(x - x0, y - y0);
                        if (r <= radius) {
                            truth[y * SIZE + x] = disc;
                            pixels[y * SIZE + x] = (byte) (255 - 80 * r / radius);
                        }
                    }
                }
            }
        }
        return ArrayImgs.unsignedBytes(pixels, SIZE, SIZE);
    }
}
