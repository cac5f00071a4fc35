package io.github.imagejdiffusion.formats.write;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ij.gui.Roi;
import ij.io.RoiDecoder;
import io.github.imagejdiffusion.formats.FormatsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoiSetWriterTest {

    private static final List<RoiOutline> OUTLINES = List.of(
            new RoiOutline("0001", new int[] {3, 9, 9, 3}, new int[] {4, 4, 8, 8}, 0, 2, 0),
            new RoiOutline("a/b", new int[] {0, 5000, 70000}, new int[] {0, 1, 70000}, 1, 2, 3),
            new RoiOutline("0001", new int[] {0, 2, 2}, new int[] {0, 0, 2}, 0, 0, 0));

    @TempDir
    Path folder;

    private static Map<String, Roi> read(Path path) throws IOException {
        Map<String, Roi> all = new LinkedHashMap<>();
        try (InputStream in = Files.newInputStream(path);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                all.put(entry.getName(), RoiDecoder.openFromByteArray(zip.readAllBytes()));
            }
        }
        return all;
    }

    @Test
    void imageJReadsBackWhatWasWritten() throws IOException {
        Path path = folder.resolve("rois.zip");
        RoiSetWriter.write(path, OUTLINES);
        Map<String, Roi> rois = read(path);
        assertEquals(List.of("0001.roi", "a_b.roi", "0001-1.roi"), List.copyOf(rois.keySet()));
        Roi first = rois.get("0001.roi");
        assertEquals(Roi.POLYGON, first.getType());
        assertEquals("0001", first.getName());
        assertEquals(2, first.getPosition());
        assertArrayEquals(new int[] {3, 9, 9, 3}, first.getPolygon().xpoints);
        assertArrayEquals(new int[] {4, 4, 8, 8}, first.getPolygon().ypoints);
        Roi second = rois.get("a_b.roi");
        assertEquals("a/b", second.getName());
        assertEquals(1, second.getCPosition());
        assertEquals(2, second.getZPosition());
        assertEquals(3, second.getTPosition());
        assertEquals(70000, second.getFloatPolygon().xpoints[2]);
        assertEquals(0, rois.get("0001-1.roi").getPosition());
    }

    @Test
    void bytesDoNotDependOnTimeOrZone() throws IOException {
        TimeZone zone = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            RoiSetWriter.write(folder.resolve("a.zip"), OUTLINES);
            TimeZone.setDefault(TimeZone.getTimeZone("America/Anchorage"));
            RoiSetWriter.write(folder.resolve("b.zip"), OUTLINES);
        } finally {
            TimeZone.setDefault(zone);
        }
        assertArrayEquals(Files.readAllBytes(folder.resolve("a.zip")), Files.readAllBytes(folder.resolve("b.zip")));
    }

    @Test
    void anEmptySetIsAValidZip() throws IOException {
        RoiSetWriter.write(folder.resolve("none.zip"), List.of());
        assertEquals(0, read(folder.resolve("none.zip")).size());
    }

    @Test
    void refusesWhatIsNoOutline() {
        assertThrows(
                IllegalArgumentException.class, () -> new RoiOutline("x", new int[] {1, 2}, new int[] {1, 2}, 0, 0, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new RoiOutline("x", new int[] {1, 2, 3}, new int[] {1, 2}, 0, 0, 0));
        assertThrows(FormatsException.class, () -> RoiSetWriter.write(folder.resolve("no/x.zip"), OUTLINES));
    }
}
