package io.github.imagejdiffusion.formats.hostile;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.formats.raster.RasterSpecimens;
import io.github.imagejdiffusion.formats.tiff.TiffSpecimens;
import io.github.imagejdiffusion.formats.zarr.ZarrSpecimens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Thousands of spoiled files for every built-in reader; see {@link Ordeal} for what is asked of them. The same files in
 * every run; {@code -Dhostile.cases} and {@code -Dhostile.seed} ask for more and for others. A reader joins by giving
 * specimens.
 */
class HostileFilesTest {

    private static final int CASES = Integer.getInteger("hostile.cases", 100);
    private static final long SEED = Long.getLong("hostile.seed", 1);

    /** Far more than these small pictures need, far less than a number in them can ask for. */
    private static final long ALLOWED_BYTES = 64 << 20;

    @TempDir
    Path folder;

    static List<Specimen> specimens() throws IOException {
        List<Specimen> all = new ArrayList<>(TiffSpecimens.all());
        all.addAll(RasterSpecimens.all());
        all.addAll(ZarrSpecimens.all());
        return all;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("specimens")
    void aSpoiledFileIsAPictureOrRefused(Specimen specimen) throws IOException {
        Path sound = specimen.write(folder.resolve("sound"));
        assertTrue(Ordeal.survive(sound, ALLOWED_BYTES), "the undamaged file is refused");
        for (int i = 0; i < CASES; i++) {
            long seed = SEED * 1_000_003 + i;
            Path path = new Damage(seed).strike(specimen).write(folder.resolve("spoiled"));
            try {
                Ordeal.survive(path, ALLOWED_BYTES);
            } catch (AssertionError e) {
                throw new AssertionError(specimen.name() + ", seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
