package io.github.imagejdiffusion.diffusion.onnx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Types of a graph's inputs: what is computed in floats here is given to each network as it was exported. */
enum InputType {
    FLOAT(DataType.FLOAT32) {
        @Override
        void put(ByteBuffer buffer, float[] values) {
            buffer.asFloatBuffer().put(values);
        }
    },
    HALF(DataType.FLOAT16) {
        @Override
        void put(ByteBuffer buffer, float[] values) {
            for (int i = 0; i < values.length; i++) {
                buffer.putShort(i * Short.BYTES, Fp16Conversions.floatToFp16(values[i]));
            }
        }
    },
    INT(DataType.INT32) {
        @Override
        void put(ByteBuffer buffer, float[] values) {
            for (int i = 0; i < values.length; i++) {
                buffer.putInt(i * Integer.BYTES, (int) values[i]);
            }
        }
    },
    LONG(DataType.INT64) {
        @Override
        void put(ByteBuffer buffer, float[] values) {
            for (int i = 0; i < values.length; i++) {
                buffer.putLong(i * Long.BYTES, (long) values[i]);
            }
        }
    };

    private final DataType type;

    InputType(DataType type) {
        this.type = type;
    }

    /** The one for what a graph declares, if there is one. @param whole whether values are whole numbers */
    static Optional<InputType> of(OnnxJavaType declared, boolean whole) {
        return Optional.ofNullable(
                switch (declared) {
                    case FLOAT -> FLOAT;
                    case FLOAT16 -> HALF;
                    case INT32 -> whole ? INT : null;
                    case INT64 -> whole ? LONG : null;
                    default -> null;
                });
    }

    /** Bytes of one value. */
    int bytes() {
        return type.getNumOfBytes();
    }

    /** Whether a value stays what it is, but for rounding as floats: integers hold whole numbers only. */
    boolean holds(float value) {
        return type == DataType.FLOAT32 || type == DataType.FLOAT16 || value == Math.rint(value);
    }

    /** Copies values to the manager. */
    NDArray array(NDManager manager, float[] values, Shape shape) {
        // Direct and in native order, so that ONNX Runtime uses the buffer itself instead of copying it again.
        ByteBuffer buffer = ByteBuffer.allocateDirect(values.length * bytes()).order(ByteOrder.nativeOrder());
        put(buffer, values);
        return manager.create(buffer, shape, type);
    }

    abstract void put(ByteBuffer buffer, float[] values);
}
