package io.github.imagejdiffusion.diffusion.onnx;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.onnxruntime.engine.OrtNDManager;
import ai.djl.onnxruntime.engine.OrtSymbolBlock;
import ai.djl.training.ParameterStore;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import io.github.imagejdiffusion.diffusion.DiffusionException;
import java.util.HashMap;
import java.util.Map;
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
            this.inputs = Set.copyOf(session.getInputNames());
            this.outputs = Set.copyOf(session.getOutputNames());
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
                    + "; encoder and denoiser do not belong together or rdf.yaml is wrong");
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
                    what + ": the network call failed: " + OnnxEngine.rootMessage(e) + "; a block too large for the"
                            + " memory of the device gives this, as does a package whose graphs do not fit together",
                    e);
        }
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
