package io.github.imagejdiffusion.formats.tiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.hostile.Ordeal;
import io.github.imagejdiffusion.formats.hostile.Specimen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small TIFF files made to cost much time or memory, or to reach for other files. */
class TiffBombsTest {

    private static final long ALLOWED_BYTES = 64 << 20;

    @TempDir
    Path folder;

    private boolean survives(byte[] bytes) throws IOException {
        return Ordeal.survive(Files.write(folder.resolve("a.tif"), bytes), ALLOWED_BYTES);
    }

    private String refused(byte[] bytes) throws IOException {
        assertFalse(survives(bytes));
        return assertThrows(FormatsException.class, () -> ImageFiles.open(folder.resolve("a.tif")))
                .getMessage();
    }

    private static TiffFixture ome(String sizes, String content) {
        TiffFixture fixture = new TiffFixture();
        fixture.description = "<OME><Image><Pixels DimensionOrder=\"XYZCT\" SizeX=\"37\" SizeY=\"23\" " + sizes + ">"
                + content + "</Pixels></Image></OME>";
        return fixture;
    }

    /** A tile of 16 x 16 pixels whose stream goes on for a gigabyte. */
    @Test
    void aStreamThatExpandsBeyondItsTileIsNotFollowed() throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (DeflaterOutputStream zip = new DeflaterOutputStream(zipped)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 1024; i++) {
                zip.write(zeros);
            }
        }
        TiffFixture fixture = new TiffFixture();
        fixture.width = 16;
        fixture.height = 16;
        fixture.tile = 16;
        fixture.compression = 8;
        byte[] small = fixture.bytes();
        byte[] bomb = Arrays.copyOf(small, small.length + zipped.size());
        System.arraycopy(zipped.toByteArray(), 0, bomb, small.length, zipped.size());
        ByteBuffer tiff = ByteBuffer.wrap(bomb).order(ByteOrder.LITTLE_ENDIAN);
        set(tiff, 324, small.length);
        set(tiff, 325, zipped.size());
        assertTrue(survives(bomb));
    }

    /** The picture within the tile says that it is 65,500 pixels wide and high. */
    @Test
    void aJpegLargerThanItsTileIsRefused() throws Exception {
        Specimen jpeg = TiffSpecimens.all().stream()
                .filter(s -> s.name().equals("TIFF: JPEG"))
                .findFirst()
                .orElseThrow();
        byte[] bytes = jpeg.files().get("a.tif").clone();
        int frame = 0;
        while ((bytes[frame] & 0xff) != 0xff || (bytes[frame + 1] & 0xff) != 0xc0) {
            frame++;
        }
        ByteBuffer.wrap(bytes).putShort(frame + 5, (short) 65500).putShort(frame + 7, (short) 65500);
        assertFalse(survives(bytes));
    }

    /** Each directory begins four bytes after the last and has thousands of fields. */
    @Test
    void directoriesThatLieOverEachOtherAreRefused() throws Exception {
        int count = 4000;
        ByteBuffer tiff = ByteBuffer.allocate(8 + 4 * count + 12 * count + 100).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
        for (int i = 0; i < count; i++) {
            int at = 8 + 4 * i;
            tiff.putShort(at, (short) count).putInt(at + 2 + 12 * count, at + 4);
        }
        assertTrue(refused(tiff.array()).contains("over each other"));
    }

    @Test
    void planesThatNoPageHasCostNothing() throws Exception {
        TiffFixture fixture =
                ome("SizeC=\"1\" SizeZ=\"30000\" SizeT=\"30000\"", "<TiffData IFD=\"0\" PlaneCount=\"1\"/>");
        assertFalse(survives(fixture.bytes()));
        try (ImageFile file = ImageFiles.open(folder.resolve("a.tif"))) {
            assertEquals(37, file.plane(0, 0, 0, 0).dimension(0));
            String message = assertThrows(FormatsException.class, () -> file.plane(0, 0, 29_999, 29_999))
                    .getMessage();
            assertTrue(message.contains("no pixels for channel 0, z 29999, time 29999"), message);
        }
    }

    @Test
    void planesMayNotBePlacedAgainAndAgain() throws Exception {
        TiffFixture fixture =
                ome("SizeC=\"1\" SizeZ=\"100\" SizeT=\"1\"", "<TiffData IFD=\"0\" PlaneCount=\"100\"/>".repeat(11));
        fixture.pages = 100;
        assertTrue(refused(fixture.bytes()).contains("places 1100 planes on 100 pages"));
    }

    @Test
    void nestedElementsAreNoRecursion() throws Exception {
        TiffFixture fixture = ome(
                "SizeC=\"1\" SizeZ=\"1\" SizeT=\"1\"", "<TiffData/>" + "<a>".repeat(100_000) + "</a>".repeat(100_000));
        assertTrue(survives(fixture.bytes()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<!ENTITY a SYSTEM \"file:%s\">", "<!ENTITY %% a SYSTEM \"file:%s\"> %%a;", "<!ENTITY a \"1\">"})
    void entitiesAreNotFollowed(String entity) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "37");
        TiffFixture fixture = ome("SizeC=\"1\" SizeZ=\"1\" SizeT=\"1\"", "<TiffData/>&a;");
        fixture.description = "<!DOCTYPE OME [" + entity.formatted(secret) + "]>" + fixture.description;
        assertFalse(refused(fixture.bytes()).contains("secret"));
    }

    @Test
    void entitiesOfEntitiesDoNotMultiply() throws Exception {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE OME [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 20; i++) {
            laughs.append("<!ENTITY a" + i + " \"" + ("&a" + (i - 1) + ";").repeat(10) + "\">");
        }
        TiffFixture fixture = ome("SizeC=\"1\" SizeZ=\"1\" SizeT=\"1\"", "<TiffData/>&a19;");
        fixture.description = laughs + "]>" + fixture.description;
        refused(fixture.bytes());
    }

    @Test
    void anImageJStackOfTwoThousandMillionPlanesIsRefused() throws Exception {
        TiffFixture fixture = new TiffFixture();
        fixture.rowsPerStrip = 23;
        fixture.description = "ImageJ=1.54p\nimages=2147483647\nslices=2147483647\n";
        assertTrue(refused(fixture.bytes()).contains("2147483647 planes"));
    }

    @Test
    void aSubDirectoryThatIsItsOwnParentIsNoLevel() throws Exception {
        TiffFixture fixture = ome("SizeC=\"1\" SizeZ=\"1\" SizeT=\"1\"", "<TiffData/>");
        fixture.extra.put(330, new long[] {0});
        byte[] bytes = fixture.bytes();
        ByteBuffer tiff = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        set(tiff, 330, tiff.getInt(4));
        assertTrue(survives(bytes));
        try (ImageFile file = ImageFiles.open(folder.resolve("a.tif"))) {
            assertEquals(1, file.levels(0).size());
        }
    }

    /** The value of a field of the first directory that has one value. */
    private static void set(ByteBuffer tiff, int tag, int value) {
        int field = tiff.getInt(4) + 2;
        while ((tiff.getShort(field) & 0xffff) != tag) {
            field += 12;
        }
        tiff.putInt(field + 8, value);
    }
}
