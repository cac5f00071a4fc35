package io.github.imagejdiffusion.formats.zarr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.formats.FormatsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZarrLabelsTest {

    @TempDir
    private Path image;

    private void list(String labels) throws IOException {
        Files.createDirectories(image.resolve("labels"));
        Files.writeString(image.resolve("labels/.zattrs"), "{\"labels\": " + labels + "}");
    }

    @Test
    void inTheOrderOfTheMetadata() throws IOException {
        list("[\"nuclei\", \"cells\"]");
        assertEquals(List.of(image.resolve("labels/nuclei"), image.resolve("labels/cells")), ZarrLabels.of(image));
    }

    @Test
    void whereThereAreNone() throws IOException {
        assertEquals(List.of(), ZarrLabels.of(image), "no labels");
        assertEquals(List.of(), ZarrLabels.of(image.resolve("missing")), "no folder");
        assertEquals(List.of(), ZarrLabels.of(Files.writeString(image.resolve("a.tif"), "II*")), "a file");
        list("null");
        assertEquals(List.of(), ZarrLabels.of(image), "an empty group");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../../elsewhere", "", "/etc", "a//b"})
    void nothingOutsideOfTheImage(String name) throws IOException {
        list("[\"" + name + "\"]");
        String message =
                assertThrows(FormatsException.class, () -> ZarrLabels.of(image)).getMessage();
        assertTrue(message.contains("'labels/" + name + "', which is no path inside of it"), message);
    }
}
