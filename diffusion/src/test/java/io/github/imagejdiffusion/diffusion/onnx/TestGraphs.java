package io.github.imagejdiffusion.diffusion.onnx;

import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Random;

/** The graphs that {@code src/test/python/tiny_graphs.py} writes, and tensors to put in. */
public final class TestGraphs {

    static final GraphNames CONDITIONAL =
            new GraphNames("x", "timestep", "features", "prediction", "image", "features");
    static final GraphNames UNCONDITIONAL = new GraphNames("x", "timestep", null, "prediction", null, null);

    private TestGraphs() {}

    /** Content of {@code onnx/<name>.onnx}. */
    public static byte[] read(String name) {
        try (InputStream in = TestGraphs.class.getResourceAsStream("/onnx/" + name + ".onnx")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static OnnxNetworkBuilder conditional() {
        return new OnnxNetworkBuilder("tiny", read("denoiser"), CONDITIONAL)
                .encoder(read("encoder"))
                .device(DeviceChoice.CPU)
                .threads(1);
    }

    static OnnxNetworkBuilder unconditional(String graph) {
        return new OnnxNetworkBuilder("tiny", read(graph), UNCONDITIONAL)
                .device(DeviceChoice.CPU)
                .threads(1);
    }

    static Tensor random(int n, int c, int h, int w, long seed) {
        Random random = new Random(seed);
        Tensor tensor = Tensor.zeros(n, c, h, w);
        for (int i = 0; i < tensor.data().length; i++) {
            tensor.data()[i] = (float) random.nextGaussian();
        }
        return tensor;
    }
}
