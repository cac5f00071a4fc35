package io.github.imagejdiffusion.segdiff.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileSizeTest {

    @Test
    void growsWithTheObjects() {
        assertEquals(new TileSize(1024, 256), TileSize.atScale(1));
        assertEquals(new TileSize(512, 128), TileSize.atScale(2));
        assertEquals(new TileSize(10240, 2560), TileSize.atScale(0.1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.03, 1e-3, 1e-9, 1e-300, 1e300})
    void aTileFitsIntoAnArrayAtAnyScale(double scale) {
        TileSize tiles = TileSize.atScale(scale);
        double side = tiles.core() + 2.0 * tiles.margin() + 2;
        assertTrue(side * side < Integer.MAX_VALUE, tiles.toString());
    }
}
