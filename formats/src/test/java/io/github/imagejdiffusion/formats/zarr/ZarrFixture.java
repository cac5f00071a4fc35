package io.github.imagejdiffusion.formats.zarr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntToLongFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Builds OME-Zarr folders byte by byte, so that nothing of what reads them is used to write them. */
final class ZarrFixture {

    static final String AXES_5D =
            """
            "axes": [{"name": "t", "type": "time", "unit": "second"}, {"name": "c", "type": "channel"},
              {"name": "z", "type": "space", "unit": "micrometer"},
              {"name": "y", "type": "space", "unit": "micrometer"},
              {"name": "x", "type": "space", "unit": "micrometer"}]""";

    private ZarrFixture() {}

    static Path text(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The attributes of a group. */
    static void attributes(Path group, String json) {
        text(group.resolve(".zgroup"), "{\"zarr_format\": 2}");
        text(group.resolve(".zattrs"), json);
    }

    /** One array without compression, whose values are a function of their index. */
    record Array(long[] shape, int[] chunks, String dtype, String order, String separator, String fill) {

        static Array of(long[] shape, int... chunks) {
            return new Array(shape, chunks, "<u2", "C", "/", "0");
        }

        Array dtype(String value) {
            return new Array(shape, chunks, value, order, separator, fill);
        }

        Array order(String value) {
            return new Array(shape, chunks, dtype, value, separator, fill);
        }

        Array separator(String value) {
            return new Array(shape, chunks, dtype, order, value, fill);
        }

        Array fill(String value) {
            return new Array(shape, chunks, dtype, order, separator, value);
        }

        String metadata() {
            return """
                    {"zarr_format": 2, "shape": %s, "chunks": %s, "dtype": "%s", "order": "%s",
                     "dimension_separator": "%s", "fill_value": %s, "compressor": null, "filters": null}"""
                    .formatted(Arrays.toString(shape), Arrays.toString(chunks), dtype, order, separator, fill);
        }

        /** Writes the description only: all chunks are missing. */
        void writeEmpty(Path folder) {
            text(folder.resolve(".zarray"), metadata());
        }

        void write(Path folder, ToDoubleFunction<long[]> values) throws IOException {
            writeEmpty(folder);
            long[] chunk = new long[shape.length];
            do {
                Path file = folder.resolve(
                        Arrays.stream(chunk).mapToObj(Long::toString).collect(Collectors.joining(separator)));
                Files.createDirectories(file.getParent());
                Files.write(file, content(chunk, values));
            } while (next(chunk, axis -> (shape[axis] + chunks[axis] - 1) / chunks[axis], false));
        }

        private byte[] content(long[] chunk, ToDoubleFunction<long[]> values) {
            int count = Arrays.stream(chunks).reduce(1, (a, b) -> a * b);
            int width = dtype.charAt(2) - '0';
            ByteBuffer bytes = ByteBuffer.allocate(count * width)
                    .order(dtype.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            long[] inside = new long[shape.length];
            do {
                long[] index = new long[shape.length];
                for (int i = 0; i < index.length; i++) {
                    index[i] = chunk[i] * chunks[i] + inside[i];
                }
                put(bytes, values.applyAsDouble(index));
            } while (next(inside, axis -> chunks[axis], order.equals("F")));
            return bytes.array();
        }

        private void put(ByteBuffer bytes, double value) {
            switch (dtype.substring(1)) {
                case "f4" -> bytes.putFloat((float) value);
                case "f8" -> bytes.putDouble(value);
                case "u4", "i4" -> bytes.putInt((int) (long) value);
                case "u2", "i2" -> bytes.putShort((short) (long) value);
                default -> bytes.put((byte) (long) value);
            }
        }

        /** Counts up, the last axis fastest or the first. */
        private static boolean next(long[] index, IntToLongFunction size, boolean firstFastest) {
            for (int i = 0; i < index.length; i++) {
                int axis = firstFastest ? i : index.length - 1 - i;
                if (++index[axis] < size.applyAsLong(axis)) {
                    return true;
                }
                index[axis] = 0;
            }
            return false;
        }
    }
}
