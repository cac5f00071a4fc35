package io.github.imagejdiffusion.formats.tiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LzwDecoderTest {

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(3).nextBytes(bytes);
        return bytes;
    }

    /** One long run: each code is the one that is being made, and the table fills up. */
    @Test
    void codesOfThemselvesAndFullTables() throws Exception {
        for (byte[] plain : new byte[][] {new byte[1], new byte[100_000], noise(50_000)}) {
            byte[] decoded = new byte[plain.length];
            LzwDecoder.decode(LzwEncoder.encode(plain), decoded);
            assertArrayEquals(plain, decoded);
        }
    }

    @Test
    void whatIsNotAskedForIsLeftOut() throws Exception {
        byte[] plain = new byte[1000];
        Arrays.fill(plain, (byte) 7);
        byte[] decoded = new byte[333];
        LzwDecoder.decode(LzwEncoder.encode(plain), decoded);
        assertArrayEquals(Arrays.copyOf(plain, 333), decoded);
    }

    /** As libtiff wrote before version 3: lowest bit first, codes of 10 bits from 512 on, not from 511. */
    @Test
    void oldStreamsAreKnownByTheirFirstCode() throws Exception {
        byte[] plain = noise(600);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long bits = 256;
        int count = 9;
        for (int i = 0; i < plain.length; i++) {
            int free = 258 + Math.max(0, i - 1);
            bits |= (long) (plain[i] & 0xff) << count;
            count += free < 512 ? 9 : 10;
            while (count >= 8) {
                out.write((int) bits);
                bits >>>= 8;
                count -= 8;
            }
        }
        out.write((int) bits);
        byte[] decoded = new byte[plain.length];
        LzwDecoder.decode(out.toByteArray(), decoded);
        assertArrayEquals(plain, decoded);
    }

    @Test
    void damageIsReported() {
        byte[] coded = LzwEncoder.encode(noise(100));
        assertThrows(IOException.class, () -> LzwDecoder.decode(Arrays.copyOf(coded, 50), new byte[100]));
        assertThrows(IOException.class, () -> LzwDecoder.decode(coded, new byte[101]));
        assertThrows(IOException.class, () -> LzwDecoder.decode(new byte[0], new byte[1]));
        // CLEAR, then a code that nothing has made yet.
        assertThrows(IOException.class, () -> LzwDecoder.decode(new byte[] {(byte) 0x80, 0x60, 0}, new byte[9]));
    }
}
