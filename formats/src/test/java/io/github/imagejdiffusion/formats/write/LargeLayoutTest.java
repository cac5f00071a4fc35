package io.github.imagejdiffusion.formats.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.PixelType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arithmetic of files whose planes alone exceed 2^31 bytes. None of them is written. */
class LargeLayoutTest {

    private static final int SIDE = 50_000;
    private static final int STRIP_BYTE_COUNTS = 279;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTE_COUNTS = 325;

    @TempDir
    Path folder;

    private HyperstackBuilder builder(PixelType type, int slices) {
        return HyperstackWriter.builder(folder.resolve("a.tif"), SIDE, SIDE, type)
                .slices(slices);
    }

    private static StackLayout layout(PixelType type, int slices) {
        return new StackLayout(
                SIDE,
                SIDE,
                type,
                1,
                slices,
                1,
                Calibration.UNKNOWN,
                null,
                List.of(),
                null,
                "",
                List.of(),
                List.of(),
                Map.of());
    }

    @ParameterizedTest
    @CsvSource({"UINT8, 1, a.tif", "UINT8, 2, a.ome.tif", "UINT16, 1, a.ome.tif", "FLOAT, 1, a.ome.tif"})
    void theFormatFollowsFromTheSize(PixelType type, int slices, String name) throws IOException {
        HyperstackBuilder builder = builder(type, slices);
        assertEquals(folder.resolve(name), builder.path());
        long pixels = (long) SIDE * SIDE * type.bytes() * slices;
        assertTrue(builder.bytes() > pixels && builder.bytes() < pixels * 1.01, builder.bytes() + " bytes");
        try (HyperstackWriter writer = builder.open()) {
            boolean other = name.contains("ome");
            assertEquals(other, writer.notice().isPresent());
            String megabytes = Math.round(pixels / 1048576.0) + " MB";
            assertTrue(writer.notice().orElse(megabytes).contains(megabytes));
            assertTrue(writer.notice().orElse(name).contains(name));
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void whatTheBuilderPromisesIsWhatIsWritten() throws IOException {
        for (StackFormat format : List.of(StackFormat.IMAGEJ, StackFormat.OME)) {
            HyperstackBuilder builder = HyperstackWriter.builder(folder.resolve("s.tif"), 9, 7, PixelType.UINT16)
                    .channels(2)
                    .frames(3)
                    .displayRange(0, 9)
                    .format(format);
            try (HyperstackWriter writer = builder.open()) {
                writer.writeRows(new float[9 * 7 * 6]);
                writer.finish();
            }
            assertEquals(Files.size(builder.path()), builder.bytes());
        }
    }

    @Test
    void tilesOfBigTiffLieWherePixelsAre() {
        long side = (SIDE + 255) / 256 * 256;
        long planeBytes = side * side * Float.BYTES;
        int slices = 3;
        OmeFrame frame = new OmeFrame(layout(PixelType.FLOAT, slices), TiffContainer.BIG);
        List<ByteBuffer> tail = new ArrayList<>();
        frame.tail(piece -> tail.add(piece.duplicate()));
        long directory = frame.head().getLong(8);
        assertEquals(DirectoryEncoder.aligned(16 + slices * planeBytes), directory);
        assertEquals(directory, 16 + slices * planeBytes + tail.get(0).remaining());
        for (int z = 0; z < slices; z++) {
            ByteBuffer page = tail.get(z + 1);
            long[] offsets = longs(page, directory, TILE_OFFSETS);
            long[] counts = longs(page, directory, TILE_BYTE_COUNTS);
            assertEquals(196 * 196, offsets.length);
            long expected = 16 + z * planeBytes;
            for (int i = 0; i < offsets.length; i++) {
                assertEquals(expected, offsets[i], "tile " + i);
                expected += counts[i];
            }
            assertEquals(16 + (z + 1) * planeBytes, expected);
            long next = page.getLong(8 + 20 * (int) page.getLong(0));
            assertEquals(z == slices - 1 ? 0 : directory + page.remaining(), next);
            directory += page.remaining();
        }
        assertEquals(frame.bytes(), directory);
    }

    /** One strip of 2.3 GiB: above the range of an int, within that of a classic TIFF file. */
    @Test
    void theOnlyStripOfAnImageJFileMayExceedAnInt() {
        ImageJFrame frame = new ImageJFrame(layout(PixelType.UINT8, 1));
        List<ByteBuffer> tail = new ArrayList<>();
        frame.tail(piece -> tail.add(piece.duplicate()));
        assertEquals(2_500_000_008L, frame.head().getInt(4) & 0xffffffffL);
        ByteBuffer page = tail.get(1);
        int entries = page.getShort(0);
        for (int i = 0; i < entries; i++) {
            if (page.getShort(2 + 12 * i) == STRIP_BYTE_COUNTS) {
                assertEquals(2_500_000_000L, page.getInt(2 + 12 * i + 8) & 0xffffffffL);
                return;
            }
        }
        throw new AssertionError("no strip byte counts");
    }

    /** All values of a field of 64-bit offsets with more than one value. */
    private static long[] longs(ByteBuffer page, long at, int tag) {
        int entry = 8;
        while ((page.getShort(entry) & 0xffff) != tag) {
            entry += 20;
        }
        long[] values = new long[(int) page.getLong(entry + 4)];
        int from = (int) (page.getLong(entry + 12) - at);
        for (int i = 0; i < values.length; i++) {
            values[i] = page.getLong(from + Long.BYTES * i);
        }
        return values;
    }
}
