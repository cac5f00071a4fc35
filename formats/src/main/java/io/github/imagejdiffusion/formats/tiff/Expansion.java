package io.github.imagejdiffusion.formats.tiff;

import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Turns the bytes of a compressed strip or tile into those that were compressed. */
final class Expansion {

    private Expansion() {}

    /** Whether codes of this compression stand for bytes, whatever their meaning. */
    static boolean isKnown(int compression) {
        return switch (compression) {
            case Tag.COMPRESSION_LZW,
                    Tag.COMPRESSION_DEFLATE,
                    Tag.COMPRESSION_DEFLATE_OLD,
                    Tag.COMPRESSION_PACKBITS,
                    Tag.COMPRESSION_ZSTD -> true;
            default -> false;
        };
    }

    /**
     * Fills {@code plain}; what the stream holds beyond is not looked at.
     *
     * @throws IOException if the stream is damaged or holds too little
     */
    static void expand(int compression, byte[] coded, byte[] plain) throws IOException {
        switch (compression) {
            case Tag.COMPRESSION_LZW -> LzwDecoder.decode(coded, plain);
            case Tag.COMPRESSION_DEFLATE, Tag.COMPRESSION_DEFLATE_OLD -> inflate(coded, plain);
            case Tag.COMPRESSION_PACKBITS -> unpack(coded, plain);
            case Tag.COMPRESSION_ZSTD ->
                requireAll(new ZstdDecompressor().decompress(coded, 0, coded.length, plain, 0, plain.length), plain);
            default -> throw new IllegalArgumentException("compression " + compression);
        }
    }

    private static void inflate(byte[] coded, byte[] plain) throws IOException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(coded);
            int filled = 0;
            while (filled < plain.length) {
                int n = inflater.inflate(plain, filled, plain.length - filled);
                if (n == 0 && (inflater.finished() || inflater.needsInput() || inflater.needsDictionary())) {
                    break;
                }
                filled += n;
            }
            requireAll(filled, plain);
        } catch (DataFormatException e) {
            throw new IOException("damaged Deflate data", e);
        } finally {
            inflater.end();
        }
    }

    /** Source: TIFF 6.0, section 9. */
    private static void unpack(byte[] coded, byte[] plain) throws IOException {
        int filled = 0;
        int at = 0;
        while (filled < plain.length && at < coded.length) {
            int code = coded[at++];
            if (code >= 0) {
                int n = Math.min(Math.min(code + 1, coded.length - at), plain.length - filled);
                System.arraycopy(coded, at, plain, filled, n);
                at += code + 1;
                filled += n;
            } else if (code != Byte.MIN_VALUE && at < coded.length) {
                int n = Math.min(1 - code, plain.length - filled);
                Arrays.fill(plain, filled, filled + n, coded[at++]);
                filled += n;
            }
        }
        requireAll(filled, plain);
    }

    private static void requireAll(int filled, byte[] plain) throws IOException {
        if (filled < plain.length) {
            throw new IOException("compressed data end after " + filled + " of " + plain.length + " bytes");
        }
    }
}
