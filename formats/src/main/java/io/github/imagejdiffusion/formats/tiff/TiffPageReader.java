package io.github.imagejdiffusion.formats.tiff;

import io.github.imagejdiffusion.formats.PixelType;
import java.util.Arrays;
import java.util.Locale;

/** Turns a directory into a {@link TiffPage} and refuses, before any pixel is read, what cannot be true or decoded. */
final class TiffPageReader {

    /**
     * The most bytes that one compressed byte can stand for, with room to spare: 1032 for Deflate, about 1400 for
     * LZW with 12-bit codes. Fax codes have no such bound.
     */
    private static final long MOST_EXPANSION = 2048;
    /** Bytes of one-bit pixels in a strip: a drawing of 30,000 x 30,000. */
    private static final long LARGEST_FAX = 1 << 27;
    /** RFC 8878, 3.1.1.2: a block of 128 KiB of one value costs four bytes. */
    private static final long MOST_ZSTD_EXPANSION = 1 << 15;

    private final TiffInput input;
    private final TiffDirectory directory;
    private final String page;

    private TiffPageReader(TiffInput input, TiffDirectory directory, String page) {
        this.input = input;
        this.directory = directory;
        this.page = page;
    }

    /** @param page what it is called in messages */
    static TiffPage read(TiffInput input, TiffDirectory directory, String page) {
        return new TiffPageReader(input, directory, page).read();
    }

    private TiffPage read() {
        int width = size(Tag.IMAGE_WIDTH, "width");
        int height = size(Tag.IMAGE_LENGTH, "height");
        int samples = (int) Math.min(directory.number(Tag.SAMPLES_PER_PIXEL, 1), Integer.MAX_VALUE);
        if (samples < 1 || samples > 0xffff) {
            throw input.damaged(page + " has " + samples + " samples per pixel");
        }
        long depth = directory.number(Tag.IMAGE_DEPTH, 1);
        if (depth > 1) {
            throw input.unsupported(depth + " planes in " + page);
        }
        int bits = same(Tag.BITS_PER_SAMPLE, "bits per sample", 1);
        int format = same(Tag.SAMPLE_FORMAT, "sample format", Tag.FORMAT_UNSIGNED);
        int compression = (int) directory.number(Tag.COMPRESSION, Tag.COMPRESSION_NONE);
        int photometric = photometric(compression);
        boolean tiled = directory.has(Tag.TILE_OFFSETS) || directory.has(Tag.TILE_WIDTH);
        int chunkWidth = tiled ? size(Tag.TILE_WIDTH, "tile width") : width;
        long rows = directory.number(Tag.ROWS_PER_STRIP, height);
        int chunkHeight =
                tiled ? size(Tag.TILE_LENGTH, "tile height") : rows < 1 ? height : (int) Math.min(rows, height);
        // Old writers of tiled pages put the tiles under the fields of strips; libtiff reads that, so do we.
        boolean tileFields = directory.has(Tag.TILE_OFFSETS);
        TiffPage result = new TiffPage(
                width,
                height,
                type(bits, format),
                bits,
                format,
                samples,
                samples > 1 && directory.number(Tag.PLANAR_CONFIGURATION, 1) == 2,
                requireSupported(compression),
                (int) directory.number(Tag.PREDICTOR, 1),
                photometric,
                (int) directory.number(Tag.FILL_ORDER, 1),
                tiled,
                chunkWidth,
                chunkHeight,
                directory.numbers(tileFields ? Tag.TILE_OFFSETS : Tag.STRIP_OFFSETS),
                directory.numbers(tileFields ? Tag.TILE_BYTE_COUNTS : Tag.STRIP_BYTE_COUNTS),
                directory);
        requireDecodable(result);
        return checkChunks(result);
    }

    private void requireDecodable(TiffPage p) {
        boolean jpeg = p.compression() == Tag.COMPRESSION_JPEG && p.bits() != 8;
        boolean zstd = p.compression() == Tag.COMPRESSION_ZSTD && !PlainChunks.know(p);
        if (jpeg || zstd) {
            throw input.unsupported((jpeg ? "JPEG" : "Zstandard") + " compression of " + p.bits()
                    + " bits per sample, format " + p.format() + ", predictor " + p.predictor() + " of " + page);
        }
    }

    private int size(int tag, String name) {
        long value = directory.number(tag, 0);
        if (value < 1 || value > Integer.MAX_VALUE) {
            throw input.damaged(page + " has the " + name + " " + value);
        }
        return (int) value;
    }

