package io.github.imagejdiffusion.formats.tiff;

import static io.github.imagejdiffusion.formats.Planes.assertPlane;
import static io.github.imagejdiffusion.formats.Planes.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.lazy.LazyPlane;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import net.imglib2.FinalDimensions;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TIFF planes read cell by cell: every pixel type, strips and tiles, and damage that is met late. */
class LazyTiffTest {

    private static final int TILE = 256;

    @TempDir
    Path folder;

    private static TiffFixture fixture(int compression, int tile) {
        TiffFixture fixture = new TiffFixture();
        fixture.width = 1100;
        fixture.height = 530;
        fixture.compression = compression;
        fixture.tile = tile;
        return fixture;
    }

    @ParameterizedTest
    @CsvSource({
        "8, 1, 1, 256, 1",
        "8, 2, 5, 0, 1",
        "16, 1, 8, 256, 3",
        "16, 2, 1, 0, 1",
        "32, 1, 32773, 0, 1",
        "32, 2, 8, 256, 1",
        "32, 3, 1, 0, 3",
        "64, 3, 5, 256, 1",
    })
    void equalsTheWholePlane(int bits, int format, int compression, int tile, int samples) throws Exception {
        TiffFixture fixture = fixture(compression, tile);
        fixture.bits = bits;
        fixture.format = format;
        fixture.samples = samples;
        fixture.photometric = samples == 3 ? 2 : 1;
        TiffFixture.Pixels expected = TiffFixture.formula(bits, format);
        try (ImageFile file = ImageFiles.open(fixture.write(folder.resolve("a.tif")))) {
            int c = samples - 1;
            RandomAccessibleInterval<? extends RealType<?>> lazy = LazyPlane.of(file, 0, c, 0, 0, 0);
            assertEquals(
                    file.plane(0, c, 0, 0).getType().getClass(), lazy.getType().getClass());
            assertPlane(lazy, (x, y) -> expected.at(0, c, x, y));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 256, 256, 1", "8, 256, 256, 256", "1, 0, 1100, 1", "8, 0, 1100, 5"})
    void theUnitIsWhatIsDecodedAsAWhole(int compression, int tile, int width, int height) throws Exception {
        try (ImageFile file = ImageFiles.open(fixture(compression, tile).write(folder.resolve("a.tif")))) {
            assertEquals(new FinalDimensions(width, height), file.unit(0, 0, 0, 0));
        }
    }

    /** The stream of the last tile ends too early; the file is longer than that, so nothing shows when it is opened. */
    @ParameterizedTest
    @CsvSource({"5", "8", "32773"})
    void aTruncatedTileIsReportedWhenItIsLookedAt(int compression) throws Exception {
        TiffFixture fixture = fixture(compression, TILE);
        byte[] bytes = fixture.bytes();
        halveLastCount(bytes);
        Path path = Files.write(folder.resolve("bad.tif"), bytes);
        TiffFixture.Pixels expected = TiffFixture.formula(16, 1);
        try (ImageFile file = ImageFiles.open(path)) {
            RandomAccessibleInterval<? extends RealType<?>> lazy = LazyPlane.of(file, 0, 0, 0, 0, 0);
            assertEquals(expected.at(0, 0, 40, 300), value(lazy, 40, 300));
            for (int look = 0; look < 2; look++) {
                FormatsException e = assertThrows(FormatsException.class, () -> value(lazy, 1099, 529));
                assertTrue(e.getMessage().startsWith(path.toString()), e.getMessage());
                assertEquals(1, e.getMessage().lines().count());
            }
            assertEquals(expected.at(0, 0, 900, 200), value(lazy, 900, 200));
        }
    }

    private static void halveLastCount(byte[] file) {
        ByteBuffer tiff = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int directory = tiff.getInt(4);
        for (int entry = directory + 2; ; entry += 12) {
            if ((tiff.getShort(entry) & 0xffff) == Tag.TILE_BYTE_COUNTS) {
                int last = tiff.getInt(entry + 8) + 4 * (tiff.getInt(entry + 4) - 1);
                tiff.putInt(last, tiff.getInt(last) / 2);
                return;
            }
        }
    }

    @Test
    void aFileThatShrinksWhileItIsOpenIsReported() throws Exception {
        Path path = fixture(1, TILE).write(folder.resolve("bad.tif"));
        try (ImageFile file = ImageFiles.open(path)) {
            RandomAccessibleInterval<? extends RealType<?>> lazy = LazyPlane.of(file, 0, 0, 0, 0, 0);
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.truncate(8L * TILE * TILE * 2);
            }
            assertEquals(TiffFixture.formula(16, 1).at(0, 0, 5, 6), value(lazy, 5, 6));
            FormatsException e = assertThrows(FormatsException.class, () -> value(lazy, 1099, 529));
            assertTrue(e.getMessage().startsWith(path + ": is not a whole TIFF file"), e.getMessage());
            assertTrue(e.getMessage().contains("has become shorter"), e.getMessage());
        }
    }
}
