package io.github.imagejdiffusion.formats.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Wraps one strip or tile as a TIFF file of its own, in memory, so that an ordinary TIFF decoder can be given just the
 * chunk that is needed. Integers are declared unsigned and greyscale: the decoder then hands the bits through.
 */
final class ChunkEnvelope {

    private static final int HEADER = 8;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int UNDEFINED = 7;

    private record Field(int tag, int type, long[] values, byte[] bytes) {
        int count() {
            return bytes == null ? values.length : bytes.length;
        }

        int size() {
            return bytes != null ? bytes.length : values.length * (type == SHORT ? 2 : 4);
        }
    }

    private final List<Field> fields = new ArrayList<>();
    private final TiffInput input;

    private ChunkEnvelope(TiffInput input) {
        this.input = input;
    }

    /**
     * @param offset first byte of the chunk in the file
     * @param bytes length of the chunk
     * @param rows rows coded in the chunk
     */
    static byte[] wrap(TiffInput input, TiffPage page, long offset, int bytes, int rows) {
        ChunkEnvelope envelope = new ChunkEnvelope(input);
        envelope.describe(page, bytes, rows);
        return envelope.assemble(offset, bytes);
    }

    private void describe(TiffPage page, int bytes, int rows) {
        int samples = page.samplesPerChunkPixel();
        boolean jpeg = page.compression() == Tag.COMPRESSION_JPEG;
        boolean colour = jpeg && page.isColour() && samples >= 3;
        add(Tag.IMAGE_WIDTH, LONG, page.chunkWidth());
        add(Tag.IMAGE_LENGTH, LONG, rows);
        add(Tag.BITS_PER_SAMPLE, SHORT, repeat(page.bits(), samples));
        add(Tag.COMPRESSION, SHORT, page.compression());
        add(Tag.PHOTOMETRIC, SHORT, colour ? page.photometric() : Tag.PHOTOMETRIC_BLACK_IS_ZERO);
        add(Tag.FILL_ORDER, SHORT, page.fillOrder());
        add(Tag.STRIP_OFFSETS, LONG, 0);
        add(Tag.SAMPLES_PER_PIXEL, SHORT, samples);
        add(Tag.ROWS_PER_STRIP, LONG, rows);
        add(Tag.STRIP_BYTE_COUNTS, LONG, bytes);
        copy(page, Tag.T4_OPTIONS);
        copy(page, Tag.T6_OPTIONS);
        add(Tag.PREDICTOR, SHORT, page.predictor());
        int extra = samples - (colour ? 3 : 1);
        if (extra > 0) {
            add(Tag.EXTRA_SAMPLES, SHORT, repeat(0, extra));
        }
        add(
                Tag.SAMPLE_FORMAT,
                SHORT,
                repeat(page.format() == Tag.FORMAT_FLOAT ? Tag.FORMAT_FLOAT : Tag.FORMAT_UNSIGNED, samples));
        if (page.directory().has(Tag.JPEG_TABLES)) {
            fields.add(
                    new Field(Tag.JPEG_TABLES, UNDEFINED, null, page.directory().bytes(Tag.JPEG_TABLES)));
        }
        if (colour && page.directory().has(Tag.YCBCR_SUBSAMPLING)) {
            add(Tag.YCBCR_SUBSAMPLING, SHORT, page.directory().numbers(Tag.YCBCR_SUBSAMPLING));
        }
    }

    private void copy(TiffPage page, int tag) {
        if (page.directory().has(tag)) {
            add(tag, LONG, page.directory().number(tag, 0));
        }
    }

    private void add(int tag, int type, long... values) {
        fields.add(new Field(tag, type, values, null));
    }

    private static long[] repeat(long value, int count) {
        long[] all = new long[count];
        Arrays.fill(all, value);
        return all;
    }

    private byte[] assemble(long offset, int bytes) {
        int directoryEnd = HEADER + 2 + 12 * fields.size() + 4;
        int chunkStart = directoryEnd;
        for (Field field : fields) {
            chunkStart += field.size() > 4 ? field.size() + (field.size() & 1) : 0;
        }
        ByteBuffer out = ByteBuffer.allocate(chunkStart + bytes).order(input.order());
        byte mark = (byte) (input.order() == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M');
        out.put(mark).put(mark).putShort((short) 42).putInt(HEADER);
        out.putShort((short) fields.size());
        int next = directoryEnd;
        for (Field field : fields) {
            out.putShort((short) field.tag).putShort((short) field.type).putInt(field.count());
            int valueAt = out.position();
            if (field.size() > 4) {
                out.putInt(next);
                valueAt = next;
                next += field.size() + (field.size() & 1);
            } else {
                out.putInt(0);
            }
            put(out.duplicate().order(out.order()).position(valueAt), field, chunkStart);
        }
        out.putInt(0);
        input.read(offset, out.position(chunkStart));
        return out.array();
    }

    private static void put(ByteBuffer out, Field field, int chunkStart) {
        if (field.bytes != null) {
            out.put(field.bytes);
        } else if (field.type == SHORT) {
            for (long value : field.values) {
                out.putShort((short) value);
            }
        } else {
            out.putInt((int) (field.tag == Tag.STRIP_OFFSETS ? chunkStart : field.values[0]));
        }
    }
}
