package io.github.imagejdiffusion.diffusion.pipeline;

import io.github.imagejdiffusion.diffusion.model.FakePackage;
import io.github.imagejdiffusion.diffusion.model.ModelPackage;
import io.github.imagejdiffusion.diffusion.model.PackageReader;
import io.github.imagejdiffusion.diffusion.onnx.TestGraphs;
import java.io.IOException;
import java.nio.file.Path;

/** A whole package around the tiny graphs: prediction = 0.5 x + [1, 3] * mean of 2x2 pixels + 0.01 t. */
final class TinyModel {

    private TinyModel() {}

    static FakePackage files() {
        return FakePackage.segdiff()
                .withDenoiser(TestGraphs.read("denoiser"))
                .withEncoder(TestGraphs.read("encoder"))
                .edit("timestep: t,", "timestep: timestep,");
    }

    static ModelPackage open(FakePackage files, Path folder) throws IOException {
        return PackageReader.open(files.folder(folder.resolve("tiny")));
    }
}
