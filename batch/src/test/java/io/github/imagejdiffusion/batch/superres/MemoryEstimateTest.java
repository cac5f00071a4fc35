package io.github.imagejdiffusion.batch.superres;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.batch.SampleImages;
import io.github.imagejdiffusion.batch.UnsuitableImageException;
import io.github.imagejdiffusion.batch.options.PlaneOptions;
import io.github.imagejdiffusion.batch.run.SeriesTask;
import io.github.imagejdiffusion.diffusion.model.PackageReader;
import io.github.imagejdiffusion.diffusion.onnx.DeviceChoice;
import io.github.imagejdiffusion.diffusion.paired.ResultPixels;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.write.StackFormat;
import io.github.imagejdiffusion.superres.SuperResolve;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job would need, asked before it begins. */
class MemoryEstimateTest {

    private static final long GIBIBYTE = 1L << 30;

    @TempDir
    private Path folder;

    @Test
    void tooLittleMemoryIsNamedWithWhatWouldDo() {
        MemoryEstimate estimate = new MemoryEstimate(6 * GIBIBYTE);
        assertDoesNotThrow(() -> estimate.requireFit(6 * GIBIBYTE));
        String message = assertThrows(UnsuitableImageException.class, () -> estimate.requireFit(2 * GIBIBYTE))
                .getMessage();
        assertTrue(message.contains("6.0 GB") && message.contains("2.0 GB") && message.contains("-Xmx9g"), message);
    }

    @Test
    void diskAndMemoryGrowWithTheImage() throws IOException {
        Path small = SampleImages.sparse(folder.resolve("small.tif"), 1000);
        Path large = SampleImages.sparse(folder.resolve("large.tif"), 10_000);
        try (DiffusionModel model = DiffusionModel.open(
                PackageReader.open(TinyPackage.sr3(4).withTrainedRange().writeTo(folder.resolve("model"))),
                DeviceChoice.CPU)) {
            SuperResolve superResolve = new SuperResolve(model);
            SuperresPlan plan = new SuperresPlan(
                    model,
                    superResolve,
                    superResolve.defaults().runs(4).steps(2).build(),
                    true,
                    ResultPixels.FLOAT,
                    StackFormat.IMAGEJ);
            try (ImageFile file = ImageFiles.open(small);
                    ImageFile wide = ImageFiles.open(large)) {
                SeriesTask task = new SeriesTask(file, 0, List.of(0), new PlaneOptions());
                SeriesTask hundredfold = new SeriesTask(wide, 0, List.of(0), new PlaneOptions());
                // Twice 16 floats for each pixel, and one float of the residual.
                assertEquals(132_000_000L, new SuperresVerb(plan).bytesNeeded(task));
                assertEquals(13_200_000_000L, new SuperresVerb(plan).bytesNeeded(hundredfold));
                SuperresPlan bytesOnly = new SuperresPlan(
                        model, superResolve, plan.options(), true, ResultPixels.INPUT, StackFormat.IMAGEJ);
                // 16 bytes and 16 floats for each pixel, and one float of the residual.
                assertEquals(84_000_000L, new SuperresVerb(bytesOnly).bytesNeeded(task));
                long bytes = MemoryEstimate.of(plan, task).bytes();
                assertTrue(bytes > 4L * 16_000_000 && bytes < GIBIBYTE, "bytes " + bytes);
                assertTrue(MemoryEstimate.of(plan, hundredfold).bytes() > 3 * bytes);
            }
        }
    }

    /** Two strips of one width: what is read and written by parts is not held. */
    @Test
    void memoryDoesNotGrowWithTheHeightOfALargePlane() throws IOException {
        try (DiffusionModel model = DiffusionModel.open(
                        PackageReader.open(TinyPackage.sr3(2).withTrainedRange().writeTo(folder.resolve("model"))),
                        DeviceChoice.CPU);
                ImageFile low = ImageFiles.open(SampleImages.sparse(folder.resolve("low.tif"), 50_000, 4_000));
                ImageFile high = ImageFiles.open(SampleImages.sparse(folder.resolve("high.tif"), 50_000, 50_000))) {
            SuperResolve superResolve = new SuperResolve(model);
            SuperresPlan plan = new SuperresPlan(
                    model, superResolve, superResolve.defaults().build(), false, ResultPixels.FLOAT, StackFormat.OME);
            long ofLow = MemoryEstimate.of(plan, new SeriesTask(low, 0, List.of(0), new PlaneOptions()))
                    .bytes();
            assertEquals(
                    ofLow,
                    MemoryEstimate.of(plan, new SeriesTask(high, 0, List.of(0), new PlaneOptions()))
                            .bytes());
            assertTrue(ofLow > 100_000L * 256 * Float.BYTES && ofLow < 5 * GIBIBYTE, "bytes " + ofLow);
        }
    }
}
