package io.github.imagejdiffusion.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.restore.ilvr.Ilvr;
import io.github.imagejdiffusion.restore.ilvr.IlvrOptions;
import io.github.imagejdiffusion.restore.ops.RestoreOps;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What a caller gives that cannot be is named. */
class RestoreArgumentsTest {

    private static final RandomAccessibleInterval<FloatType> NONE = null;
    private static final RandomAccessibleInterval<FloatType> IMAGE =
            ArrayImgs.floats(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 3, 3);

    @TempDir
    private Path folder;

    @Test
    void ofDenoising() throws IOException {
        try (DiffusionModel model = TinyPackage.paired().block(64).open(folder)) {
            Denoise denoise = new Denoise(model);
            DenoiseOptions options = denoise.defaults().build();
            assertNull("image", () -> denoise.denoise(NONE, options));
            assertNull("image", () -> RestoreOps.denoise(NONE, model, null, null));
            assertNull("solver", () -> denoise.defaults().solver(null).build());
            var empty = Views.interval(IMAGE, FinalInterval.createMinSize(1, 1, 0, 2));
            assertEquals("a plane of 0 x 2 pixels has no pixels", message(() -> denoise.denoise(empty, options)));
            DenoiseOptions tooMany = denoise.defaults().steps(101).build();
            assertTrue(message(() -> denoise.denoise(IMAGE, tooMany)).startsWith("steps must be 1 to 100"));
        }
    }

    @Test
    void ofIlvr() throws IOException {
        try (DiffusionModel model = TinyPackage.prior().open(folder)) {
            Ilvr ilvr = new Ilvr(model);
            IlvrOptions options = ilvr.defaults().build();
            assertNull("image", () -> ilvr.restore(NONE, options));
            assertNull("solver", () -> ilvr.defaults().solver(null).build());
            assertNull("kernel", () -> ilvr.defaults().kernel(null).build());
            assertNull("noising", () -> ilvr.defaults().noising(null).build());
            IlvrOptions tooMany = ilvr.defaults().steps(101).build();
            assertTrue(message(() -> ilvr.restore(IMAGE, tooMany)).startsWith("steps must be 1 to 100"));
        }
    }

    private static void assertNull(String name, Executable call) {
        assertEquals(name, assertThrows(NullPointerException.class, call).getMessage());
    }

    private static String message(Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
