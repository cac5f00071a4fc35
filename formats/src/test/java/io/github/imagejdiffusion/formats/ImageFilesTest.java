package io.github.imagejdiffusion.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about paths that hold no image. */
class ImageFilesTest {

    @TempDir
    Path folder;

    private static String problem(Path path) {
        FormatsException e = assertThrows(FormatsException.class, () -> ImageFiles.open(path));
        assertEquals(path, e.file());
        assertTrue(e.getMessage().startsWith(path.toString()), e.getMessage());
        assertTrue(e.getMessage().contains("; "), e.getMessage());
        assertEquals(1, e.getMessage().lines().count());
        return e.getMessage();
    }

    @Test
    void saysWhatIsWrongWithAPath() throws Exception {
        assertTrue(problem(folder.resolve("none.tif")).contains("no such file; check the path"));
        assertTrue(problem(folder).contains("is a folder"));
        assertTrue(problem(Files.createFile(folder.resolve("empty.tif"))).contains("0 bytes"));
        String text = problem(Files.writeString(folder.resolve("text.tif"), "x,y\n1,2\n"));
        assertTrue(text.contains("begins with text") && text.contains("TIFF, PNG, JPEG"), text);
        assertTrue(problem(Files.write(folder.resolve("b.tif"), new byte[] {1, 2, 3, 4, 5}))
                .contains("01 02 03 04"));
        assertTrue(problem(Files.write(folder.resolve("short.tif"), new byte[] {'I', 'I', 42, 0}))
                .contains("TIFF"));
    }

    @Test
    void nameThatJavaCouldNotPassOn() {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "elsewhere such a path cannot even be made");
        assertTrue(
                problem(folder.resolve("caf\uFFFD.tif")).contains("no such file; its name is not in this session's"));
    }

    @Test
    void knowsImagesByTheirNames() {
        assertTrue(ImageFiles.isSupported(Path.of("a.TIF")));
        assertTrue(ImageFiles.isSupported(Path.of("b.ome.tiff")));
        assertTrue(ImageFiles.isSupported(Path.of("c.jpeg")));
        assertFalse(ImageFiles.isSupported(Path.of("d.csv")));
        assertFalse(ImageFiles.isSupported(Path.of("png")));
        assertTrue(ImageFiles.isSupported(Path.of("e.CZI")), "to say what it needs");
        assertTrue(ImageFiles.extensions()
                .containsAll(List.of(
                        "btf", "czi", "jpeg", "jpg", "nd2", "png", "svs", "tf2", "tf8", "tif", "tiff", "zarr")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lsm", "ndpi", "svs", "vsi", "stk", "scn"})
    void leavesFormatsThatAreOnlyTiffInsideToOthers(String ending) throws Exception {
        Path file = Files.write(folder.resolve("a." + ending), new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0, 0, 0});
        String text = problem(file);
        assertTrue(text.contains(" needs Bio-Formats, which is not here; put "), text);
    }

    @Test
    void rejectsCalibrationsWithoutMeaning() {
        assertThrows(IllegalArgumentException.class, () -> Calibration.ofMicrometres(0));
        assertThrows(IllegalArgumentException.class, () -> Calibration.ofMicrometres(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Calibration.UNKNOWN.withPixelDepth(-1));
    }
}
