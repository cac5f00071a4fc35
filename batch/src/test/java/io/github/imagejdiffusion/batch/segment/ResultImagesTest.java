package io.github.imagejdiffusion.batch.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import io.github.imagejdiffusion.batch.SampleImages;
import io.github.imagejdiffusion.batch.UnsuitableImageException;
import io.github.imagejdiffusion.batch.options.PlaneOptions;
import io.github.imagejdiffusion.batch.outputs.ResultFiles;
import io.github.imagejdiffusion.batch.run.SeriesTask;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.write.StackFormat;
import io.github.imagejdiffusion.segdiff.objects.ObjectIds;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The label image on both sides of what 16 bits hold: every pixel is an object of its own. */
class ResultImagesTest {

    private static final int WIDTH = 331;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"198,16", "220,32"})
    void labelsAbove65535AreFloats(int height, int bits) {
        int count = WIDTH * height - 3;
        Path input =
                SampleImages.plane(folder.resolve("a.tif"), WIDTH, height, PixelType.UINT8, new float[WIDTH * height]);
        try (ImageFile file = ImageFiles.open(input);
                LabelStore store = new LabelStore(folder.resolve("a_labels.ids"), (long) WIDTH * height)) {
            SeriesTask task = new SeriesTask(file, 0, List.of(0), new PlaneOptions());
            store.add(IntStream.range(0, WIDTH * height)
                    .map(i -> Math.max(0, i - 2))
                    .toArray());
            try (ResultImages images =
                    new ResultImages(new ResultFiles(folder, "a"), task, StackFormat.IMAGEJ, false)) {
                images.labels(store, ObjectIds.counted(List.of(count)));
                images.finish();
            }
        }
        ImagePlus labels = IJ.openImage(folder.resolve("a_labels.tif").toString());
        assertEquals(bits, labels.getBitDepth());
        assertEquals(0, labels.getProcessor().getf(0));
        assertEquals(1, labels.getProcessor().getf(3));
        assertEquals(count, labels.getProcessor().getf(WIDTH * height - 1));
        assertEquals(count, labels.getDisplayRangeMax());
    }

    /** A float cannot tell 16,777,217 from 16,777,216: two objects would become one. */
    @Test
    void moreObjectsThanAFloatCanTellApartAreRefused() {
        Path input = SampleImages.plane(folder.resolve("a.tif"), 2, 1, PixelType.UINT8, new float[2]);
        try (ImageFile file = ImageFiles.open(input);
                LabelStore store = new LabelStore(folder.resolve("a_labels.ids"), 2);
                ResultImages images = new ResultImages(
                        new ResultFiles(folder, "a"),
                        new SeriesTask(file, 0, List.of(0), new PlaneOptions()),
                        StackFormat.IMAGEJ,
                        false)) {
            store.add(new int[] {1 << 24, (1 << 24) + 1});
            ObjectIds ids = ObjectIds.counted(List.of((1 << 24) + 1));
            String message = assertThrows(UnsuitableImageException.class, () -> images.labels(store, ids))
                    .getMessage();
            assertTrue(message.contains("16777217 objects"), message);
        }
    }
}
