package io.github.imagejdiffusion.superres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.WrongModelException;
import io.github.imagejdiffusion.diffusion.normalise.InvalidPixelException;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be done is refused in words. */
class SuperResolveFaultsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void whatIsNoNumberIsNamed(float value) throws IOException {
        float[] pixels = new float[100];
        pixels[23] = value;
        try (DiffusionModel model = TinyPackage.sr3(2).block(64).open(folder)) {
            SuperResolve superResolve = new SuperResolve(model);
            String message = assertThrows(
                            InvalidPixelException.class,
                            () -> superResolve.superResolve(
                                    ArrayImgs.floats(pixels, 10, 10),
                                    superResolve.defaults().build()))
                    .getMessage();
            assertTrue(message.contains("(3,2)"), message);
        }
    }

    @Test
    void impossibleOptionsAreNamed() throws IOException {
        try (DiffusionModel model = TinyPackage.sr3(2).block(64).open(folder)) {
            SuperResolve superResolve = new SuperResolve(model);
            assertNamed("steps", () -> superResolve.defaults().steps(0).build());
            assertNamed("runs", () -> superResolve.defaults().runs(0).build());
            assertNamed(
                    "sample", () -> superResolve.defaults().sample(true).runs(3).build());
            assertNamed(
                    "100",
                    () -> superResolve.requireUsable(
                            superResolve.defaults().steps(101).build()));
            assertNamed(
                    "block 20",
                    () -> superResolve.requireUsable(
                            superResolve.defaults().block(20).build()));
            assertNamed(
                    "2 dimensions",
                    () -> superResolve.superResolve(
                            ArrayImgs.floats(4, 4, 2), superResolve.defaults().build()));
        }
    }

    @Test
    void anImageThatIsNotThereOrHasNoPixelsIsNamed() throws IOException {
        try (DiffusionModel model = TinyPackage.sr3(2).block(64).open(folder)) {
            SuperResolve superResolve = new SuperResolve(model);
            SuperResolveOptions options = superResolve.defaults().build();
            RandomAccessibleInterval<FloatType> none = null;
            NullPointerException e =
                    assertThrows(NullPointerException.class, () -> superResolve.superResolve(none, options));
            assertEquals("image", e.getMessage());
            assertNamed(
                    "0 x 2",
                    () -> superResolve.superResolve(
                            Views.interval(ArrayImgs.floats(4, 4), FinalInterval.createMinSize(1, 1, 0, 2)), options));
        }
    }

    @Test
    void otherModelsAreRefused() throws IOException {
        try (DiffusionModel paired = TinyPackage.paired().block(64).open(folder.resolve("a"));
                DiffusionModel wide =
                        TinyPackage.sr3(2).imageChannels(2).block(64).open(folder.resolve("b"))) {
            String message = assertThrows(WrongModelException.class, () -> new SuperResolve(paired))
                    .getMessage();
            assertTrue(message.contains("kind paired"), message);
            assertThrows(WrongModelException.class, () -> new SuperResolve(wide));
        }
    }

    private static void assertNamed(String word, Executable work) {
        String message = assertThrows(IllegalArgumentException.class, work).getMessage();
        assertTrue(message.contains(word), message);
    }
}
