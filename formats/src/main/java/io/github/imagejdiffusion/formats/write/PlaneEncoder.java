package io.github.imagejdiffusion.formats.write;

import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.PixelType;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Consumer;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/** Turns planes into big-endian bytes of a pixel type, piece by piece. Not thread-safe. */
final class PlaneEncoder {

    private static final int BUFFER_BYTES = 1 << 20;

    private final PixelType type;
    private final Path target;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

    /** @param target for messages */
    PlaneEncoder(PixelType type, Path target) {
        this.type = type;
        this.target = target;
    }

    /** @throws FormatsException if a value is not a whole number within the range of an integer type */
    void encode(RandomAccessibleInterval<? extends RealType<?>> plane, Consumer<ByteBuffer> sink) {
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

    private int whole(double value, int largest) {
        if (value >= 0 && value <= largest && value == Math.rint(value)) {
            return (int) value;
        }
        throw new FormatsException(
                target,
                "cannot hold the value " + value + " as " + type + " (whole numbers 0 to " + largest + ")",
                "write it as 32-bit float");
    }
}
