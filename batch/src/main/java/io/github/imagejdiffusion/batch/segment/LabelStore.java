package io.github.imagejdiffusion.batch.segment;

import io.github.imagejdiffusion.formats.write.ScratchFile;
import io.github.imagejdiffusion.segdiff.objects.LabelSource;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.file.Path;

/**
 * Keeps the labels of all planes of an image until it is known how they are to be numbered: in memory, or in a temporary
 * file if there are many pixels.
 */
final class LabelStore implements LabelSource, AutoCloseable {

    private static final long MOST_IN_MEMORY = 1L << 26;

    private final int[] memory;
    private final ScratchFile file;
    private long size;

    /**
     * @param name what the temporary file is named after
     * @param pixels of all planes together
     */
    LabelStore(Path name, long pixels) {
        this(name, pixels, MOST_IN_MEMORY);
    }

    LabelStore(Path name, long pixels, long mostInMemory) {
        boolean small = pixels <= mostInMemory;
        memory = small ? new int[Math.toIntExact(pixels)] : null;
        file = small ? null : ScratchFile.create(name);
    }

    /** Bytes of disk that the labels of so many pixels take meanwhile. */
    static long scratchBytes(long pixels) {
        return pixels <= MOST_IN_MEMORY ? 0 : pixels * Integer.BYTES;
    }

    /** Appends labels. */
    void add(int[] labels) {
        if (memory != null) {
            System.arraycopy(labels, 0, memory, (int) size, labels.length);
        } else {
            ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(labels.length, Integer.BYTES));
            bytes.asIntBuffer().put(labels);
            file.append(bytes);
        }
        size += labels.length;
    }

    @Override
    public void read(long from, int[] labels) {
        if (memory != null) {
            System.arraycopy(memory, (int) from, labels, 0, labels.length);
            return;
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(labels.length, Integer.BYTES));
        file.read(from * Integer.BYTES, bytes);
        IntBuffer ints = bytes.flip().asIntBuffer();
        ints.get(labels);
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
