package io.github.imagejdiffusion.formats.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Undoes what was done to samples so that they compress better. Sources: TIFF 6.0, section 14 (differences along rows);
 * Adobe TIFF Technical Note 3 (floating point: bytes of equal weight side by side, then differences).
 */
final class Predictor {

    static final int NONE = 1;
    static final int HORIZONTAL = 2;
    static final int FLOATING_POINT = 3;

    private Predictor() {}

    /**
     * Works in place.
     *
     * @param plain rows of samples of whole bytes
     * @param rowBytes bytes of a row
     * @param samples samples side by side in a pixel
     * @param size bytes of a sample: 1, 2, 4 or 8
     * @param order byte order of the file
     */
    static void undo(int predictor, byte[] plain, int rowBytes, int samples, int size, ByteOrder order) {
        if (predictor == HORIZONTAL) {
            ByteBuffer bytes = ByteBuffer.wrap(plain).order(order);
            for (int row = 0; row < plain.length; row += rowBytes) {
                accumulate(bytes, row, rowBytes, samples, size);
            }
        } else if (predictor == FLOATING_POINT) {
            byte[] copy = new byte[rowBytes];
            for (int row = 0; row < plain.length; row += rowBytes) {
                for (int i = row + samples; i < row + rowBytes; i++) {
                    plain[i] += plain[i - samples];
                }
                System.arraycopy(plain, row, copy, 0, rowBytes);
                interleave(copy, plain, row, size, order);
            }
        }
    }

    private static void accumulate(ByteBuffer bytes, int row, int rowBytes, int samples, int size) {
        int back = samples * size;
        int end = row + rowBytes;
        switch (size) {
            case 1 -> {
                for (int i = row + back; i < end; i++) {
                    bytes.put(i, (byte) (bytes.get(i) + bytes.get(i - back)));
                }
            }
            case 2 -> {
                for (int i = row + back; i < end; i += 2) {
                    bytes.putShort(i, (short) (bytes.getShort(i) + bytes.getShort(i - back)));
                }
            }
            case 4 -> {
                for (int i = row + back; i < end; i += 4) {
                    bytes.putInt(i, bytes.getInt(i) + bytes.getInt(i - back));
                }
            }
            default -> {
                for (int i = row + back; i < end; i += 8) {
                    bytes.putLong(i, bytes.getLong(i) + bytes.getLong(i - back));
                }
            }
        }
    }

    /** The highest bytes of all samples come first, whatever the byte order of the file. */
    private static void interleave(byte[] planes, byte[] plain, int row, int size, ByteOrder order) {
        int count = planes.length / size;
        for (int b = 0; b < size; b++) {
            int to = row + (order == ByteOrder.BIG_ENDIAN ? b : size - 1 - b);
            int from = b * count;
            for (int i = 0; i < count; i++) {
                plain[to + i * size] = planes[from + i];
            }
        }
    }
}
