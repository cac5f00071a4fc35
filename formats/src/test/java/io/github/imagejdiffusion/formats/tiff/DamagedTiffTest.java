package io.github.imagejdiffusion.formats.tiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.Series;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.imglib2.FinalInterval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken and hostile TIFF files: one line that names the file, never a library's exception or a full heap. */
class DamagedTiffTest {

    @TempDir
    Path folder;

    private String openFails(byte[] bytes) throws IOException {
        Path path = Files.write(folder.resolve("bad.tif"), bytes);
        String message = assertThrows(FormatsException.class, () -> ImageFiles.open(path))
                .getMessage();
        assertTrue(message.startsWith(path.toString()), message);
        assertEquals(1, message.lines().count());
        return message;
    }

    /** Whatever happens, it is a result or a FormatsException. */
    private static void readAll(Path path) {
        try (ImageFile file = ImageFiles.open(path)) {
            for (int s = 0; s < file.series().size(); s++) {
                Series series = file.series().get(s);
                int width = Math.min(series.sizeX(), 64);
                int height = Math.min(series.sizeY(), 64);
                for (int z = 0; z < Math.min(3, series.sizeZ()); z++) {
                    file.region(s, 0, z, 0, new FinalInterval(width, height));
                }
            }
        } catch (FormatsException e) {
            assertTrue(e.getMessage().startsWith(path.toString()), e.getMessage());
            assertEquals(1, e.getMessage().lines().count());
        } catch (RuntimeException | Error e) {
            fail("leaked " + e, e);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1,false", "5,2,false", "8,1,true", "32773,1,false"})
    void everyTruncationIsReported(int compression, int predictor, boolean big) throws Exception {
        TiffFixture fixture = new TiffFixture();
        fixture.pages = 3;
        fixture.compression = compression;
        fixture.predictor = predictor;
        fixture.big = big;
        fixture.description = "ImageJ=1.54p\nimages=3\nslices=3\nunit=micron\n";
        byte[] whole = fixture.bytes();
        for (int length = 4; length < whole.length; length += 1 + whole.length / 150) {
            openFails(Arrays.copyOf(whole, length));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 8, 32773})
    void flippedBytesNeverLeakAnotherException(int compression) throws Exception {
        TiffFixture fixture = new TiffFixture();
        fixture.pages = 2;
        fixture.compression = compression;
        fixture.predictor = compression == 5 ? 2 : 1;
        fixture.tile = compression == 8 ? 16 : 0;
        fixture.description = "ImageJ=1.54p\nimages=2\nslices=2\n";
        byte[] whole = fixture.bytes();
        SplittableRandom random = new SplittableRandom(compression);
        int directory = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
        for (int trial = 0; trial < 400; trial++) {
            byte[] bad = whole.clone();
            for (int k = 0; k < 3; k++) {
                // Half of the hits go to the directories, which are a small part of the file.
                int at = trial % 2 == 0 ? random.nextInt(bad.length) : random.nextInt(directory, bad.length);
                bad[at] = (byte) random.nextInt();
            }
            readAll(Files.write(folder.resolve("flip.tif"), bad));
        }
    }

    @Test
    void absurdSizesAreRefusedBeforeAnythingIsAllocated() throws Exception {
        for (int compression : new int[] {1, 5, 8, 32773}) {
            TiffFixture fixture = new TiffFixture();
            fixture.compression = compression;
            fixture.rowsPerStrip = 23;
            fixture.extra.put(256, new long[] {0x7fffffffL});
            fixture.extra.put(257, new long[] {0x7fffffffL});
            fixture.extra.put(278, new long[] {0x7fffffffL});
            openFails(fixture.bytes());
            fixture.extra.put(256, new long[] {0xffffffffL});
            assertTrue(openFails(fixture.bytes()).contains("width"));
        }
    }

    @Test
    void absurdTilesAreRefused() throws Exception {
        TiffFixture fixture = new TiffFixture();
        fixture.tile = 16;
        fixture.compression = 8;
        fixture.extra.put(322, new long[] {0x7ffffff0L});
        fixture.extra.put(323, new long[] {0x7ffffff0L});
        openFails(fixture.bytes());
        fixture.extra.put(322, new long[] {0});
        assertTrue(openFails(fixture.bytes()).contains("tile width"));
    }

    @ParameterizedTest
    @CsvSource({
        "259, 34712, compression 34712",
        "259, 50001, compression 50001",
        "339, 6, sample format 6",
        "258, 24, 24 bits",
        "258, 64, 64 bits",
        "262, 5, colour model",
        "262, 32803, colour model",
    })
    void namesWhatIsNotSupported(int tag, int value, String name) throws Exception {
        TiffFixture fixture = new TiffFixture();
        fixture.extra.put(tag, new long[] {value});
        assertTrue(openFails(fixture.bytes()).contains(name));
    }

    @Test
    void pagesInACircleEnd() throws Exception {
        byte[] bytes = new TiffFixture().bytes();
        ByteBuffer tiff = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        tiff.putInt(Join.nextPointer(tiff, tiff.getInt(4)), tiff.getInt(4));
        assertTrue(openFails(bytes).contains("circle"));
    }

    @Test
    void aPageBeyondTheEndIsNotIgnored() throws Exception {
        byte[] bytes = new TiffFixture().bytes();
        ByteBuffer tiff = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        tiff.putInt(Join.nextPointer(tiff, tiff.getInt(4)), bytes.length + 100);
        assertTrue(openFails(bytes).contains("page 2"));
    }

    @Test
    void damagedCompressedPixelsAreReportedWhenRead() throws Exception {
        TiffFixture fixture = new TiffFixture();
        fixture.compression = 8;
        byte[] bytes = fixture.bytes();
        Arrays.fill(bytes, 8, 40, (byte) 0xff);
        Path path = Files.write(folder.resolve("bad.tif"), bytes);
        try (ImageFile file = ImageFiles.open(path)) {
            FormatsException e = assertThrows(FormatsException.class, () -> file.plane(0, 0, 0, 0));
            assertTrue(e.getMessage().contains("cannot be decoded"), e.getMessage());
        }
    }
}
