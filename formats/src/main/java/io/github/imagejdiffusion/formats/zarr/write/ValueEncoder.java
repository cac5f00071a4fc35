package io.github.imagejdiffusion.formats.zarr.write;

import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.PixelType;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Puts values into the little-endian bytes of a pixel type.
 *
 * @param type of the pixels
 * @param target for messages
 */
record ValueEncoder(PixelType type, Path target) {

    private static final double MOST_UINT32 = 0xffffffffL;

    /** @throws IllegalArgumentException for a type that is not written */
    ValueEncoder {
        dtype(type);
    }

    /** What zarr calls a pixel type. @throws IllegalArgumentException for a type that is not written */
    static String dtype(PixelType type) {
        return switch (type) {
            case UINT8 -> "|u1";
            case UINT16 -> "<u2";
            case UINT32 -> "<u4";
            case FLOAT -> "<f4";
            default ->
                throw new IllegalArgumentException(
                        "OME-Zarr is written as UINT8, UINT16, UINT32 or FLOAT, not as " + type);
        };
    }

    /**
     * Puts some values at the position of the buffer.
     *
     * @throws FormatsException if a value is not a whole number within the range of an integer type
     */
    void put(ByteBuffer to, float[] values, int from, int count) {
        for (int i = from; i < from + count; i++) {
            switch (type) {
                case UINT8 -> to.put((byte) whole(values[i], 0xff));
                case UINT16 -> to.putShort((short) whole(values[i], 0xffff));
                case UINT32 -> to.putInt((int) whole(values[i], MOST_UINT32));
                default -> to.putFloat(values[i]);
            }
        }
    }

    private long whole(float value, double largest) {
        if (value >= 0 && value <= largest && value == Math.rint(value)) {
            return (long) value;
        }
        throw new FormatsException(
                target,
                "cannot hold the value " + value + " as " + type + " (whole numbers 0 to " + (long) largest + ")",
                "write it as 32-bit float");
    }
}
