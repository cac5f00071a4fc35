package io.github.imagejdiffusion.formats.write;

import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.PixelType;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Consumer;
import net.imglib2.Cursor;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/** Turns pixels into big-endian bytes of a pixel type, in large pieces through one buffer. Not thread-safe. */
final class PlaneEncoder {

    private static final int BUFFER_BYTES = 1 << 20;
    private static final int PIECE_PIXELS = BUFFER_BYTES / Float.BYTES;

    private final PixelType type;
    private final Path target;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

    /** @param target for messages */
    PlaneEncoder(PixelType type, Path target) {
        this.type = type;
        this.target = target;
    }

    /**
     * Encodes a 2-D plane row by row.
     *
     * @throws FormatsException if a value is not a whole number within the range of an integer type
     */
    void encode(RandomAccessibleInterval<? extends RealType<?>> plane, Consumer<ByteBuffer> sink) {
        if (plane.getType() instanceof FloatType) {
            encodeFloats(plane, sink);
        } else {
            encodeEach(plane, sink);
        }
    }

    /** As {@link #encode(RandomAccessibleInterval, Consumer)}, of the first values of an array. */
    void encode(float[] values, int count, Consumer<ByteBuffer> sink) {
        int atOnce = BUFFER_BYTES / type.bytes();
        for (int from = 0; from < count; from += atOnce) {
            int n = Math.min(atOnce, count - from);
            buffer.clear();
            switch (type) {
                case UINT8 -> {
                    for (int i = from; i < from + n; i++) {
                        buffer.put((byte) whole(values[i], 0xff));
                    }
                }
                case UINT16 -> {
                    for (int i = from; i < from + n; i++) {
                        buffer.putShort((short) whole(values[i], 0xffff));
                    }
                }
                default -> buffer.asFloatBuffer().put(values, from, n);
            }
            sink.accept(buffer.position(0).limit(n * type.bytes()));
        }
    }

    /**
     * Copies pieces into an array first, which imglib2 does fast for images in arrays and cells and views of them. It
     * counts positions in ints, so the plane is moved to where they suffice.
     */
    @SuppressWarnings("unchecked")
    private void encodeFloats(RandomAccessibleInterval<? extends RealType<?>> plane, Consumer<ByteBuffer> sink) {
        PrimitiveBlocks<FloatType> source = PrimitiveBlocks.of(
                Views.zeroMin((RandomAccessibleInterval<FloatType>) plane), PrimitiveBlocks.OnFallback.ACCEPT);
        long width = plane.dimension(0);
        long height = plane.dimension(1);
        long pieceWidth = Math.min(width, PIECE_PIXELS);
        long pieceHeight = pieceWidth < width ? 1 : Math.min(height, PIECE_PIXELS / width);
        float[] piece = new float[(int) (pieceWidth * pieceHeight)];
        for (long y = 0; y < height; y += pieceHeight) {
            long rows = Math.min(pieceHeight, height - y);
            for (long x = 0; x < width; x += pieceWidth) {
                long columns = Math.min(pieceWidth, width - x);
                source.copy(FinalInterval.createMinSize(x, y, columns, rows), piece);
                encode(piece, (int) (columns * rows), sink);
            }
        }
    }

    private void encodeEach(RandomAccessibleInterval<? extends RealType<?>> plane, Consumer<ByteBuffer> sink) {
        buffer.clear();
        Cursor<? extends RealType<?>> cursor = Views.flatIterable(plane).cursor();
        while (cursor.hasNext()) {
            put(cursor.next().getRealDouble());
            if (buffer.remaining() < Double.BYTES) {
                sink.accept(buffer.flip());
                buffer.clear();
            }
        }
        sink.accept(buffer.flip());
    }

    private void put(double value) {
        switch (type) {
            case UINT8 -> buffer.put((byte) whole(value, 0xff));
            case UINT16 -> buffer.putShort((short) whole(value, 0xffff));
            default -> buffer.putFloat((float) value);
        }
    }

    /** NaN becomes 0 as an int, which it does not equal. */
    private int whole(double value, int largest) {
        int result = (int) value;
        if (result == value && (result & ~largest) == 0) {
            return result;
        }
        throw new FormatsException(
                target,
                "cannot hold the value " + value + " as " + type + " (whole numbers 0 to " + largest + ")",
                "write it as 32-bit float");
    }
}
