package io.github.imagejdiffusion.imagej;

import ij.IJ;
import io.github.imagejdiffusion.diffusion.model.ModelPackage;
import io.github.imagejdiffusion.diffusion.model.ModelRepository;
import io.github.imagejdiffusion.diffusion.onnx.DeviceChoice;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the plugin looks for models. Stateless and thread-safe. */
public final class ImageJModels {

    private static final String FOLDER = "models";

    private ImageJModels() {}

    /**
     * The folder for a user's own models, {@code models} in the folder of Fiji or ImageJ; it need not exist. Empty if
     * ImageJ does not know where it is installed.
     */
    public static Optional<Path> folder() {
        return Optional.ofNullable(IJ.getDirectory("imagej")).map(ImageJModels::in);
    }

    /** In full: ImageJ is often started in its own folder, and then says that it is in ".". */
    static Path in(String home) {
        return Path.of(home, FOLDER).toAbsolutePath().normalize();
    }

    /** The models of the environment's folders, of {@link #folder()}, and those that come with the plugin. */
    public static ModelRepository repository() {
        return ModelRepository.ofEnvironment(folder().map(List::of).orElse(List.of()));
    }

    /**
     * Opens a model with as many threads as Java may use.
     *
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if model or device cannot be used
     */
    public static DiffusionModel open(ModelPackage found, DeviceChoice device) {
        return DiffusionModel.open(found, device, Runtime.getRuntime().availableProcessors(), warning -> {});
    }
}
