package io.github.imagejdiffusion.batch.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.SampleImages;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More objects than 16-bit labels can tell apart. */
class SegmentManyLabelsTest {

    private static final int SIZE = 530;
    private static final int OBJECTS = SIZE / 2 * (SIZE / 2);

    @TempDir
    private Path folder;

    /** 70,225 objects of one pixel each. */
    @Test
    void labelsAreFloatsAndAllDifferent() throws IOException {
        float[] dots = new float[SIZE * SIZE];
        for (int y = 0; y < SIZE; y += 2) {
            for (int x = 0; x < SIZE; x += 2) {
                dots[y * SIZE + x] = 200;
            }
        }
        Path input = SampleImages.plane(folder.resolve("dots.tif"), SIZE, SIZE, PixelType.UINT8, dots);
        Path out = folder.resolve("out");
        CommandRun.of(
                        "segment",
                        input,
                        "-o",
                        out,
                        "--model",
                        TinyPackage.of("sharp").minSize(0).writeTo(folder.resolve("tiny")),
                        "--min-size",
                        0)
                .assertDone();
        BitSet labels = new BitSet();
        try (ImageFile file = ImageFiles.open(out.resolve("dots_labels.tif"))) {
            assertEquals(PixelType.FLOAT, file.series().get(0).pixelType());
            file.plane(0, 0, 0, 0).forEach(pixel -> labels.set((int) pixel.getRealDouble()));
        }
        assertEquals(OBJECTS + 1, labels.cardinality());
        assertEquals(OBJECTS + 1, labels.length(), "0 to N");
        assertEquals(
                OBJECTS + 1L,
                Files.readAllLines(out.resolve("dots_objects.csv")).size());
    }
}
