package io.github.imagejdiffusion.diffusion.onnx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.imagejdiffusion.diffusion.DiffusionException;
import io.github.imagejdiffusion.diffusion.network.DiffusionNetwork;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A diffusion network whose encoder and denoiser are ONNX graphs.
 *
 * <p>Encoded features stay inside ONNX Runtime between calls: they are the output tensor of one graph and the input
 * tensor of the other, and are never copied to Java. Features of one image serve a batch of any size,
 * unless the denoiser is declared to take as many as samples: then samples go in one by one. A conditional
 * model without encoder is given the image itself in place of features.
 *
 * <p>Thread-safe: network calls are serialised per graph. Closing waits for the calls under way; later ones throw
 * IllegalStateException. Do not close what {@link #condition} returned while one of its own calls is under way. Equal
 * inputs give equal bits for any number of threads on one CPU type and one ONNX Runtime build.
 */
public final class OnnxNetwork implements DiffusionNetwork {

    private final OnnxGraph encoder;
    private final OnnxGraph denoiser;
    private final GraphNames names;
    private final String device;
    private final CloseGuard guard;
    private final InputType sampleType;
    private final InputType timeType;
    private final InputType imageType;
    private final boolean shared;

    /** @param model its name, for messages */
    OnnxNetwork(String model, OnnxGraph encoder, OnnxGraph denoiser, GraphNames names, String device) {
        this.guard = new CloseGuard(model);
        this.encoder = encoder;
        this.denoiser = denoiser;
        this.names = names;
        this.device = device;
        Set<String> inputs = new LinkedHashSet<>(Arrays.asList(names.sample(), names.timestep()));
        if (names.features() != null) {
            inputs.add(names.features());
        }
        denoiser.require(inputs, names.prediction());
        this.sampleType = denoiser.typeOf(names.sample(), false);
        this.timeType = denoiser.typeOf(names.timestep(), true);
        this.shared = names.features() != null && isShared();
        if (encoder == null) {
            this.imageType = names.features() == null ? null : denoiser.typeOf(names.features(), false);
        } else {
            encoder.require(Set.of(names.image()), names.encoded());
            this.imageType = encoder.typeOf(names.image(), false);
            requireSameFeatures(encoder.declaredShape(names.encoded()), denoiser.declaredShape(names.features()));
        }
    }

    /**
     * Whether one image may serve a batch: where the graph takes one, or features of a batch of their own. A network
     * that is given the image itself mostly joins it to the sample, and batches whose names the exporter made up tell
     * nothing.
     */
    private boolean isShared() {
        long[] shape = denoiser.declaredShape(names.features());
        String batch = denoiser.batchName(names.features());
        boolean own = !batch.isEmpty() && !batch.equals(denoiser.batchName(names.sample()));
        return shape.length > 0 && shape[0] == 1 || encoder != null && own;
    }

    /** Two halves of different models are found out here, not at the first image. */
    private static void requireSameFeatures(long[] encoded, long[] wanted) {
        boolean differ = encoded.length > 0 && wanted.length > 0 && encoded.length != wanted.length;
        for (int i = 0; i < Math.min(encoded.length, wanted.length); i++) {
            differ |= encoded[i] > 0 && wanted[i] > 0 && encoded[i] != wanted[i];
        }
        if (differ) {
            throw new DiffusionException("encoder and denoiser do not belong together: the encoder makes features "
                    + Arrays.toString(encoded) + ", but the denoiser takes " + Arrays.toString(wanted)
                    + " (-1 is any size); get the whole package again");
        }
    }

    @Override
    public BoundDenoiser condition(Tensor image) {
        if (names.features() == null) {
            throw new DiffusionException("this model takes no image: it is unconditional");
        }
        return guard.call(() -> bind(image));
    }

    private BoundDenoiser bind(Tensor image) {
        NDManager manager = denoiser.newManager();
        try {
            return new Bound(
                    manager,
                    encoder == null ? array(manager, names.features(), imageType, image) : encode(manager, image));
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    private NDArray encode(NDManager manager, Tensor image) {
        try (NDManager call = manager.newSubManager()) {
            NDArray features = encoder.run(new NDList(array(call, names.image(), imageType, image)), names.encoded());
            features.attach(manager);
            features.setName(names.features());
            return features;
        }
    }

    @Override
    public BoundDenoiser unconditional() {
        if (names.features() != null) {
            throw new DiffusionException("this model needs an image as condition");
        }
        return guard.call(() -> new Bound(denoiser.newManager(), null));
    }

    @Override
    public String device() {
        return device;
    }

    @Override
    public void close() {
        guard.close(() -> {
            denoiser.close();
            if (encoder != null) {
                encoder.close();
            }
        });
    }

    private static NDArray array(NDManager manager, String name, InputType type, Tensor tensor) {
        Shape shape = new Shape(tensor.batch(), tensor.channels(), tensor.height(), tensor.width());
        return array(manager, name, type, tensor.data(), shape);
    }

    private static NDArray array(NDManager manager, String name, InputType type, float[] values, Shape shape) {
        if (values.length > Integer.MAX_VALUE / type.bytes()) {
            throw new DiffusionException("tensor '" + name + "' of shape " + shape
                    + " is too large for one network call; use smaller blocks");
        }
        NDArray array = type.array(manager, values, shape);
        array.setName(name);
        return array;
    }

    private final class Bound implements BoundDenoiser {

        private final NDManager manager;
        private final NDArray features;

        private Bound(NDManager manager, NDArray features) {
            this.manager = manager;
            this.features = features;
        }

        @Override
        public Tensor predict(Tensor x, double timestep) {
            return guard.call(
                    () -> features == null || x.batch() == 1 || shared ? run(x, timestep) : each(x, timestep));
        }

        /** One by one, for a network that takes as many images as samples: there is one. */
        private Tensor each(Tensor x, double timestep) {
            int size = x.data().length / x.batch();
            float[] all = null;
            Tensor one = null;
            for (int n = 0; n < x.batch(); n++) {
                float[] sample = Arrays.copyOfRange(x.data(), n * size, (n + 1) * size);
                one = run(Tensor.wrap(1, x.channels(), x.height(), x.width(), sample), timestep);
                int length = one.data().length;
                if (all == null) {
                    all = new float[length * x.batch()];
                }
                System.arraycopy(one.data(), 0, all, n * length, length);
            }
            return Tensor.wrap(x.batch(), one.channels(), one.height(), one.width(), all);
        }

        private Tensor run(Tensor x, double timestep) {
            try (NDManager call = manager.newSubManager()) {
                if (!timeType.holds((float) timestep)) {
                    throw new DiffusionException("the network's input '" + names.timestep()
                            + "' takes whole numbers only, but is given " + timestep + "; export it as float");
                }
                float[] times = new float[x.batch()];
                Arrays.fill(times, (float) timestep);
                NDList inputs = new NDList(
                        array(call, names.sample(), sampleType, x),
                        array(call, names.timestep(), timeType, times, new Shape(x.batch())));
                if (features != null) {
                    inputs.add(features);
                }
                NDArray out = denoiser.run(inputs, names.prediction());
                return tensor(out);
            }
        }

        @Override
        public void close() {
            guard.release(manager::close);
        }
    }

    private static Tensor tensor(NDArray array) {
        long[] shape = array.getShape().getShape();
        DataType type = array.getDataType();
        if (shape.length != 4 || type != DataType.FLOAT32 && type != DataType.FLOAT16) {
            throw new DiffusionException("the network returned a tensor of " + type + " and shape "
                    + Arrays.toString(shape) + ", expected float32 or float16 and [batch, channels, height, width]");
        }
        return Tensor.wrap((int) shape[0], (int) shape[1], (int) shape[2], (int) shape[3], array.toFloatArray());
    }
}
