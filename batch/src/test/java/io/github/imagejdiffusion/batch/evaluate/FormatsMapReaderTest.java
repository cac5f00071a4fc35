package io.github.imagejdiffusion.batch.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.batch.evaluate.metric.FloatMap;
import io.github.imagejdiffusion.batch.evaluate.metric.LabelImage;
import io.github.imagejdiffusion.batch.evaluate.metric.Painting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels and maps through the formats module. */
class FormatsMapReaderTest {

    private static final LabelImage LABELS =
            new Painting(7, 5).box(3, 1, 1, 2, 3).box(65_535, 4, 0, 3, 2).labels();

    @TempDir
    private Path folder;

    private final MapReader reader = new FormatsMapReader();

    private IOException refused(Path file) {
        return assertThrows(IOException.class, () -> {
            try (Planes<LabelImage> planes = reader.openLabels(file)) {
                planes.plane(0);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"labels.png", "labels.tif"})
    void sixteenBitLabels(String name) throws IOException {
        Path file = folder.resolve(name);
        ImageFixtures.writeLabels(file, LABELS);
        assertTrue(reader.accepts(file));
        try (Planes<LabelImage> planes = reader.openLabels(file)) {
            assertEquals(1, planes.count());
            assertEquals(7, planes.plane(0).width());
            assertArrayEquals(LABELS.labels(), planes.plane(0).labels());
        }
    }

    @Test
    void floatLabelsUpToTheLargestWholeNumber() throws IOException {
        Path file = folder.resolve("labels.tif");
        LabelImage large = Painting.relabelled(LABELS, id -> id == 3 ? PlanePixels.HIGHEST_LABEL : id);
        ImageFixtures.writeFloatLabels(file, large);
        try (Planes<LabelImage> planes = reader.openLabels(file)) {
            assertArrayEquals(large.labels(), planes.plane(0).labels());
        }
    }

    @Test
    void planesOfAStackInOrder() throws IOException {
        Path file = folder.resolve("stack.tif");
        ImageFixtures.writeMap(file, Painting.constant(LABELS, 0.25f), Painting.constant(LABELS, 0.5f));
        try (Planes<FloatMap> planes = reader.openMap(file)) {
            assertEquals(2, planes.count());
            assertEquals(0.5f, planes.plane(1).values()[34]);
            assertEquals(0.25f, planes.plane(0).values()[0]);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {0.5f, -1, 33_554_432, Float.NaN})
    void valuesThatAreNoLabels(float value) throws IOException {
        Path file = folder.resolve("map.tif");
        FloatMap map = Painting.constant(LABELS, 1);
        map.values()[9] = value;
        ImageFixtures.writeMap(file, map);
        String message = refused(file).getMessage();
        assertTrue(message.contains("map.tif") && message.contains("x=2, y=1"), message);
    }

    @Test
    void colourIsNoLabelImage() throws IOException {
        Path file = folder.resolve("colour.png");
        ImageFixtures.writeColour(file, 4, 3);
        String message = refused(file).getMessage();
        assertTrue(message.contains("colour.png") && message.contains("3 channels"), message);
    }

    @Test
    void damagedFilesAreReportedInOneLine() throws IOException {
        Path text = Files.writeString(folder.resolve("text.tif"), "line one\nline two\n");
        assertEquals(1, refused(text).getMessage().lines().count());
        assertTrue(refused(text).getMessage().contains("text.tif"));
        assertTrue(refused(folder.resolve("missing.png")).getMessage().contains("missing.png"));
    }
}
