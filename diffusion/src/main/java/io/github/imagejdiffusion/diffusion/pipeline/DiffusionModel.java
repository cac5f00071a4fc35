package io.github.imagejdiffusion.diffusion.pipeline;

import io.github.imagejdiffusion.diffusion.WrongModelException;
import io.github.imagejdiffusion.diffusion.model.ModelPackage;
import io.github.imagejdiffusion.diffusion.model.config.DenoiserGraph;
import io.github.imagejdiffusion.diffusion.model.config.DiffusionConfig;
import io.github.imagejdiffusion.diffusion.model.config.EncoderGraph;
import io.github.imagejdiffusion.diffusion.model.config.ModelKind;
import io.github.imagejdiffusion.diffusion.network.DiffusionNetwork;
import io.github.imagejdiffusion.diffusion.network.LevelNetwork;
import io.github.imagejdiffusion.diffusion.network.TimedNetwork;
import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.normalise.Percentiles;
import io.github.imagejdiffusion.diffusion.onnx.DeviceChoice;
import io.github.imagejdiffusion.diffusion.onnx.GraphNames;
import io.github.imagejdiffusion.diffusion.onnx.OnnxNetworkBuilder;
import io.github.imagejdiffusion.diffusion.sampler.DiffusionSampler;
import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * A model package whose networks are loaded on a device.
 *
 * <p>Thread-safe; close it to free the networks. Closing waits for the network calls under way; work that goes on with it
 * then ends with IllegalStateException.
 */
public final class DiffusionModel implements AutoCloseable {

    private final ModelPackage model;
    private final TimedNetwork network;

    /**
     * For networks that do not come from ONNX files; {@link #open} is the usual way.
     *
     * @param model the description that the network goes with
     * @param network owned by this model from here on; told the timestep or the noise level, as the description says
     */
    public DiffusionModel(ModelPackage model, DiffusionNetwork network) {
        this.model = model;
        this.network = new TimedNetwork(told(model.diffusion(), network));
    }

    private static DiffusionNetwork told(DiffusionConfig config, DiffusionNetwork network) {
        return switch (config.denoiser().time().kind()) {
            case TIMESTEP -> network;
            case NOISE_LEVEL -> new LevelNetwork(network, ModelSampler.schedule(config.schedule()));
        };
    }

    /** Opens with all processors that Java may use; fallback from GPU to CPU is not reported. */
    public static DiffusionModel open(ModelPackage model, DeviceChoice device) {
        return open(model, device, Runtime.getRuntime().availableProcessors(), warning -> {});
    }

    /**
     * Loads the networks.
     *
     * @param model to load from; its files are read now
     * @param device where to run
     * @param threads of one network call on the CPU, 1 to 1,024, or to the number of processors where there are more
     * @param warnings told in one line when AUTO falls back to the CPU
     * @throws IllegalArgumentException for another number of threads
     * @throws io.github.imagejdiffusion.diffusion.onnx.DeviceUnusableException if the device cannot be used
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if a network cannot be loaded
     */
    public static DiffusionModel open(ModelPackage model, DeviceChoice device, int threads, Consumer<String> warnings) {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(warnings, "warnings");
        return new DiffusionModel(model, load(model, device, threads, warnings));
    }

    /** The networks as they are in the files, without anything between. */
    static DiffusionNetwork load(ModelPackage model, DeviceChoice device, int threads, Consumer<String> warnings) {
        OnnxNetworkBuilder builder = new OnnxNetworkBuilder(
                        model.shortName(), model.weights().read(), names(model.diffusion()))
                .device(device)
                .threads(threads)
                .warnings(warnings);
        model.encoder().ifPresent(encoder -> builder.encoder(encoder.read()));
        return builder.open();
    }

    private static GraphNames names(DiffusionConfig config) {
        DenoiserGraph d = config.denoiser();
        return new GraphNames(
                d.sample(),
                d.time().name(),
                d.features().or(d::image).orElse(null),
                d.output(),
                config.encoder().map(EncoderGraph::input).orElse(null),
                config.encoder().map(EncoderGraph::output).orElse(null));
    }

    /**
     * A sampler with the package's schedule, prediction type, spacing and clipping. eps is derived anew from the clipped
     * x0, as in guided-diffusion and SegDiff's code.
     *
     * @param solver the method
     * @param steps network calls, 1 to the package's num_train_timesteps
     * @throws io.github.imagejdiffusion.diffusion.sampler.SamplerException if the package's options do not go with it
     * @throws io.github.imagejdiffusion.diffusion.schedule.ScheduleException if the number of steps is out of range
     */
    public DiffusionSampler sampler(SolverKind solver, int steps) {
        return ModelSampler.of(model.diffusion().schedule(), solver, steps);
    }

    /**
     * Refuses a model that was made for something else.
     *
     * @param kinds that will do
     * @param otherwise how the message goes on: what is wrong with another kind, and what to choose
     * @throws WrongModelException if the model is of another kind, naming both
     */
    public void requireKind(Set<ModelKind> kinds, String otherwise) {
        if (!kinds.contains(config().kind())) {
            throw new WrongModelException("model " + name() + " is of kind "
                    + config().kind().name().toLowerCase(Locale.ROOT) + ", " + otherwise);
        }
    }

    /** The short name, as on the command line. */
    public String name() {
        return model.shortName();
    }

    /** The package's version, empty if it has none. */
    public String version() {
        return model.version().orElse("");
    }

    /** The model's identity, see {@link ModelPackage#sha256()}. */
    public String sha256() {
        return model.sha256();
    }

    /** What the package says about sampling. */
    public DiffusionConfig config() {
        return model.diffusion();
    }

    /**
     * The normalisation that the package asks for, of one channel at one time point: percentiles over all its planes.
     *
     * @param planes each (x, y); each is asked for several times, one after the other
     * @throws io.github.imagejdiffusion.diffusion.normalise.InvalidPixelException for NaN or infinite pixels
     */
    public PercentileLimits limits(List<? extends RandomAccessibleInterval<? extends RealType<?>>> planes) {
        return Percentiles.range(
                planes, config().normalisation().low(), config().normalisation().high());
    }

    /** The loaded networks; closed with this model. */
    public DiffusionNetwork network() {
        return network;
    }

    /** Seconds spent inside the networks since the model was opened. */
    public double networkSeconds() {
        return network.seconds();
    }

    /** The device that really runs the networks. */
    public String device() {
        return network.device();
    }

    @Override
    public void close() {
        network.close();
    }
}
