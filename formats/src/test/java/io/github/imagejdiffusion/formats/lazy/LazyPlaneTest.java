package io.github.imagejdiffusion.formats.lazy;

import static io.github.imagejdiffusion.formats.Planes.assertPlane;
import static io.github.imagejdiffusion.formats.Planes.value;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.write.HyperstackWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import net.imglib2.Cursor;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessible;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LazyPlaneTest {

    @TempDir
    Path folder;

    /** 2.5 thousand million pixels: indices of pixels and bytes beyond 32 bits, tiles that reach over the edge. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void readsAPlaneOfFiftyThousandSquared(int bytes) throws IOException {
        int side = 50_000;
        SharedTileTiff tiff = new SharedTileTiff(side, 256, bytes);
        try (CountingFile file = new CountingFile(ImageFiles.open(tiff.write(folder.resolve("huge.tif"))))) {
            assertEquals(side, file.series().get(0).sizeX());
            RandomAccessibleInterval<? extends RealType<?>> lazy = LazyPlane.of(file, 0, 0, 0, 0);
            assertEquals(side, lazy.dimension(1));
            assertEquals(0, file.reads);
            for (int[] at : new int[][] {{0, 0}, {side - 60, 0}, {0, side - 60}, {side - 300, side - 300}}) {
                Interval part = FinalInterval.createMinSize(
                        at[0], at[1], Math.min(300, side - at[0]), Math.min(300, side - at[1]));
                assertPlane(file.region(0, 0, 0, 0, part), tiff::at);
                assertPlane(Views.interval(lazy, part), tiff::at);
            }
            assertTrue(value(lazy, side - 1, side - 1) >= 1 << 8 * bytes - 1);
            // Two cells at the most along either axis, of 512 x 512 pixels, and the four regions themselves.
            assertTrue(file.pixels < 14L << 18, file.pixels + " pixels");
        }
    }

    /** By bands of rows, each as wide as the plane; all of them but the last hold the same. */
    @Test
    void aPassReadsEachCellOnce() throws IOException {
        int side = 8192;
        int tile = 256;
        SharedTileTiff tiff = new SharedTileTiff(side, tile, 2);
        short[] expected = rows(tiff, side, 0, tile);
        short[] actual = new short[side * tile];
        try (CountingFile file = new CountingFile(ImageFiles.open(tiff.write(folder.resolve("large.tif"))))) {
            PrimitiveBlocks<UnsignedShortType> lazy = blocks(LazyPlane.of(file, 0, 0, 0, 0));
            for (int y = 0; y < side - tile; y += tile) {
                lazy.copy(FinalInterval.createMinSize(0, y, side, tile), actual);
                assertTrue(Arrays.equals(expected, actual), "rows from " + y);
            }
            lazy.copy(FinalInterval.createMinSize(0, side - tile, side, tile), actual);
            assertArrayEquals(rows(tiff, side, side - tile, tile), actual);
            assertEquals(16 * 16, file.reads);
            assertEquals((long) side * side, file.pixels);
        }
    }

    private static short[] rows(SharedTileTiff tiff, int side, int from, int count) {
        short[] values = new short[side * count];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) tiff.at(i % side, from + i / side);
        }
        return values;
    }

    @SuppressWarnings("unchecked")
    private static PrimitiveBlocks<UnsignedShortType> blocks(RandomAccessibleInterval<?> plane) {
        return PrimitiveBlocks.of((RandomAccessible<UnsignedShortType>) plane, PrimitiveBlocks.OnFallback.FAIL);
    }

    /** Row by row is no detour, though cells are higher than a row. */
    @Test
    void theOrderOfACursorReadsEachCellOnce() throws IOException {
        int side = 1500;
        SharedTileTiff tiff = new SharedTileTiff(side, 256, 1);
        try (CountingFile file = new CountingFile(ImageFiles.open(tiff.write(folder.resolve("a.tif"))))) {
            Cursor<? extends RealType<?>> cursor =
                    Views.flatIterable(LazyPlane.of(file, 0, 0, 0, 0, 0)).cursor();
            for (int i = 0; i < side * side; i++) {
                assertEquals(tiff.at(i % side, i / side), cursor.next().getRealDouble());
            }
            assertEquals(3 * 3, file.reads);
        }
    }

    /** Going over a plane block by block, as the segmenter does; the blocks overlap. */
    @ParameterizedTest
    @CsvSource({"png, 1", "tif, 10"})
    void blocksShareWhatIsRead(String ending, int mostReads) throws IOException {
        int width = 900;
        int height = 700;
        Path path = folder.resolve("a." + ending);
        if (ending.equals("png")) {
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
            for (int i = 0; i < width * height; i++) {
                image.getRaster().setSample(i % width, i / width, 0, formula(i % width, i / width));
            }
            ImageIO.write(image, "png", path.toFile());
        } else {
            float[] values = new float[width * height];
            for (int i = 0; i < values.length; i++) {
                values[i] = formula(i % width, i / width);
            }
            try (HyperstackWriter out = HyperstackWriter.builder(path, width, height, PixelType.FLOAT)
                    .open()) {
                out.writeRows(values);
                out.finish();
            }
        }
        try (CountingFile file = new CountingFile(ImageFiles.open(path))) {
            RandomAccessibleInterval<? extends RealType<?>> lazy = LazyPlane.of(file, 0, 0, 0, 0, 0);
            for (int y = 0; y < height; y += 100) {
                for (int x = 0; x < width; x += 100) {
                    Interval block = FinalInterval.createMinMax(
                            x, y, Math.min(x + 150, width) - 1, Math.min(y + 150, height) - 1);
                    assertPlane(Views.interval(lazy, block), LazyPlaneTest::formula);
                }
            }
            assertTrue(file.reads <= mostReads, file.reads + " reads");
            assertEquals((long) width * height, file.pixels);
        }
    }

    private static int formula(int x, int y) {
        return (x * 3 + y * 7) % 251;
    }

    @Test
    void smallPlanesAreReadAtOnce() throws IOException {
        SharedTileTiff tiff = new SharedTileTiff(300, 64, 2);
        try (ImageFile file = ImageFiles.open(tiff.write(folder.resolve("small.tif")))) {
            assertInstanceOf(ArrayImg.class, LazyPlane.of(file, 0, 0, 0, 0));
            assertInstanceOf(ArrayImg.class, LazyPlane.of(file, 0, 0, 0, 0, 90_000));
            RandomAccessibleInterval<? extends RealType<?>> lazy = LazyPlane.of(file, 0, 0, 0, 0, 89_999);
            assertInstanceOf(LazyCellImg.class, lazy);
            assertPlane(lazy, tiff::at);
        }
    }

    @Test
    void refusesPlanesThatDoNotExist() throws IOException {
        SharedTileTiff tiff = new SharedTileTiff(5000, 256, 1);
        try (ImageFile file = ImageFiles.open(tiff.write(folder.resolve("a.tif")))) {
            assertThrows(IndexOutOfBoundsException.class, () -> LazyPlane.of(file, 1, 0, 0, 0));
            assertThrows(IndexOutOfBoundsException.class, () -> LazyPlane.of(file, 0, 1, 0, 0));
            assertThrows(IndexOutOfBoundsException.class, () -> file.unit(0, 0, 1, 0));
        }
    }

    @Test
    void aClosedFileIsReportedByName() throws IOException {
        Path path = new SharedTileTiff(5000, 256, 1).write(folder.resolve("a.tif"));
        RandomAccessibleInterval<? extends RealType<?>> lazy;
        try (ImageFile file = ImageFiles.open(path)) {
            lazy = LazyPlane.of(file, 0, 0, 0, 0);
        }
        FormatsException e = assertThrows(FormatsException.class, () -> value(lazy, 1, 1));
        assertTrue(e.getMessage().startsWith(path.toString()), e.getMessage());
    }

    @Test
    void severalThreadsMayLookAtPlanesOfOneFile() throws Exception {
        SharedTileTiff tiff = new SharedTileTiff(3000, 256, 2);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (ImageFile file = ImageFiles.open(tiff.write(folder.resolve("a.tif")))) {
            RandomAccessibleInterval<? extends RealType<?>> lazy = LazyPlane.of(file, 0, 0, 0, 0, 0);
            Future<?>[] done = new Future<?>[4];
            for (int i = 0; i < done.length; i++) {
                Interval part = FinalInterval.createMinSize(700L * i, 300L * i, 900, 900);
                done[i] = threads.submit(() -> assertPlane(Views.interval(lazy, part), tiff::at));
            }
            for (Future<?> each : done) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
