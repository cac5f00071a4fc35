package io.github.imagejdiffusion.diffusion.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.github.imagejdiffusion.diffusion.DiffusionException;
import java.util.function.Consumer;

/**
 * Opens ONNX graphs on a device.
 *
 * <p>Defaults: no encoder, device AUTO, as many threads as processors that the JVM may use, warnings dropped. Not
 * thread-safe.
 */
public final class OnnxNetworkBuilder {

    /** Starting more keeps a computer busy for minutes, unless it has as many processors. */
    private static final int MOST_THREADS = Math.max(1024, Runtime.getRuntime().availableProcessors());

    private final String name;
    private final byte[] denoiser;
    private final GraphNames names;
    private byte[] encoder;
    private DeviceChoice device = DeviceChoice.AUTO;
    private int threads = Runtime.getRuntime().availableProcessors();
    private Consumer<String> warnings = message -> {};

    /**
     * Starts with what every model has.
     *
     * @param name names the model in errors
     * @param denoiser content of the ONNX file; not copied
     * @param names of the tensors in both graphs
     */
    public OnnxNetworkBuilder(String name, byte[] denoiser, GraphNames names) {
        this.name = name;
        this.denoiser = denoiser;
        this.names = names;
    }

    /** Content of the image encoder's ONNX file; not copied. */
    public OnnxNetworkBuilder encoder(byte[] graph) {
        this.encoder = graph;
        return this;
    }

    /** Where to run. */
    public OnnxNetworkBuilder device(DeviceChoice choice) {
        this.device = choice;
        return this;
    }

    /**
     * CPU threads of one network call, 1 to 1,024, or to the number of processors where there are more; they do not change
     * a bit of the result.
     *
     * @throws IllegalArgumentException for other numbers
     */
    public OnnxNetworkBuilder threads(int count) {
        if (count < 1 || count > MOST_THREADS) {
            throw new IllegalArgumentException("threads must be 1 to " + MOST_THREADS + ", but is " + count);
        }
        this.threads = count;
        return this;
    }

    /** Told when AUTO falls back to the CPU although a GPU build is installed. */
    public OnnxNetworkBuilder warnings(Consumer<String> listener) {
        this.warnings = listener;
        return this;
    }

    /**
     * Loads the graphs.
     *
     * @throws DeviceUnusableException if a GPU was demanded and cannot be used, or the engine cannot start
     * @throws DiffusionException if a graph cannot be loaded, or has other tensors than {@code names} says
     */
    public OnnxNetwork open() {
        return switch (device.kind()) {
            case CPU -> open(-1);
            case GPU -> {
                GpuSupport.require(device.index());
                yield open(device.index());
            }
            case AUTO -> {
                if (!GpuSupport.isBuiltIn()) {
                    yield open(-1);
                }
                try {
                    GpuSupport.require(0);
                } catch (DeviceUnusableException e) {
                    warnings.accept("no usable GPU, running on the CPU: " + e.getMessage());
                    yield open(-1);
                }
                yield open(0);
            }
        };
    }

    private OnnxNetwork open(int gpu) {
        OnnxGraph first = null;
        OnnxGraph second = null;
        try {
            first = encoder == null ? null : new OnnxGraph(name + "/encoder", encoder, options(gpu));
            second = new OnnxGraph(name + "/denoiser", denoiser, options(gpu));
            return new OnnxNetwork(name, first, second, names, gpu < 0 ? "cpu" : "gpu:" + gpu);
        } catch (RuntimeException e) {
            if (second != null) {
                second.close();
            }
            if (first != null) {
                first.close();
            }
            throw e;
        }
    }

    private SessionOptions options(int gpu) {
        OnnxEngine.engine();
        SessionOptions options = new SessionOptions();
        try {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            // Threads without work spin for some 20 ms after a call, and take processors from what follows it.
            options.addConfigEntry("session.force_spinning_stop", "1");
            if (gpu >= 0) {
                GpuSupport.add(options, gpu);
            }
            return options;
        } catch (OrtException | RuntimeException e) {
            options.close();
            if (e instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new DiffusionException(name + ": ONNX Runtime refused its options: " + e.getMessage(), e);
        }
    }
}
