package io.github.imagejdiffusion.formats.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.formats.PixelType;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StackFormatTest {

    @ParameterizedTest
    @EnumSource
    void optionNamesAreParsed(StackFormat format) {
        assertEquals(format, StackFormat.parse(format.optionName()));
        assertEquals(format, StackFormat.parse(format.name()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tiff", "ome ", "ome-tiff"})
    void otherNamesGetTheList(String name) {
        String message = assertThrows(IllegalArgumentException.class, () -> StackFormat.parse(name))
                .getMessage();
        assertEquals("'" + name + "' is not a format; use imagej or ome or zarr", message);
    }

    @ParameterizedTest
    @CsvSource({
        "a.tif, a.tif, a.ome.tif",
        "a.TIFF, a.TIFF, a.ome.tif",
        "a.b.tif, a.b.tif, a.b.ome.tif",
        "a.ome.tif, a.tif, a.ome.tif",
        "a.OME.tiff, a.tif, a.OME.tiff",
        "a.png, a.png, a.png.ome.tif",
        "a, a, a.ome.tif",
        "ome.tif, ome.tif, ome.ome.tif"
    })
    void namesFollowTheFormat(String name, String imageJ, String ome) {
        assertEquals(Path.of("x", imageJ), StackFormat.IMAGEJ.fileFor(Path.of("x", name)));
        assertEquals(Path.of("x", ome), StackFormat.OME.fileFor(Path.of("x", name)));
        assertEquals(Path.of("/"), StackFormat.OME.fileFor(Path.of("/")));
    }

    @ParameterizedTest
    @CsvSource({
        "a.tif, a.ome.zarr",
        "a.OME.tiff, a.ome.zarr",
        "a.ome.zarr, a.ome.zarr",
        "a.png, a.png.ome.zarr",
        "a, a.ome.zarr"
    })
    void zarrTakesThePlaceOfEither(String name, String zarr) {
        assertEquals(Path.of("x", zarr), StackFormat.ZARR.fileFor(Path.of("x", name)));
        assertEquals(Path.of("/"), StackFormat.ZARR.fileFor(Path.of("/")));
    }

    @Test
    void zarrIsNoTiff() {
        HyperstackBuilder builder = HyperstackWriter.builder(Path.of("a.tif"), 1, 1, PixelType.UINT8);
        assertThrows(IllegalArgumentException.class, () -> builder.format(StackFormat.ZARR));
    }

    @Test
    void endingsAreThoseOfTheNames() {
        for (StackFormat format : StackFormat.values()) {
            assertTrue(format.fileFor(Path.of("a.tif")).toString().endsWith(format.ending()));
        }
    }
}
