package io.github.imagejdiffusion.formats.zarr;

import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.zarr.codec.Codec;
import io.github.imagejdiffusion.formats.zarr.codec.Codecs;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.List;

/** The description of one array of zarr v2: its file {@code .zarray}. Immutable. */
final class ZarrArray {

    static final String METADATA = ".zarray";

    /** Decoded; larger ones would be no chunks, and memory is reserved for several. */
    private static final long MOST_CHUNK_BYTES = 1L << 29;

    private final String key;
    private final long[] shape;
    private final int[] chunk;
    private final int[] strides;
    private final ValueType type;
    private final Codec codec;
    private final String separator;
    private final ByteBuffer fill;

    private ZarrArray(ZarrFolder folder, String key, JsonFields fields) {
        this.key = key;
        this.shape = fields.sizes("shape");
        this.chunk = chunk(fields, shape.length);
        String dtype = fields.text("dtype");
        this.type = ValueType.of(dtype)
                .orElseThrow(() -> unsupported(
                        fields,
                        "pixel type " + dtype,
                        "|u1, |i1, <u2, <i2, <u4, <i4, <f4, <f8, |b1 and >u2 and so on"));
        this.strides = strides(fields, chunk, type);
        this.codec = codec(fields);
        // Some early writers nested chunks without saying so; taken for flat, all of them would be missing.
        String usual = Files.isDirectory(folder.file(key + "/0")) ? "/" : ".";
        this.separator = fields.optionalText("dimension_separator").orElse(usual);
        if (!separator.equals(".") && !separator.equals("/")) {
            throw fields.wrong("dimension_separator", "must be '.' or '/'");
        }
        this.fill = type.stored(fields.has("fill_value") ? fields.numberOrFlag("fill_value") : 0);
    }

    /**
     * Reads the description of an array.
     *
     * @param key of the array in the folder
     * @throws FormatsException if it is missing, damaged, or of a kind that is not supported
     */
    static ZarrArray read(ZarrFolder folder, String key) {
        String metadata = key + "/" + METADATA;
        JsonFields fields = JsonFields.read(folder, metadata)
                .orElseThrow(() -> new FormatsException(
                        folder.file(metadata), "is missing, so the image cannot be read", "export the image again"));
        if (fields.number("zarr_format") != 2) {
            throw unsupported(fields, "version of zarr", "version 2");
        }
        return new ZarrArray(folder, key, fields);
    }

    private static int[] chunk(JsonFields fields, int dimensions) {
        long[] sizes = fields.sizes("chunks");
        if (sizes.length != dimensions || dimensions == 0) {
            throw fields.wrong("chunks", "has " + sizes.length + " sizes, but 'shape' has " + dimensions);
        }
        int[] chunk = new int[sizes.length];
        for (int i = 0; i < chunk.length; i++) {
            if (sizes[i] > MOST_CHUNK_BYTES) {
                throw tooLarge(fields);
            }
            chunk[i] = (int) sizes[i];
        }
        return chunk;
    }

    /** Values from one element to the next along each axis; any order of axes is one of strides. */
    private static int[] strides(JsonFields fields, int[] chunk, ValueType type) {
        String order = fields.optionalText("order").orElse("C");
        if (!order.equals("C") && !order.equals("F")) {
            throw fields.wrong("order", "must be 'C' or 'F'");
        }
        int[] strides = new int[chunk.length];
        long values = 1;
        for (int i = 0; i < chunk.length; i++) {
            int axis = order.equals("C") ? chunk.length - 1 - i : i;
            strides[axis] = (int) values;
            values *= chunk[axis];
            if (values * type.bytes() > MOST_CHUNK_BYTES) {
                throw tooLarge(fields);
            }
        }
        return strides;
    }

    private static Codec codec(JsonFields fields) {
        if (fields.isList("filters") && !fields.objects("filters").isEmpty()) {
            List<String> names = fields.objects("filters").stream()
                    .map(filter -> filter.text("id"))
                    .toList();
            throw unsupported(fields, "filter " + String.join(", ", names), "arrays without filters");
        }
        return fields.object("compressor")
                .map(compressor -> {
                    String id = compressor.text("id");
                    return Codecs.of(id)
                            .orElseThrow(() -> unsupported(
                                    fields,
                                    "compression '" + id + "'",
                                    String.join(", ", Codecs.names()) + " and none"));
                })
                .orElse(Codecs.NONE);
    }

    private static FormatsException unsupported(JsonFields fields, String what, String known) {
        return new FormatsException(
                fields.file(),
                "has a " + JsonFields.brief(what) + ", which is not supported (but " + known + ")",
                "convert the image, for example with bioformats2raw");
    }

    private static FormatsException tooLarge(JsonFields fields) {
        return new FormatsException(
                fields.file(),
                "has chunks of more than " + (MOST_CHUNK_BYTES >> 20) + " MB, which are not supported",
                "write the image in smaller chunks");
    }

    int dimensions() {
        return shape.length;
    }

    /** Elements along an axis. */
    long size(int axis) {
        return shape[axis];
    }

    /** Elements of a chunk along an axis. */
    int chunkSize(int axis) {
        return chunk[axis];
    }

    /** Values from one element of a chunk to the next along an axis. */
    int stride(int axis) {
        return strides[axis];
    }

    ValueType type() {
        return type;
    }

    Codec codec() {
        return codec;
    }

    /** Decoded bytes of a chunk: those at the edge are as large as any other. */
    int chunkBytes() {
        int bytes = type.bytes();
        for (int size : chunk) {
            bytes *= size;
        }
        return bytes;
    }

    /** One value, that of all pixels in chunks that are not there. */
    ByteBuffer fill() {
        return fill;
    }

    /** The key of a chunk. @param index of the chunk along each axis */
    String chunkKey(long[] index) {
        StringBuilder name = new StringBuilder(key).append('/');
        for (int i = 0; i < index.length; i++) {
            name.append(i == 0 ? "" : separator).append(index[i]);
        }
        return name.toString();
    }

    /** The key of the description. */
    String metadataKey() {
        return key + "/" + METADATA;
    }
}
