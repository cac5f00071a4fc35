package io.github.imagejdiffusion.formats.zarr.codec;

/** Blosc's filters, which bring bytes or bits of equal weight together, and their undoing. */
final class Shuffle {

    private Shuffle() {}

    /** First bytes of all values, then second bytes of all, and so on; what is left over stays at the end. */
    static void shuffle(byte[] values, int length, int width, byte[] shuffled) {
        int count = length / width;
        for (int b = 0, to = 0; b < width; b++) {
            for (int i = 0, from = b; i < count; i++, from += width) {
                shuffled[to++] = values[from];
            }
        }
        System.arraycopy(values, count * width, shuffled, count * width, length - count * width);
    }

    /** Undoes {@link #shuffle}. */
    static void unshuffle(byte[] shuffled, int length, int width, byte[] values, int offset) {
        int count = length / width;
        for (int b = 0, from = 0; b < width; b++) {
            for (int i = 0, to = offset + b; i < count; i++, to += width) {
                values[to] = shuffled[from++];
            }
        }
        System.arraycopy(shuffled, count * width, values, offset + count * width, length - count * width);
    }

    /**
     * The first bits of all values, then the second bits, and so on. Blosc leaves blocks alone whose values are not a
     * multiple of eight.
     */
    static void unshuffleBits(byte[] shuffled, int length, int width, byte[] values, int offset) {
        int count = length / width;
        if (count % 8 != 0) {
            System.arraycopy(shuffled, 0, values, offset, length);
            return;
        }
        int rowBytes = count / 8;
        for (int b = 0; b < width; b++) {
            for (int bit = 0; bit < 8; bit++) {
                int row = (b * 8 + bit) * rowBytes;
                for (int i = 0; i < count; i++) {
                    int value = shuffled[row + (i >> 3)] >> (i & 7) & 1;
                    values[offset + i * width + b] |= (byte) (value << bit);
                }
            }
        }
        System.arraycopy(shuffled, count * width, values, offset + count * width, length - count * width);
    }
}
