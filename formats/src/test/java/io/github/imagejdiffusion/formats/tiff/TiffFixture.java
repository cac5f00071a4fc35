package io.github.imagejdiffusion.formats.tiff;

import io.airlift.compress.zstd.ZstdCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;

/**
 * Builds small TIFF files of every layout from a formula, independently of the reader: strips or tiles, chunky or
 * planar, either byte order, classic or big, and the common compressions and predictors.
 */
final class TiffFixture {

    /** The value of a pixel: bits as stored for integers, the number itself for floating point. */
    interface Pixels {
        double at(int page, int sample, int x, int y);
    }

    int width = 37;
    int height = 23;
    int pages = 1;
    int samples = 1;
    int bits = 16;
    int format = 1;
    int compression = 1;
    int predictor = 1;
    int photometric = 1;
    int tile;
    int rowsPerStrip = 5;
    boolean planar;
    boolean big;
    boolean contiguousWithOneDirectory;
    ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    String description = "";
    /** For compression 7; the tables that {@link JpegParts} leaves out of pictures. */
    byte[] jpegTables = {};

    Pixels pixels;
    final TreeMap<Integer, long[]> extra = new TreeMap<>();

    /** A formula that fills the whole range of the type and differs in every direction. */
    static Pixels formula(int bits, int format) {
        return (page, s, x, y) -> {
            long v = 1 + x * 7L + y * 131L + s * 1009L + page * 7919L;
            if (format == 3) {
                return v % 65536 * -12.5;
            }
            long hash = v * 0x9E3779B97F4A7C15L;
            // Neighbours alike in half of the picture, so that compressions have runs to find.
            long raw = x < 16 ? v / 40 * 0x9E3779B9L : hash >>> 17;
            long value = raw & (1L << bits) - 1;
            return format == 2 && value >= 1L << bits - 1 ? value - (1L << bits) : value;
        };
    }

