package io.github.imagejdiffusion.diffusion.model;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * Checks that a file has the outline of an ONNX model, before native code gets to see it.
 *
 * <p>The whole file must be one ModelProto: fields one after another to the very end, with an {@code ir_version} and a
 * graph. All tensors in it must hold their own numbers: one stored elsewhere would let a model name any file.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>
 */
final class OnnxOutline {

    private static final int MAX_DEPTH = 64;
    private static final long MODEL_IR_VERSION = tag(1, ProtobufWalk.VARINT);
    private static final long MODEL_GRAPH = tag(7, ProtobufWalk.LENGTH_DELIMITED);
    private static final long TENSOR_EXTERNAL_DATA = tag(13, ProtobufWalk.LENGTH_DELIMITED);
    private static final long TENSOR_DATA_LOCATION = tag(14, ProtobufWalk.VARINT);
    private static final long LOCATION_EXTERNAL = 1;

    /** The messages on the way to every TensorProto, with the fields that lead there. */
    private enum Message {
        MODEL,
        TRAINING,
        FUNCTION,
        GRAPH,
        NODE,
        ATTRIBUTE,
        SPARSE_TENSOR,
        TENSOR
    }

    private static final Map<Message, Map<Long, Message>> PARTS = Map.of(
            Message.MODEL, Map.of(7L, Message.GRAPH, 20L, Message.TRAINING, 25L, Message.FUNCTION),
            Message.TRAINING, Map.of(1L, Message.GRAPH, 2L, Message.GRAPH),
            Message.FUNCTION, Map.of(7L, Message.NODE),
            Message.GRAPH, Map.of(1L, Message.NODE, 5L, Message.TENSOR, 15L, Message.SPARSE_TENSOR),
            Message.NODE, Map.of(5L, Message.ATTRIBUTE),
            Message.ATTRIBUTE,
                    Map.of(
                            5L, Message.TENSOR,
                            10L, Message.TENSOR,
                            6L, Message.GRAPH,
                            11L, Message.GRAPH,
                            22L, Message.SPARSE_TENSOR,
                            23L, Message.SPARSE_TENSOR),
            Message.SPARSE_TENSOR, Map.of(1L, Message.TENSOR, 2L, Message.TENSOR),
            Message.TENSOR, Map.of());

    private final ProtobufWalk walk;
    private boolean versionSeen;
    private boolean graphSeen;

    private OnnxOutline(InputStream in) {
        this.walk = new ProtobufWalk(in);
    }

    /** Reads the stream to its end. @throws IOException if it is not such a model, saying what is wrong */
    static void check(InputStream in) throws IOException {
        OnnxOutline outline = new OnnxOutline(in);
        outline.message(Message.MODEL, Long.MAX_VALUE, 0);
        if (!outline.versionSeen || !outline.graphSeen) {
            throw new IOException("it has no " + (outline.versionSeen ? "graph" : "ir_version"));
        }
    }

    private void message(Message message, long end, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new IOException("it is nested too deeply");
        }
        while (walk.position() < end) {
            long tag = walk.tag();
            if (tag < 0 && message == Message.MODEL) {
                return;
            }
            field(message, tag, depth);
        }
        if (walk.position() != end) {
            throw new IOException("its fields do not fit into each other");
        }
    }

    private void field(Message message, long tag, int depth) throws IOException {
        if (tag >>> 3 == 0 || tag < 0) {
            throw new IOException(tag < 0 ? "it ends too early" : "it has a field without a number");
        }
        int wireType = (int) (tag & 7);
        versionSeen |= message == Message.MODEL && tag == MODEL_IR_VERSION;
        graphSeen |= message == Message.MODEL && tag == MODEL_GRAPH;
        Message part =
                wireType == ProtobufWalk.LENGTH_DELIMITED ? PARTS.get(message).get(tag >>> 3) : null;
        if (part != null) {
            long length = walk.length();
            message(part, walk.position() + length, depth + 1);
        } else if (message == Message.TENSOR && tag == TENSOR_DATA_LOCATION) {
            checkLocation(walk.varint() == LOCATION_EXTERNAL);
        } else {
            checkLocation(message == Message.TENSOR && tag == TENSOR_EXTERNAL_DATA);
            walk.skip(wireType);
        }
    }

    private static void checkLocation(boolean external) throws IOException {
        if (external) {
            throw new IOException("it keeps weights in another file; save them within the ONNX file");
        }
    }

    private static long tag(int field, int wireType) {
        return (long) field << 3 | wireType;
    }
}
