package io.github.imagejdiffusion.formats.zarr;

import io.github.imagejdiffusion.formats.PixelType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;

/**
 * How the values of an array are stored: zarr v2's {@code dtype}, as NumPy writes it.
 *
 * @param pixel what they are read as
 * @param order of the bytes of a value
 * @param flag whether they are true and false, which are read as 255 and 0
 */
record ValueType(PixelType pixel, ByteOrder order, boolean flag) {

    private static final Map<String, PixelType> KINDS = Map.of(
            "b1", PixelType.UINT8,
            "u1", PixelType.UINT8,
            "i1", PixelType.INT8,
            "u2", PixelType.UINT16,
            "i2", PixelType.INT16,
            "u4", PixelType.UINT32,
            "i4", PixelType.INT32,
            "f4", PixelType.FLOAT,
            "f8", PixelType.DOUBLE);

    /** {@code <u2}, {@code |b1} and so on; empty for what cannot be read. */
    static Optional<ValueType> of(String dtype) {
        if (dtype.length() != 3 || "<>|".indexOf(dtype.charAt(0)) < 0) {
            return Optional.empty();
        }
        String kind = dtype.substring(1);
        ByteOrder order = dtype.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return Optional.ofNullable(KINDS.get(kind))
                .filter(pixel -> pixel.bytes() == 1 || dtype.charAt(0) != '|')
                .map(pixel -> new ValueType(pixel, order, kind.equals("b1")));
    }

    int bytes() {
        return pixel.bytes();
    }

    /** One value, as it is stored after {@link #read}. */
    ByteBuffer stored(double value) {
        ByteBuffer bytes = ByteBuffer.allocate(bytes()).order(order);
        switch (pixel) {
            case UINT8, INT8 -> bytes.put(0, (byte) (flag ? value == 0 ? 0 : -1 : (long) value));
            case UINT16, INT16 -> bytes.putShort(0, (short) (long) value);
            case UINT32, INT32 -> bytes.putInt(0, (int) (long) value);
            case FLOAT -> bytes.putFloat(0, (float) value);
            case DOUBLE -> bytes.putDouble(0, value);
        }
        return bytes;
    }

    /** The values of a chunk; its array is changed where flags become numbers. */
    ByteBuffer read(byte[] chunk) {
        if (flag) {
            for (int i = 0; i < chunk.length; i++) {
                chunk[i] = (byte) (chunk[i] == 0 ? 0 : -1);
            }
        }
        return ByteBuffer.wrap(chunk).order(order);
    }
}
