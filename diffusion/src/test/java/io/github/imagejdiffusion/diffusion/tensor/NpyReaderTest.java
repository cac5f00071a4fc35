package io.github.imagejdiffusion.diffusion.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.DiffusionException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyReaderTest {

    private static final float[] SIX = {0, -1.5f, 3, Float.MIN_VALUE, 1e30f, 5};

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void readsEveryFormatVersion(int version) {
        NpyReader.Array array =
                NpyReader.read("a.npy", Npy.file(version, Npy.header("<f4", "False", "1, 1, 2, 3"), SIX));
        assertArrayEquals(new int[] {1, 1, 2, 3}, array.shape());
        assertArrayEquals(SIX, array.values());
        assertEquals(5, array.tensor().get(0, 0, 1, 2));
    }

    @Test
    void readsOneNumberAndOneAxisAndNothing() {
        assertArrayEquals(
                new int[0],
                NpyReader.read("a", Npy.file(1, Npy.header("<f4", "False", ""), 7))
                        .shape());
        assertArrayEquals(
                new int[] {6},
                NpyReader.read("a", Npy.file(1, Npy.header("<f4", "False", "6,"), SIX))
                        .shape());
        NpyReader.Array none = NpyReader.read("a", Npy.file(1, Npy.header("<f4", "False", "0, 1, 2, 3")));
        assertThrows(DiffusionException.class, none::tensor);
    }

    @Test
    void onlyFourAxesMakeATensor() {
        NpyReader.Array array = NpyReader.read("a.npy", Npy.file(1, Npy.header("<f4", "False", "2, 3"), SIX));
        assertTrue(assertThrows(DiffusionException.class, array::tensor)
                .getMessage()
                .contains("[2, 3]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "<f8; False; 6,; float32",
                ">f4; False; 6,; float32",
                "<f4; True; 2, 3; C order",
                "<f4; False; 5,; damaged",
                "<f4; False; 7,; damaged",
                "<f4; False; -6,; impossible shape",
                "<f4; False; 6x,; impossible shape",
                "<f4; False; 99999999999999999999,; impossible shape",
                "<f4; False; 4294967297, 6; impossible shape",
                "<f4; False; 65536, 65536, 65536, 65536, 65536; damaged"
            })
    void namesWhatIsWrong(String type, String fortran, String shape, String expected) {
        byte[] file = Npy.file(1, Npy.header(type, fortran, shape), SIX);
        String message = message(file);
        assertTrue(message.startsWith("test_x.npy: ") && message.contains(expected), message);
    }

    @Test
    void refusesOtherFilesAndOtherVersions() {
        assertTrue(message(new byte[0]).contains("not an .npy"));
        assertTrue(message("PK\u0003\u0004 some other file".getBytes()).contains("not an .npy"));
        byte[] future = Npy.file(1, Npy.header("<f4", "False", "6,"), SIX);
        future[6] = 9;
        assertTrue(message(future).contains("format 9.0"));
    }

    @Test
    void everyCutIsFound() {
        byte[] file = Npy.file(2, Npy.header("<f4", "False", "6,"), SIX);
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThrows(DiffusionException.class, () -> NpyReader.read("cut", cut), "cut to " + length);
        }
    }

    @Test
    void damageIsNeverAnotherKindOfException() {
        Random random = new Random(3);
        byte[] file = Npy.file(1, Npy.header("<f4", "False", "1, 1, 2, 3"), SIX);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = file.clone();
            damaged[random.nextInt(80)] = (byte) random.nextInt();
            try {
                NpyReader.read("damaged", damaged);
            } catch (DiffusionException e) {
                refused++;
            }
        }
        assertTrue(refused > 10_000, refused + " of 20000 refused");
    }

    private static String message(byte[] file) {
        return assertThrows(DiffusionException.class, () -> NpyReader.read("test_x.npy", file))
                .getMessage();
    }
}
