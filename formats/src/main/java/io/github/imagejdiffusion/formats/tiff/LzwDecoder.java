package io.github.imagejdiffusion.formats.tiff;

import java.io.IOException;

/**
 * LZW as TIFF has it: codes of 9 to 12 bits, which grow one code earlier than they need to. Source: TIFF 6.0, section
 * 13. Streams of before 1988, with the lowest bit first and codes that grow in time, are known by their first code and
 * read too, as libtiff does.
 */
final class LzwDecoder {

    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST_FREE = 258;
    private static final int TABLE = 4096;
    private static final int LEAST_BITS = 9;
    private static final int MOST_BITS = 12;

    private final byte[] coded;
    private final int end;
    private final boolean lowestFirst;
    private final int early;
    private final short[] prefix = new short[TABLE];
    private final byte[] suffix = new byte[TABLE];
    private final byte[] first = new byte[TABLE];
    private final int[] length = new int[TABLE];
    private int position;
    private long bits;
    private int bitCount;

    private LzwDecoder(byte[] coded) {
        this.coded = coded;
        this.end = coded.length;
        this.lowestFirst = end > 1 && coded[0] == 0 && (coded[1] & 1) == 1;
        this.early = lowestFirst ? 0 : 1;
        for (int i = 0; i < CLEAR; i++) {
            suffix[i] = (byte) i;
            first[i] = (byte) i;
            length[i] = 1;
        }
    }

    /**
     * Fills {@code plain}; what comes after is not looked at.
     *
     * @throws IOException if there is too little, or a code that cannot be
     */
    static void decode(byte[] coded, byte[] plain) throws IOException {
        new LzwDecoder(coded).decode(plain);
    }

    private void decode(byte[] plain) throws IOException {
        int width = LEAST_BITS;
        int free = FIRST_FREE;
        int last = -1;
        int filled = 0;
        while (filled < plain.length) {
            int code = next(width);
            if (code == END) {
                throw new IOException("LZW data end after " + filled + " of " + plain.length + " bytes");
            }
            if (code == CLEAR) {
                width = LEAST_BITS;
                free = FIRST_FREE;
                last = -1;
                continue;
            }
            if (code > free || code == free && last < 0 || last < 0 && code >= CLEAR) {
                throw new IOException("impossible LZW code " + code);
            }
            if (last >= 0 && free < TABLE) {
                prefix[free] = (short) last;
                first[free] = first[last];
                suffix[free] = first[code == free ? last : code];
                length[free] = length[last] + 1;
                free++;
            }
            if (code >= free) {
                throw new IOException("impossible LZW code " + code);
            }
            filled += put(code, plain, filled);
            last = code;
            while (width < MOST_BITS && free >= (1 << width) - early) {
                width++;
            }
        }
    }

    /** Writes the string of a code, as much of it as there is room for. */
    private int put(int code, byte[] plain, int at) {
        int room = plain.length - at;
        int n = length[code];
        int c = code;
        for (; n > room; n--) {
            c = prefix[c];
        }
        for (int i = at + n - 1; i > at; i--) {
            plain[i] = suffix[c];
            c = prefix[c];
        }
        plain[at] = suffix[c];
        return n;
    }

    private int next(int width) throws IOException {
        while (bitCount < width) {
            if (position == end) {
                throw new IOException("LZW data are cut off");
            }
            long b = coded[position++] & 0xff;
            bits = lowestFirst ? bits | b << bitCount : bits << Byte.SIZE | b;
            bitCount += Byte.SIZE;
        }
        int mask = (1 << width) - 1;
        bitCount -= width;
        int code;
        if (lowestFirst) {
            code = (int) bits & mask;
            bits >>>= width;
        } else {
            code = (int) (bits >>> bitCount) & mask;
        }
        return code;
    }
}