    private int same(int tag, String name, int absent) {
        long[] all = directory.numbers(tag);
        for (long value : all) {
            if (value != all[0]) {
                throw input.unsupported(page + " with different " + name + " " + Arrays.toString(all));
            }
        }
        return all.length == 0 ? absent : (int) Math.min(all[0], Integer.MAX_VALUE);
    }

    private int photometric(int compression) {
        int value = (int) directory.number(Tag.PHOTOMETRIC, Tag.PHOTOMETRIC_BLACK_IS_ZERO);
        if (value < 0 || value > Tag.PHOTOMETRIC_YCBCR || value == 4 || value == 5) {
            throw input.unsupported("the colour model (photometric interpretation) " + value + " of " + page);
        }
        if (value == Tag.PHOTOMETRIC_YCBCR && compression != Tag.COMPRESSION_JPEG) {
            throw input.unsupported("YCbCr colour without JPEG compression on " + page);
        }
        return value;
    }

    private PixelType type(int bits, int format) {
        PixelType type =
                switch (format) {
                    case Tag.FORMAT_UNSIGNED, 4 ->
                        bits >= 1 && bits <= 8
                                ? PixelType.UINT8
                                : bits > 8 && bits <= 16 ? PixelType.UINT16 : bits == 32 ? PixelType.UINT32 : null;
                    case Tag.FORMAT_SIGNED ->
                        bits == 8 ? PixelType.INT8 : bits == 16 ? PixelType.INT16 : bits == 32 ? PixelType.INT32 : null;
                    case Tag.FORMAT_FLOAT ->
                        bits == 16 || bits == 32 ? PixelType.FLOAT : bits == 64 ? PixelType.DOUBLE : null;
                    default -> null;
                };
        if (type == null) {
            throw input.unsupported(
                    String.format(Locale.ROOT, "sample format %d with %d bits on %s", format, bits, page));
        }
        return type;
    }

    private int requireSupported(int compression) {
        return switch (compression) {
            case Tag.COMPRESSION_NONE,
                    Tag.COMPRESSION_CCITT_RLE,
                    Tag.COMPRESSION_CCITT_T4,
                    Tag.COMPRESSION_CCITT_T6,
                    Tag.COMPRESSION_LZW,
                    Tag.COMPRESSION_JPEG,
                    Tag.COMPRESSION_DEFLATE,
                    Tag.COMPRESSION_DEFLATE_OLD,
                    Tag.COMPRESSION_PACKBITS,
                    Tag.COMPRESSION_ZSTD -> compression;
            default -> throw input.unsupported("compression " + compression + " of " + page);
        };
    }

    private TiffPage checkChunks(TiffPage p) {
        long perSample = (long) p.chunksAcross() * p.chunksDown();
        long expected = saturatedProduct(perSample, p.planar() ? p.samples() : 1);
        if (p.offsets().length < expected) {
            throw input.damaged(String.format(
                    Locale.ROOT,
                    "%s of %d x %d pixels needs %d strips or tiles and has %d",
                    page,
                    p.width(),
                    p.height(),
                    expected,
                    p.offsets().length));
        }
        boolean none = p.compression() == Tag.COMPRESSION_NONE;
        long most = p.compression() == Tag.COMPRESSION_ZSTD ? MOST_ZSTD_EXPANSION : MOST_EXPANSION;
        if (!none && p.counts().length < expected) {
            throw input.damaged(page + " does not say how long its strips or tiles are");
        }
        for (int i = 0; i < expected; i++) {
            int row = i / p.chunksAcross() % p.chunksDown();
            long plain = saturatedProduct(p.rowBytes(), p.rowsIn(row));
            long stored = none ? plain : p.counts()[i];
            if (!input.contains(p.offsets()[i], stored)) {
                throw input.damaged(String.format(
                        Locale.ROOT,
                        "%s has %d bytes of pixels at byte %d, but the file ends at byte %d",
                        page,
                        stored,
                        p.offsets()[i],
                        input.length()));
            }
            boolean fax = p.compression() >= Tag.COMPRESSION_CCITT_RLE && p.compression() <= Tag.COMPRESSION_CCITT_T6;
            if (!none && ((fax ? plain > LARGEST_FAX : plain / most > stored) || stored > Integer.MAX_VALUE - 4096)) {
                throw input.damaged(
                        String.format(Locale.ROOT, "%s says that %d bytes stand for %d", page, stored, plain));
            }
        }
        return p;
    }

    private static long saturatedProduct(long a, long b) {
        return Math.multiplyHigh(a, b) == 0 && a * b >= 0 ? a * b : Long.MAX_VALUE;
    }
}
