package io.github.imagejdiffusion.formats.write;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.PixelType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.imglib2.Cursor;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.cell.CellImgFactory;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Stacks written by rows, and how that agrees with writing them by planes. */
class RowsTest {

    private static final int WIDTH = 700;
    private static final int HEIGHT = 800;
    private static final int PLANES = 3;

    @TempDir
    Path folder;

    private HyperstackWriter open(String name, PixelType type) {
        return HyperstackWriter.builder(folder.resolve(name), WIDTH, HEIGHT, type)
                .slices(PLANES)
                .open();
    }

    /** The pixels of a plane; more than fit into the buffer of the encoder. */
    private static float[] plane(int p) {
        float[] values = new float[WIDTH * HEIGHT];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i * 31 + p) % 256;
        }
        return values;
    }

    /** By planes of another type, value by value: the way that the fast ones are held against. */
    private byte[] reference(PixelType type) throws IOException {
        try (HyperstackWriter out = open("reference.tif", type)) {
            for (int p = 0; p < PLANES; p++) {
                double[] values = new double[WIDTH * HEIGHT];
                float[] plane = plane(p);
                Arrays.setAll(values, i -> plane[i]);
                out.write(ArrayImgs.doubles(values, WIDTH, HEIGHT));
            }
            out.finish();
        }
        return Files.readAllBytes(folder.resolve("reference.tif"));
    }

    @ParameterizedTest
    @CsvSource({"UINT8, 1", "UINT16, 1", "FLOAT, 1", "UINT16, 300", "FLOAT, 799", "UINT8, 800", "FLOAT, 2400"})
    void sameBytesAsByPlanes(PixelType type, int rowsAtOnce) throws IOException {
        float[] all = new float[PLANES * WIDTH * HEIGHT];
        for (int p = 0; p < PLANES; p++) {
            System.arraycopy(plane(p), 0, all, p * WIDTH * HEIGHT, WIDTH * HEIGHT);
        }
        try (HyperstackWriter out = open("rows.tif", type)) {
            for (int from = 0; from < all.length; from += rowsAtOnce * WIDTH) {
                out.writeRows(Arrays.copyOfRange(all, from, Math.min(all.length, from + rowsAtOnce * WIDTH)));
            }
            out.writeRows(new float[0]);
            out.finish();
        }
        assertArrayEquals(reference(type), Files.readAllBytes(folder.resolve("rows.tif")));
    }

    @ParameterizedTest
    @EnumSource(
            value = PixelType.class,
            names = {"UINT8", "UINT16", "FLOAT"})
    void floatImagesOfAnyKindGiveTheSameBytes(PixelType type) throws IOException {
        try (HyperstackWriter out = open("floats.tif", type)) {
            out.write(ArrayImgs.floats(plane(0), WIDTH, HEIGHT));
            Img<FloatType> cells = new CellImgFactory<>(new FloatType(), 64).create(WIDTH, HEIGHT);
            Cursor<FloatType> cursor = Views.flatIterable(cells).cursor();
            for (float value : plane(1)) {
                cursor.next().set(value);
            }
            out.write(Views.translate(cells, -1000, 1L << 40));
            out.writeRows(plane(2));
            out.finish();
        }
        assertArrayEquals(reference(type), Files.readAllBytes(folder.resolve("floats.tif")));
    }

    /** A row longer than what is copied at once. */
    @Test
    void rowsLongerThanThePieces() throws IOException {
        int width = 600_001;
        float[] values = new float[2 * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        for (boolean byRows : new boolean[] {false, true}) {
            try (HyperstackWriter out = HyperstackWriter.builder(
                            folder.resolve(byRows + ".tif"), width, 2, PixelType.FLOAT)
                    .open()) {
                if (byRows) {
                    out.writeRows(values);
                } else {
                    out.write(ArrayImgs.floats(values, width, 2));
                }
                out.finish();
            }
        }
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("true.tif")), Files.readAllBytes(folder.resolve("false.tif")));
    }

    @Test
    void planesAndRowsMixOnlyAtBorders() {
        try (HyperstackWriter out = open("a.tif", PixelType.UINT8)) {
            out.write(ArrayImgs.floats(plane(0), WIDTH, HEIGHT));
            out.writeRows(new float[5 * WIDTH]);
            IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class, () -> out.write(ArrayImgs.floats(plane(0), WIDTH, HEIGHT)));
            assertEquals("a whole plane cannot follow 5 of 800 rows; complete plane 2 with writeRows", e.getMessage());
            FormatsException missing = assertThrows(FormatsException.class, out::finish);
            assertTrue(missing.getMessage().contains("got 1 of 3 planes and 5 rows"), missing.getMessage());
            // Nothing is lost by either refusal.
            out.writeRows(new float[(HEIGHT - 5) * WIDTH]);
            out.write(ArrayImgs.floats(plane(0), WIDTH, HEIGHT));
            out.finish();
        }
        assertTrue(Files.exists(folder.resolve("a.tif")));
    }

    @Test
    void refusesPartsOfRowsAndTooManyOfThem() {
        try (HyperstackWriter out = open("a.tif", PixelType.UINT8)) {
            assertThrows(IllegalArgumentException.class, () -> out.writeRows(new float[WIDTH + 1]));
            for (int p = 0; p < PLANES; p++) {
                out.writeRows(new float[(HEIGHT - (p == 2 ? 1 : 0)) * WIDTH]);
            }
            FormatsException many = assertThrows(FormatsException.class, () -> out.writeRows(new float[2 * WIDTH]));
            assertTrue(many.getMessage().contains("has room for 1 rows, not for 2"), many.getMessage());
            out.writeRows(new float[WIDTH]);
            FormatsException full = assertThrows(FormatsException.class, () -> out.writeRows(new float[WIDTH]));
            assertTrue(full.getMessage().contains("already has its 3 planes"), full.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({"UINT8, 256", "UINT8, -1", "UINT16, 65536", "UINT16, 0.5", "UINT16, NaN", "UINT8, Infinity"})
    void valuesThatDoNotFitAreNotCutAndSpoilTheFile(PixelType type, float bad) {
        try (HyperstackWriter out = open("a.tif", type)) {
            float[] rows = new float[3 * WIDTH];
            rows[2 * WIDTH] = bad;
            FormatsException e = assertThrows(FormatsException.class, () -> out.writeRows(rows));
            assertTrue(e.getMessage().contains("cannot hold the value " + bad + " as " + type), e.getMessage());
            assertThrows(IllegalStateException.class, () -> out.writeRows(new float[WIDTH]));
            assertThrows(FormatsException.class, out::finish);
        }
        assertFalse(Files.exists(folder.resolve("a.tif")));
    }

    @Test
    void zeroHasNoSignAsAnInteger() throws IOException {
        try (HyperstackWriter out = HyperstackWriter.builder(folder.resolve("z.tif"), 1, 1, PixelType.UINT8)
                .open()) {
            out.writeRows(new float[] {-0f});
            out.finish();
        }
        assertEquals(0, Files.readAllBytes(folder.resolve("z.tif"))[8]);
    }
}
