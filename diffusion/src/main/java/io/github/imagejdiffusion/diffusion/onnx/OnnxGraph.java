package io.github.imagejdiffusion.diffusion.onnx;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.onnxruntime.engine.OrtNDManager;
import ai.djl.onnxruntime.engine.OrtSymbolBlock;
import ai.djl.training.ParameterStore;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import io.github.imagejdiffusion.diffusion.DiffusionException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One ONNX graph as a DJL block. Calls are serialised: ONNX Runtime uses all its threads for one call anyway.
 *
 * <p>The session is created here rather than by DJL's Model, because DJL cannot switch options off, spills graphs that
 * come from a stream to the temporary folder, and reads configuration from the model's folder.
 */
final class OnnxGraph implements AutoCloseable {

    private final String what;
    private final SessionOptions options;
    private final OrtNDManager manager;
    private final OrtSymbolBlock block;
    private final Set<String> inputs;
    private final Set<String> outputs;
    private final Map<String, NodeInfo> declared = new HashMap<>();
    private boolean closed;

    /**
     * @param what names the graph in errors, for example {@code nuclei-fluorescence/encoder.onnx}
     * @param options owned by this graph from here on
     */
    OnnxGraph(String what, byte[] model, SessionOptions options) {
        this.what = what;
        this.options = options;
        this.manager = OnnxEngine.newManager();
        try {
            OrtSession session = OnnxEngine.environment().createSession(model, options);
            this.inputs = new LinkedHashSet<>(session.getInputNames());
            this.outputs = new LinkedHashSet<>(session.getOutputNames());
            declared.putAll(session.getInputInfo());
            declared.putAll(session.getOutputInfo());
            this.block = new OrtSymbolBlock(session, manager);
        } catch (OrtException e) {
            manager.close();
            options.close();
            throw new DiffusionException(
                    what + ": ONNX Runtime cannot load this graph (" + e.getMessage()
                            + "); the file is damaged or needs a newer version",
                    e);
        }
    }

    /** Checks the names. @throws DiffusionException if the inputs are others or the output is missing */
    void require(Set<String> wantedInputs, String wantedOutput) {
        if (!inputs.equals(wantedInputs) || !outputs.contains(wantedOutput)) {
            throw new DiffusionException(what + ": the graph has inputs " + inputs + " and outputs " + outputs
                    + ", but rdf.yaml names inputs " + wantedInputs + " and output " + wantedOutput
                    + "; encoder and denoiser do not belong together, or rdf.yaml is wrong, or the export has left out"
                    + " an input that the network does not use");
        }
    }

    /**
     * Sizes of a tensor as the graph declares them, -1 where any will do; empty if it says nothing.
     *
     * @throws DiffusionException if there is no such tensor
     */
    long[] declaredShape(String tensor) {
        NodeInfo node = declared.get(tensor);
        if (node == null) {
            throw new DiffusionException(what + ": the graph has no tensor named '" + tensor + "'");
        }
        return node.getInfo() instanceof TensorInfo info ? info.getShape() : new long[0];
    }

    /** Name that the graph gives to the first axis of an input; empty if it gives none. */
    String batchName(String input) {
        String[] axes =
                declared.get(input).getInfo() instanceof TensorInfo info ? info.getDimensionNames() : new String[0];
        return axes.length == 0 ? "" : axes[0];
    }

    /**
     * Type that an input's values must be given in.
     *
     * @throws DiffusionException if the graph takes neither floats of 16 or 32 bits, nor, where they are whole, integers
     */
    InputType typeOf(String input, boolean whole) {
        OnnxJavaType type = declared.get(input).getInfo() instanceof TensorInfo info ? info.type : OnnxJavaType.UNKNOWN;
        return InputType.of(type, whole)
                .orElseThrow(() -> new DiffusionException(what + ": the input '" + input + "' takes " + type
                        + ", but is given " + (whole ? "INT64, INT32, FLOAT or FLOAT16" : "FLOAT or FLOAT16")
                        + "; export the network so"));
    }

    /** A manager for arrays that live as long as the caller says; closed with the graph at the latest. */
    NDManager newManager() {
        return manager.newSubManager();
    }

    /**
     * Runs the graph once.
     *
     * @param arrays named inputs; the result is attached to the manager of the first one
     * @throws DiffusionException if the network call fails, naming the reason
     */
    synchronized NDArray run(NDList arrays, String output) {
        try {
            NDList results = block.forward(new ParameterStore(manager, false), arrays, false);
            for (NDArray result : results) {
                if (output.equals(result.getName())) {
                    return result;
                }
            }
            throw new DiffusionException(what + ": the graph returned no output named '" + output + "'");
        } catch (EngineException e) {
            throw new DiffusionException(
                    what + ": the network call failed: "
                            + misfit(arrays)
                                    .orElseGet(() -> OnnxEngine.rootMessage(e)
                                            + "; a block too large for the memory of the"
                                            + " device gives this, as does a package whose graphs do not fit together"),
                    e);
        }
    }

    /** ONNX Runtime tells neither what was given nor what to do. */
    private Optional<String> misfit(NDList arrays) {
        for (NDArray array : arrays) {
            long[] wanted = declaredShape(array.getName());
            long[] given = array.getShape().getShape();
            boolean differ = wanted.length > 0 && wanted.length != given.length;
            for (int i = 0; i < Math.min(wanted.length, given.length); i++) {
                differ |= wanted[i] >= 0 && wanted[i] != given[i];
            }
            if (differ) {
                return Optional.of("the input '" + array.getName() + "' takes the shape " + Arrays.toString(wanted)
                        + " (-1 is any size), but is given " + Arrays.toString(given)
                        + "; export the network with dynamic N, H and W, and for as many channels as rdf.yaml says");
            }
        }
        return Optional.empty();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        block.close();
        manager.close();
        options.close();
    }
}
