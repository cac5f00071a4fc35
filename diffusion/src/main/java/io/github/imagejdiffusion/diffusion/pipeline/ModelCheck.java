package io.github.imagejdiffusion.diffusion.pipeline;

import io.github.imagejdiffusion.diffusion.DiffusionException;
import io.github.imagejdiffusion.diffusion.model.ModelPackage;
import io.github.imagejdiffusion.diffusion.model.config.DenoiserGraph;
import io.github.imagejdiffusion.diffusion.network.DiffusionNetwork;
import io.github.imagejdiffusion.diffusion.network.DiffusionNetwork.BoundDenoiser;
import io.github.imagejdiffusion.diffusion.onnx.DeviceChoice;
import io.github.imagejdiffusion.diffusion.tensor.NpyReader;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Runs a package's test tensors through its networks on the CPU and compares with the outputs that the package states,
 * which came from the framework that trained it.
 *
 * <p>Test tensors are {@code test_<tensor>.npy}: image (for conditional models), x, timestep
 * (or noise_level, where the network takes that) and prediction.
 */
public final class ModelCheck {

    /** Largest absolute difference that passes. */
    public static final double TOLERANCE = 1e-4;

    private ModelCheck() {}

    /**
     * How far the networks are off.
     *
     * @param errors largest absolute difference per output tensor; NaN where a network returns NaN
     */
    public record Result(Map<String, Double> errors) {

        /** Whether every difference is at most {@link #TOLERANCE}. */
        public boolean passed() {
            return errors.values().stream().allMatch(e -> e <= TOLERANCE);
        }
    }

    /**
     * Opens the model on the CPU, runs it once and closes it.
     *
     * @throws DiffusionException if the package has no such tensors or its networks fail
     */
    public static Result run(ModelPackage model) {
        try (DiffusionNetwork network = DiffusionModel.load(
                model, DeviceChoice.CPU, Runtime.getRuntime().availableProcessors(), warning -> {})) {
            Tensor x = read(model, "x").tensor();
            double time = time(model);
            Map<String, Double> errors = new LinkedHashMap<>();
            try (BoundDenoiser denoiser = isConditional(model.diffusion().denoiser())
                    ? network.condition(read(model, "image").tensor())
                    : network.unconditional()) {
                Tensor prediction = denoiser.predict(x, time);
                errors.put(
                        "prediction",
                        difference(prediction, read(model, "prediction").tensor()));
            }
            return new Result(errors);
        }
    }

    private static boolean isConditional(DenoiserGraph denoiser) {
        return denoiser.features().isPresent() || denoiser.image().isPresent();
    }

    private static double time(ModelPackage model) {
        String tensor = model.diffusion().denoiser().time().kind().name().toLowerCase(Locale.ROOT);
        float[] values = read(model, tensor).values();
        if (values.length == 0) {
            throw new DiffusionException(model.shortName() + "/test_" + tensor + ".npy: is empty");
        }
        return values[0];
    }

    private static NpyReader.Array read(ModelPackage model, String tensor) {
        String path = "test_" + tensor + ".npy";
        return NpyReader.read(model.shortName() + "/" + path, model.read(path));
    }

    private static double difference(Tensor got, Tensor wanted) {
        if (!got.sameShape(wanted)) {
            throw new DiffusionException(
                    "the network returned " + got.shape() + ", the package states " + wanted.shape());
        }
        double largest = 0;
        for (int i = 0; i < got.data().length; i++) {
            // Math.max keeps a NaN once it is there: it must not pass as "not larger".
            largest = Math.max(largest, Math.abs((double) got.data()[i] - wanted.data()[i]));
        }
        return largest;
    }
}
