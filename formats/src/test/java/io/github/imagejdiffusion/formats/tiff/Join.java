package io.github.imagejdiffusion.formats.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Puts the page of one little-endian TIFF behind that of another. */
final class Join {

    private Join() {}

    static byte[] pages(byte[] first, byte[] second) {
        int shift = first.length + (first.length & 1);
        ByteBuffer out = ByteBuffer.allocate(shift + second.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(first).position(shift).put(second);
        int secondDirectory = shift + out.getInt(shift + 4);
        out.putInt(nextPointer(out, out.getInt(4)), secondDirectory);
        int entries = out.getShort(secondDirectory);
        for (int i = 0; i < entries; i++) {
            int at = secondDirectory + 2 + 12 * i;
            int tag = out.getShort(at) & 0xffff;
            int bytes = out.getInt(at + 4) * new int[] {0, 1, 1, 2, 4, 8}[out.getShort(at + 2)];
            if (bytes > 4) {
                out.putInt(at + 8, out.getInt(at + 8) + shift);
            }
            if (tag == 273) {
                int values = bytes > 4 ? out.getInt(at + 8) : at + 8;
                for (int k = 0; k < bytes / 4; k++) {
                    out.putInt(values + 4 * k, out.getInt(values + 4 * k) + shift);
                }
            }
        }
        return out.array();
    }

    /** Position of the pointer to the next directory. */
    static int nextPointer(ByteBuffer tiff, int directory) {
        return directory + 2 + 12 * tiff.getShort(directory);
    }
}
