package io.github.imagejdiffusion.batch.segment;

import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.ExitCodes;
import io.github.imagejdiffusion.batch.Folders;
import io.github.imagejdiffusion.batch.SampleImages;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The halves of two models in one package, each whole in itself. */
class MismatchedModelTest {

    private static final Path NUCLEI_ENCODER = Path.of("../models/nuclei-fluorescence/encoder.onnx");

    @TempDir
    private Path folder;

    @Test
    void encoderAndDenoiserOfDifferentModelsAreFoundOutBeforeTheFirstImage() throws IOException {
        Path model = TinyPackage.of("sharp")
                .minSize(0)
                .encoder(Files.readAllBytes(NUCLEI_ENCODER))
                .writeTo(folder.resolve("mixed"));
        Path images = SampleImages.crops(folder.resolve("images"));
        Path out = folder.resolve("out");
        CommandRun.of("segment", images, "-o", out, "--model", model)
                .assertOneError(ExitCodes.MODEL_OR_DEVICE_UNUSABLE, "encoder", "denoiser", "do not belong together");
        Assertions.assertEquals(List.of(), Files.exists(out) ? Folders.names(out) : List.of());
    }
}
