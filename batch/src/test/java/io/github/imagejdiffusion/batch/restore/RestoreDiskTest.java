package io.github.imagejdiffusion.batch.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagejdiffusion.batch.SampleImages;
import io.github.imagejdiffusion.batch.options.PlaneOptions;
import io.github.imagejdiffusion.batch.run.SeriesTask;
import io.github.imagejdiffusion.diffusion.model.PackageReader;
import io.github.imagejdiffusion.diffusion.onnx.DeviceChoice;
import io.github.imagejdiffusion.diffusion.paired.ResultPixels;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.write.StackFormat;
import io.github.imagejdiffusion.restore.Denoise;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk that a restoration asks for before it begins. */
class RestoreDiskTest {

    @TempDir
    private Path folder;

    /** Of 8-bit pixels, with residual. */
    @Test
    void floatsTakeFourTimesTheBytes() throws IOException {
        Path input = SampleImages.sparse(folder.resolve("a.tif"), 1000);
        try (DiffusionModel model = DiffusionModel.open(
                        PackageReader.open(TinyPackage.paired().writeTo(folder.resolve("model"))), DeviceChoice.CPU);
                ImageFile file = ImageFiles.open(input)) {
            SeriesTask task = new SeriesTask(file, 0, List.of(0), new PlaneOptions());
            assertEquals(1_000_000L * (4 + 4), new RestoreVerb(plan(model, 1, ResultPixels.FLOAT)).bytesNeeded(task));
            assertEquals(1_000_000L * (1 + 4), new RestoreVerb(plan(model, 1, ResultPixels.INPUT)).bytesNeeded(task));
            assertEquals(
                    1_000_000L * (4 * 4 + 4), new RestoreVerb(plan(model, 2, ResultPixels.FLOAT)).bytesNeeded(task));
            assertEquals(
                    1_000_000L * (4 * 1 + 4), new RestoreVerb(plan(model, 2, ResultPixels.INPUT)).bytesNeeded(task));
        }
    }

    private static RestorePlan plan(DiffusionModel model, int enlargement, ResultPixels pixels) {
        Denoise denoise = new Denoise(model);
        return new RestorePlan(
                RestoreTask.of("denoise", null),
                model,
                others -> denoise.with(denoise.defaults().build()),
                ReferenceImages.none(),
                denoise.defaults().build().record(),
                image -> 0,
                enlargement,
                false,
                Optional.empty(),
                true,
                pixels,
                Optional.empty(),
                StackFormat.IMAGEJ);
    }
}
