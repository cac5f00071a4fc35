package io.github.imagejdiffusion.batch.options;

import io.github.imagejdiffusion.batch.UsageException;
import io.github.imagejdiffusion.diffusion.model.ModelRepository;
import io.github.imagejdiffusion.diffusion.onnx.DeviceChoice;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Which model, on which device. */
public final class ModelOptions {

    /** A slip of the finger must not keep a computer busy with starting threads. */
    private static final int MOST_THREADS = 1024;

    /** As many threads for each processor are a slip, or those of another computer: the work takes several times as long. */
    private static final int FAR_TOO_MANY = 4;

    @Option(
            names = "--model",
            paramLabel = "NAME|PATH",
            description = "model package: a name that 'imagej-diffusion models' lists, or a folder or .zip"
                    + " (default: nuclei-fluorescence to segment, fluorescence-denoise to denoise,"
                    + " fluorescence-prior to upsample, fluorescence-sr-x2 or -x4 to super-resolve)")
    private String model;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description = "auto, cpu, gpu or gpu:i with i from 0 (default: ${DEFAULT-VALUE})",
            defaultValue = "auto")
    private String device;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "CPU threads; results do not depend on it (default: the processors that Java may use)")
    private Integer threads;

    /** Finds problems that need no model. @throws UsageException naming the option */
    public void check() {
        device();
        if (threads != null && (threads < 1 || threads > MOST_THREADS)) {
            throw new UsageException("--threads must be 1 to " + MOST_THREADS + ", but is " + threads);
        }
    }

    /**
     * Opens the model.
     *
     * @param usual name of the model that serves where the user chooses none
     * @param warnings told in one line of each: no usable GPU, far too many threads
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if model or device cannot be used
     */
    public DiffusionModel open(String usual, Consumer<String> warnings) {
        int processors = Runtime.getRuntime().availableProcessors();
        int count = threads == null ? processors : threads;
        if (count >= FAR_TOO_MANY * processors) {
            warnings.accept("--threads " + count + " is far more than the processors that Java may use, " + processors
                    + ", which slows the work down; leave it out");
        }
        // The engine fills noise in Java's common pool, whose size can be chosen only before its first use.
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", String.valueOf(count - 1));
        return DiffusionModel.open(
                ModelRepository.ofEnvironment(List.of()).resolve(model == null ? usual : model),
                device(),
                count,
                warnings);
    }

    private DeviceChoice device() {
        try {
            return DeviceChoice.parse(device);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--device: " + e.getMessage());
        }
    }
}
