package io.github.imagejdiffusion.diffusion.onnx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.imagejdiffusion.diffusion.DiffusionException;
import io.github.imagejdiffusion.diffusion.network.DiffusionNetwork;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A diffusion network whose encoder and denoiser are ONNX graphs.
 *
 * <p>Encoded features stay inside ONNX Runtime between calls: they are the output tensor of one graph and the input
 * tensor of the other, and are never copied to Java. Features of one image serve a batch of any size.
 *
 * <p>Thread-safe: network calls are serialised per graph. Equal inputs give equal bits for any number of threads on
 * one CPU type and one ONNX Runtime build.
 */
public final class OnnxNetwork implements DiffusionNetwork {

    private final OnnxGraph encoder;
    private final OnnxGraph denoiser;
    private final GraphNames names;
    private final String device;

    OnnxNetwork(OnnxGraph encoder, OnnxGraph denoiser, GraphNames names, String device) {
        this.encoder = encoder;
        this.denoiser = denoiser;
        this.names = names;
        this.device = device;
        Set<String> inputs = new LinkedHashSet<>(Arrays.asList(names.sample(), names.timestep()));
        if (names.features() != null) {
            inputs.add(names.features());
        }
        denoiser.require(inputs, names.prediction());
        if (encoder != null) {
            encoder.require(Set.of(names.image()), names.encoded());
        }
    }

    @Override
    public BoundDenoiser condition(Tensor image) {
        if (encoder == null) {
            throw new DiffusionException("this model has no image encoder: it is unconditional");
        }
        NDManager manager = encoder.newManager();
        try {
            NDArray features;
            try (NDManager call = manager.newSubManager()) {
                features = encoder.run(new NDList(array(call, names.image(), image)), names.encoded());
                features.attach(manager);
            }
            features.setName(names.features());
            return new Bound(manager, features);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    @Override
    public BoundDenoiser unconditional() {
        if (names.features() != null) {
            throw new DiffusionException("this model needs an image as condition");
        }
        return new Bound(denoiser.newManager(), null);
    }

    @Override
    public String device() {
        return device;
    }

    @Override
    public void close() {
        denoiser.close();
        if (encoder != null) {
            encoder.close();
        }
    }

    private static NDArray array(NDManager manager, String name, Tensor tensor) {
        Shape shape = new Shape(tensor.batch(), tensor.channels(), tensor.height(), tensor.width());
        return array(manager, name, tensor.data(), shape);
    }

    private static NDArray array(NDManager manager, String name, float[] values, Shape shape) {
        // Direct and in native order, so that ONNX Runtime uses the buffer itself instead of copying it again.
        FloatBuffer buffer = ByteBuffer.allocateDirect(Math.multiplyExact(values.length, Float.BYTES))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        buffer.put(values).rewind();
        NDArray array = manager.create(buffer, shape);
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
            try (NDManager call = manager.newSubManager()) {
                float[] times = new float[x.batch()];
                Arrays.fill(times, (float) timestep);
                NDList inputs = new NDList(
                        array(call, names.sample(), x), array(call, names.timestep(), times, new Shape(x.batch())));
                if (features != null) {
                    inputs.add(features);
                }
                NDArray out = denoiser.run(inputs, names.prediction());
                return tensor(out);
            }
        }

        @Override
        public void close() {
            manager.close();
        }
    }

    private static Tensor tensor(NDArray array) {
        long[] shape = array.getShape().getShape();
        if (shape.length != 4) {
            throw new DiffusionException("the network returned a tensor of shape " + Arrays.toString(shape)
                    + ", expected [batch, channels, height, width]");
        }
        return Tensor.wrap((int) shape[0], (int) shape[1], (int) shape[2], (int) shape[3], array.toFloatArray());
    }
}
