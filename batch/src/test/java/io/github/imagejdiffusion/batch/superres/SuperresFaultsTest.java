package io.github.imagejdiffusion.batch.superres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.ExitCodes;
import io.github.imagejdiffusion.batch.Folders;
import io.github.imagejdiffusion.batch.SampleImages;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be done is refused in one line, and the other images are done. */
class SuperresFaultsTest {

    private static final int SIZE = 40;

    @TempDir
    private Path folder;

    private Path model;
    private Path out;

    @BeforeEach
    void writeModel() throws IOException {
        model = TinyPackage.sr3(2).withTrainedRange().writeTo(folder.resolve("model"));
        out = folder.resolve("out");
    }

    @ParameterizedTest
    @CsvSource({
        "--factor 3, 2 or 4",
        "--factor 0, 2 or 4",
        "--factor 4, is for --factor 2",
        "--factor two, --factor",
        "--runs 2, --factor",
        "--factor 2 --sample --runs 3, sample",
        "--factor 2 --sample --steps 1, sample",
        "--factor 2 --steps 1000, 100",
        "--factor 2 --block 7, block",
        "--factor 2 --pixel-type uint8, --pixel-type: 'uint8' is not a pixel type of results; use float or input",
        "--factor 2 --psf 0, --psf must be more than 0 and at most 2.0 pixels",
        "--factor 2 --psf -0.5, --psf must be more than 0",
        "--factor 2 --psf nan, --psf",
        "--factor 2 --psf 200, at most 2.0 pixels of the image (a standard deviation)",
        "--factor 2 --psf 0.6 --consistent, --psf does not go with --consistent"
    })
    void impossibleOptionsAreNamed(String options, String word) {
        Path input = SampleImages.plane(folder.resolve("a.tif"), SIZE, SIZE, PixelType.UINT16, SampleImages.disc());
        CommandRun.of(Stream.concat(
                                Stream.of("superres", input, "-o", out, "--model", model),
                                Stream.of(options.split(" ")))
                        .toArray())
                .assertOneError(ExitCodes.WRONG_USAGE, word);
    }

    @Test
    void otherModelsAreRefused() throws IOException {
        Path input = SampleImages.plane(folder.resolve("a.tif"), SIZE, SIZE, PixelType.UINT16, SampleImages.disc());
        Path segdiff = TinyPackage.of("sharp").minSize(0).writeTo(folder.resolve("segdiff"));
        CommandRun.of("superres", input, "-o", out, "--factor", 2, "--model", segdiff)
                .assertOneError(ExitCodes.MODEL_OR_DEVICE_UNUSABLE, "segdiff", "does not super-resolve");
        CommandRun.of("restore", input, "-o", out, "--task", "denoise", "--model", model)
                .assertOneError(ExitCodes.MODEL_OR_DEVICE_UNUSABLE, "sr3", "does not denoise");
    }

    @Test
    void notANumberFailsTheImageAlone() {
        float[] pixels = SampleImages.disc();
        pixels[SIZE + 6] = Float.NaN;
        Path bad = SampleImages.plane(folder.resolve("bad.tif"), SIZE, SIZE, PixelType.FLOAT, pixels);
        Path good = SampleImages.plane(folder.resolve("good.tif"), SIZE, SIZE, PixelType.FLOAT, SampleImages.disc());
        CommandRun.of("superres", bad, good, "-o", out, "--factor", 2, "--model", model)
                .assertOneError(ExitCodes.SOME_FAILED, "bad.tif", "(6,1)", "NaN");
        assertEquals(List.of("good.json", "good_superres.tif"), Folders.names(out));
    }

    @Test
    void whatDoesNotFitOnTheDiskIsNotBegun() throws IOException {
        Path huge = SampleImages.sparse(folder.resolve("huge.tif"), 100_000);
        CommandRun.of("superres", huge, "-o", out, "--factor", 2, "--model", model, "--runs", 4, "--steps", 2)
                .assertOneError(ExitCodes.SOME_FAILED, "GB of disk space", "another disk");
        assertEquals(List.of(), Folders.names(out));
    }
}