    byte[] bytes() throws IOException {
        Pixels source = pixels == null ? formula(bits, format) : pixels;
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        int head = big ? 16 : 8;
        List<List<Long>> offsets = new ArrayList<>();
        List<List<Long>> counts = new ArrayList<>();
        for (int page = 0; page < pages; page++) {
            offsets.add(new ArrayList<>());
            counts.add(new ArrayList<>());
            for (byte[] chunk : chunks(source, page)) {
                offsets.get(page).add((long) head + data.size());
                counts.get(page).add((long) chunk.length);
                data.write(chunk);
                if (!contiguousWithOneDirectory) {
                    data.write(new byte[data.size() & 1]);
                }
            }
        }
        int directories = contiguousWithOneDirectory ? 1 : pages;
        data.write(new byte[data.size() & 1]);
        long at = head + data.size();
        ByteBuffer out = ByteBuffer.allocate(1 << 24).order(order);
        out.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M'));
        out.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M'));
        if (big) {
            out.putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(at);
        } else {
            out.putShort((short) 42).putInt((int) at);
        }
        out.put(data.toByteArray());
        for (int page = 0; page < directories; page++) {
            directory(out, offsets.get(page), counts.get(page), page == directories - 1);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    Path write(Path file) throws IOException {
        return Files.write(file, bytes());
    }

    private List<byte[]> chunks(Pixels source, int page) throws IOException {
        int w = tile > 0 ? tile : width;
        int h = tile > 0 ? tile : rowsPerStrip;
        List<byte[]> all = new ArrayList<>();
        for (int plane = 0; plane < (planar ? samples : 1); plane++) {
            for (int y = 0; y < height; y += h) {
                for (int x = 0; x < width; x += w) {
                    int rows = tile > 0 ? tile : Math.min(h, height - y);
                    all.add(compress(predict(raw(source, page, plane, x, y, w, rows), w, rows), w, rows));
                }
            }
        }
        return all;
    }

    private byte[] raw(Pixels source, int page, int plane, int x0, int y0, int w, int rows) {
        int n = planar ? 1 : samples;
        int rowBytes = (w * n * bits + 7) / 8;
        ByteBuffer out = ByteBuffer.allocate(rowBytes * rows).order(order);
        for (int y = 0; y < rows; y++) {
            out.position(y * rowBytes);
            int packed = 0;
            int filled = 0;
            for (int x = 0; x < w; x++) {
                for (int s = 0; s < n; s++) {
                    // Beyond the picture, tiles hold what must never be seen.
                    boolean inside = x0 + x < width && y0 + y < height;
                    double v = inside ? source.at(page, planar ? plane : s, x0 + x, y0 + y) : 77;
                    if (bits % 8 == 0) {
                        put(out, v);
                        continue;
                    }
                    for (int b = bits - 1; b >= 0; b--) {
                        packed = packed << 1 | (int) ((long) v >> b & 1);
                        if (++filled == 8) {
                            out.put((byte) packed);
                            filled = 0;
                        }
                    }
                }
            }
            if (filled > 0) {
                out.put((byte) (packed << 8 - filled));
            }
        }
        return out.array();
    }

    private void put(ByteBuffer out, double v) {
        if (format == 3 && bits == 64) {
            out.putDouble(v);
        } else if (format == 3) {
            out.putFloat((float) v);
        } else if (bits == 8) {
            out.put((byte) (long) v);
        } else if (bits == 16) {
            out.putShort((short) (long) v);
        } else {
            out.putInt((int) (long) v);
        }
    }

    private byte[] predict(byte[] raw, int w, int rows) {
        int n = planar ? 1 : samples;
        int size = bits / 8;
        int rowBytes = w * n * size;
        byte[] result = raw.clone();
        for (int y = 0; predictor == 2 && y < rows; y++) {
            ByteBuffer in = ByteBuffer.wrap(raw).order(order);
            ByteBuffer out = ByteBuffer.wrap(result).order(order);
            for (int i = n; i < w * n; i++) {
                int here = y * rowBytes + i * size;
                int before = here - n * size;
                switch (size) {
                    case 1 -> out.put(here, (byte) (in.get(here) - in.get(before)));
                    case 2 -> out.putShort(here, (short) (in.getShort(here) - in.getShort(before)));
                    default -> out.putInt(here, in.getInt(here) - in.getInt(before));
                }
            }
        }
        for (int y = 0; predictor == 3 && y < rows; y++) {
            byte[] row = new byte[rowBytes];
            for (int i = 0; i < w * n; i++) {
                for (int b = 0; b < size; b++) {
                    int from = order == ByteOrder.BIG_ENDIAN ? b : size - 1 - b;
                    row[b * w * n + i] = raw[y * rowBytes + i * size + from];
                }
            }
            for (int i = rowBytes - 1; i >= n; i--) {
                row[i] -= row[i - n];
            }
            System.arraycopy(row, 0, result, y * rowBytes, rowBytes);
        }
        return result;
    }

    private byte[] compress(byte[] data, int w, int rows) throws IOException {
        switch (compression) {
            case 5:
                return LzwEncoder.encode(data);
            case 8, 32946:
                ByteArrayOutputStream zipped = new ByteArrayOutputStream();
                try (DeflaterOutputStream zip = new DeflaterOutputStream(zipped)) {
                    zip.write(data);
                }
                return zipped.toByteArray();
            case 50000:
                byte[] room = new byte[new ZstdCompressor().maxCompressedLength(data.length)];
                int used = new ZstdCompressor().compress(data, 0, data.length, room, 0, room.length);
                return Arrays.copyOf(room, used);
            case 7:
                return JpegParts.of(data, w, rows).picture();
            case 32773:
                return packBits(data, data.length / rows);
            default:
                return data;
        }
    }

    /** Runs of three and more as runs, the rest as it is; never across rows. */
    private static byte[] packBits(byte[] data, int rowBytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int row = 0; row < data.length; row += rowBytes) {
            for (int i = row; i < row + rowBytes; ) {
                int run = 1;
                while (i + run < row + rowBytes && run < 128 && data[i + run] == data[i]) {
                    run++;
                }
                if (run >= 3) {
                    out.write(1 - run);
                    out.write(data[i]);
                    i += run;
                } else {
                    out.write(0);
                    out.write(data[i]);
                    i++;
                }
            }
        }
        return out.toByteArray();
    }

    private void directory(ByteBuffer out, List<Long> offsets, List<Long> counts, boolean last) {
        TreeMap<Integer, long[]> fields = new TreeMap<>();
        fields.put(256, new long[] {width});
        fields.put(257, new long[] {height});
        long[] each = new long[samples];
        Arrays.fill(each, bits);
        fields.put(258, each);
        fields.put(259, new long[] {compression});
        fields.put(262, new long[] {photometric});
        fields.put(277, new long[] {samples});
        fields.put(284, new long[] {planar ? 2 : 1});
        fields.put(317, new long[] {predictor});
        long[] formats = new long[samples];
        Arrays.fill(formats, format);
        fields.put(339, formats);
        if (tile > 0) {
            fields.put(322, new long[] {tile});
            fields.put(323, new long[] {tile});
        } else {
            fields.put(278, new long[] {rowsPerStrip});
        }
        fields.put(tile > 0 ? 324 : 273, offsets.stream().mapToLong(v -> v).toArray());
        fields.put(tile > 0 ? 325 : 279, counts.stream().mapToLong(v -> v).toArray());
        fields.putAll(extra);
        byte[] text = (description + "\0").getBytes(StandardCharsets.UTF_8);
        if (!description.isEmpty()) {
            fields.put(270, new long[text.length]);
        }
        if (compression == 7) {
            fields.put(347, new long[jpegTables.length]);
        }
        int entry = big ? 20 : 12;
        int inline = big ? 8 : 4;
        int start = out.position();
        int values = start + (big ? 8 : 2) + entry * fields.size() + inline;
        if (big) {
            out.putLong(fields.size());
        } else {
            out.putShort((short) fields.size());
        }
        for (var field : fields.entrySet()) {
            int tag = field.getKey();
            long[] v = field.getValue();
            int type = tag == 270 || tag == 347
                    ? tag == 270 ? 2 : 7
                    : tag == 282 || tag == 283
                            ? 5
                            : tag == 273 || tag == 279 || tag == 330 || tag >= 322 && tag <= 325 || tag <= 257
                                    ? big ? 16 : 4
                                    : 3;
            int size = type == 2 || type == 7 ? 1 : type == 3 ? 2 : type == 4 ? 4 : 8;
            int count = type == 5 ? v.length / 2 : v.length;
            out.putShort((short) tag).putShort((short) type);
            if (big) {
                out.putLong(count);
            } else {
                out.putInt(count);
            }
            int at = out.position();
            boolean fits = count * size <= inline;
            ByteBuffer to = out.duplicate().order(order).position(fits ? at : values);
            for (int i = 0; i < v.length; i++) {
                switch (type) {
                    case 2 -> to.put(text[i]);
                    case 7 -> to.put(jpegTables[i]);
                    case 3 -> to.putShort((short) v[i]);
                    case 4, 5 -> to.putInt((int) v[i]);
                    default -> to.putLong(v[i]);
                }
            }
            if (!fits) {
                if (big) {
                    out.putLong(at, values);
                } else {
                    out.putInt(at, values);
                }
                values = to.position() + (to.position() & 1);
            }
            out.position(at + inline);
        }
        if (big) {
            out.putLong(last ? 0 : values);
        } else {
            out.putInt(last ? 0 : values);
        }
        out.position(values);
    }
}
