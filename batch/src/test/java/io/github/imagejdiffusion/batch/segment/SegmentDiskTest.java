package io.github.imagejdiffusion.batch.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagejdiffusion.batch.SampleImages;
import io.github.imagejdiffusion.batch.options.PlaneOptions;
import io.github.imagejdiffusion.batch.run.SeriesTask;
import io.github.imagejdiffusion.diffusion.model.PackageReader;
import io.github.imagejdiffusion.diffusion.onnx.DeviceChoice;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.write.StackFormat;
import io.github.imagejdiffusion.segdiff.SegDiff;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk that a segmentation asks for before it begins. */
class SegmentDiskTest {

    @TempDir
    private Path folder;

    /** Two maps of floats and labels of 16 bits; of a large plane, labels as floats, and provisional ones meanwhile. */
    @Test
    void ofALargePlaneThereMayBeMoreObjectsThan16BitsCanCount() throws IOException {
        assertEquals(1_000_000L * (8 + 2), bytes(1000));
        assertEquals(100_000_000L * (8 + 4 + 4), bytes(10_000));
    }

    private long bytes(int size) throws IOException {
        Path input = SampleImages.sparse(folder.resolve(size + ".tif"), size);
        Path folderOfModel = folder.resolve("model" + size);
        try (DiffusionModel model = DiffusionModel.open(
                        PackageReader.open(TinyPackage.of("sharp").minSize(0).writeTo(folderOfModel)),
                        DeviceChoice.CPU);
                ImageFile file = ImageFiles.open(input)) {
            SegDiff segDiff = new SegDiff(model);
            SegmentPlan plan = new SegmentPlan(
                    model, segDiff, segDiff.defaults().build(), Optional.empty(), false, false, StackFormat.IMAGEJ);
            return new SegmentVerb(plan).bytesNeeded(new SeriesTask(file, 0, List.of(0), new PlaneOptions()));
        }
    }
}
