package io.github.imagejdiffusion.formats.bioformats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.imglib2.FinalDimensions;
import net.imglib2.FinalInterval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How large regions are cut. */
class ReadBlockTest {

    @Test
    void whatIsSmallIsReadAtOnce() {
        FinalInterval region = FinalInterval.createMinSize(70, 900, 4096, 4096);
        ReadBlock block = ReadBlock.of(region, new FinalDimensions(64, 64), 2);
        assertTrue(block.endX(70) > region.max(0));
        assertTrue(block.endY(900) > region.max(1));
    }

    @ParameterizedTest
    @CsvSource({"512,512,3", "50000,1,3", "50000,50000,1", "300000,16,8", "1,1,2"})
    void everythingIsCoveredOnceByBlocksOfWholeTiles(int tileX, int tileY, int pixelBytes) {
        FinalInterval region = FinalInterval.createMinSize(130, 4711, 200_000, 30_000);
        ReadBlock block = ReadBlock.of(region, new FinalDimensions(tileX, tileY), pixelBytes);
        long covered = 0;
        for (long y = region.min(1); y <= region.max(1); y = block.endY(y)) {
            for (long x = region.min(0); x <= region.max(0); x = block.endX(x)) {
                long width = Math.min(block.endX(x), region.max(0) + 1) - x;
                long height = Math.min(block.endY(y), region.max(1) + 1) - y;
                assertTrue(width > 0 && height > 0);
                assertTrue(width * height * pixelBytes <= Integer.MAX_VALUE - 8, width + " x " + height);
                covered += width * height;
            }
        }
        assertEquals(200_000L * 30_000, covered);
        assertTrue(block.endX(0) % tileX == 0 || block.endX(0) > region.max(0));
        assertEquals(0, block.endY(0) % tileY);
    }
}
