package io.github.imagejdiffusion.diffusion.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes .npy files as NumPy does, for tests. */
public final class Npy {

    private Npy() {}

    /** A float32 file of this shape. */
    public static byte[] of(String shape, float... values) {
        return file(1, header("<f4", "False", shape), values);
    }

    static String header(String type, String fortran, String shape) {
        return "{'descr': '" + type + "', 'fortran_order': " + fortran + ", 'shape': (" + shape + "), }";
    }

    static byte[] file(int version, String header, float... values) {
        int lengthBytes = version == 1 ? 2 : 4;
        int padded = (8 + lengthBytes + header.length() + 1 + 63) / 64 * 64 - 8 - lengthBytes;
        ByteBuffer out = ByteBuffer.allocate(8 + lengthBytes + padded + 4 * values.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        if (version == 1) {
            out.putShort((short) padded);
        } else {
            out.putInt(padded);
        }
        out.put((header + " ".repeat(padded - header.length() - 1) + "\n").getBytes(StandardCharsets.ISO_8859_1));
        for (float value : values) {
            out.putFloat(value);
        }
        return out.array();
    }
}
