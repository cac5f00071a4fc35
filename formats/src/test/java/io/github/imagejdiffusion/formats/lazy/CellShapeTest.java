package io.github.imagejdiffusion.formats.lazy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.imglib2.FinalDimensions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellShapeTest {

    @ParameterizedTest(name = "{0} x {1} by {2} x {3}")
    @CsvSource({
        // Tiles: a whole number of them, at least 512 wide.
        "50000, 50000, 256, 256, 512, 512",
        "50000, 50000, 240, 240, 720, 480",
        "50000, 50000, 1024, 2048, 1024, 2048",
        // Compressed strips: whole rows, whole strips.
        "50000, 50000, 50000, 1, 50000, 6",
        "50000, 50000, 50000, 4, 50000, 8",
        "50000, 50000, 50000, 50000, 50000, 50000",
        // Raw strips: any part of a row.
        "50000, 50000, 4096, 1, 4096, 64",
        // Never larger than the plane.
        "300, 5, 512, 512, 300, 5",
        "2147483647, 1, 2147483647, 1, 2147483647, 1",
        "1, 2147483647, 1, 2147483647, 1, 2147483647",
    })
    void cellsAreWholeUnits(int sizeX, int sizeY, long unitX, long unitY, int width, int height) {
        assertEquals(new CellShape(width, height), CellShape.of(sizeX, sizeY, new FinalDimensions(unitX, unitY)));
    }

    @ParameterizedTest(name = "{0} pixels wide, {1} x {2}, {3} bytes")
    @CsvSource({
        // 64 MiB.
        "10000, 512, 512, 2, 128",
        "10000, 512, 512, 8, 32",
        // A row of cells and one more.
        "50000, 512, 512, 8, 99",
        // Whole rows: 2048 of them; at most 256 MiB, at least 64 MiB.
        "50000, 50000, 8, 2, 256",
        "50000, 50000, 8, 4, 167",
        "5000, 5000, 53, 1, 253",
        // Two cells, however large.
        "50000, 50000, 50000, 8, 2",
    })
    void whatIsKeptIsBounded(int sizeX, int width, int height, int bytes, int cells) {
        assertEquals(cells, new CellShape(width, height).cellsKept(sizeX, bytes));
    }

    @ParameterizedTest
    @CsvSource({"256, 256", "50000, 1", "50000, 3", "4096, 1", "50000, 335"})
    void aRowOfBlocksOfALargePlaneStaysBelowTheBound(long unitX, long unitY) {
        for (int bytes = 1; bytes <= 8; bytes *= 2) {
            CellShape shape = CellShape.of(50_000, 50_000, new FinalDimensions(unitX, unitY));
            long cellBytes = (long) shape.width() * shape.height() * bytes;
            assertTrue(shape.cellsKept(50_000, bytes) * cellBytes <= 256L << 20);
        }
    }
}
