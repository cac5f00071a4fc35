package io.github.imagejdiffusion.formats.tiff;

import io.github.imagejdiffusion.formats.FormatsException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Decodes strips and tiles whose samples are whole bytes once they are expanded: most of what microscopes write. Not
 * thread-safe.
 */
final class PlainChunks {

    private final TiffInput input;
    private final ChunkCache<byte[]> cache = new ChunkCache<>();

    PlainChunks(TiffInput input) {
        this.input = input;
    }

    /** Whether pages like this are decoded here. */
    static boolean know(TiffPage page) {
        boolean predicted = page.predictor() == Predictor.NONE
                || page.predictor() == Predictor.HORIZONTAL
                || page.predictor() == Predictor.FLOATING_POINT && page.format() == Tag.FORMAT_FLOAT;
        return Expansion.isKnown(page.compression())
                && page.bits() == page.type().bytes() * Byte.SIZE
                && page.fillOrder() == 1
                && predicted;
    }

    /**
     * The samples of a chunk, row by row, in the byte order of the file; not to be changed.
     *
     * @throws FormatsException if the chunk is damaged or does not fit into memory
     */
    ByteBuffer decode(TiffPage page, long offset, int bytes, int rows) {
        byte[] plain = cache.get(page, offset, rows);
        if (plain == null) {
            plain = read(page, offset, bytes, rows);
            cache.put(page, offset, rows, plain, plain.length);
        }
        return ByteBuffer.wrap(plain).order(input.order());
    }

    private byte[] read(TiffPage page, long offset, int bytes, int rows) {
        long size = page.rowBytes() * rows;
        try {
            byte[] plain = new byte[Math.toIntExact(size)];
            Expansion.expand(page.compression(), input.bytes(offset, bytes), plain);
            Predictor.undo(
                    page.predictor(),
                    plain,
                    (int) page.rowBytes(),
                    page.samplesPerChunkPixel(),
                    page.type().bytes(),
                    input.order());
            return plain;
        } catch (OutOfMemoryError | ArithmeticException e) {
            throw input.tooLarge(size, e);
        } catch (FormatsException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw input.undecodable(offset, e);
        }
    }

    void close() {
        cache.clear();
    }
}
