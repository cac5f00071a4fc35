package io.github.imagejdiffusion.batch.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.SampleImages;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.PixelType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images with nothing in them are fine, and have no objects. */
class SegmentEmptyImageTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 50", "50, 1", "5, 3"})
    void imagesOfFewPixels(int width, int height) throws IOException {
        float[] values = new float[width * height];
        values[0] = 9;
        assertNoObjects(SampleImages.plane(folder.resolve("a.tif"), width, height, PixelType.UINT8, values), width);
    }

    @ParameterizedTest
    @CsvSource({"0, FLOAT", "100, UINT8", "65535, UINT16", "-3.5, FLOAT"})
    void constantImages(float value, PixelType type) throws IOException {
        float[] values = new float[60 * 40];
        Arrays.fill(values, value);
        assertNoObjects(SampleImages.plane(folder.resolve("a.tif"), 60, 40, type, values), 60);
    }

    private void assertNoObjects(Path input, int width) throws IOException {
        Path out = folder.resolve("out");
        CommandRun.of("segment", input, "-o", out).assertDone();
        assertEquals(1, Files.readAllLines(out.resolve("a_objects.csv")).size());
        try (ImageFile labels = ImageFiles.open(out.resolve("a_labels.tif"))) {
            assertEquals(width, labels.series().get(0).sizeX());
            labels.plane(0, 0, 0, 0).forEach(pixel -> assertEquals(0, pixel.getRealDouble()));
        }
    }

    @Test
    void roisOfNothing() {
        Path input = SampleImages.plane(folder.resolve("a.tif"), 1, 1, PixelType.UINT8, 7);
        CommandRun.of("segment", input, "-o", folder.resolve("out"), "--rois").assertDone();
    }
}
