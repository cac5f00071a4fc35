package io.github.imagejdiffusion.formats.zarr.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What numcodecs 0.11 wrote, and what damage makes of it. */
class CodecsTest {

    private static final int VALUES = 1200;

    private static byte[] expected() {
        ByteBuffer bytes = ByteBuffer.allocate(2 * VALUES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < VALUES; i++) {
            bytes.putShort((short) (100 + i % 37 + 256 * (i / 150)));
        }
        return bytes.array();
    }

    private static byte[] stored(String file) {
        try (InputStream in = CodecsTest.class.getResourceAsStream("/zarr_codecs/" + file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }

    private static Codec codec(String file) {
        return Codecs.of(file.replaceFirst("_.*", "")).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zlib",
                "gzip",
                "zstd",
                "blosc_memcpy",
                "blosc_blosclz_plain",
                "blosc_blosclz_shuffle",
                "blosc_blosclz_bitshuffle",
                "blosc_lz4_plain",
                "blosc_lz4_shuffle",
                "blosc_lz4_bitshuffle",
                "blosc_lz4hc_plain",
                "blosc_lz4hc_shuffle",
                "blosc_lz4hc_bitshuffle",
                "blosc_snappy_plain",
                "blosc_snappy_shuffle",
                "blosc_snappy_bitshuffle",
                "blosc_zlib_plain",
                "blosc_zlib_shuffle",
                "blosc_zlib_bitshuffle",
                "blosc_zstd_plain",
                "blosc_zstd_shuffle",
                "blosc_zstd_bitshuffle",
                "blosc_zstd_blocks"
            })
    void readsWhatNumcodecsWrites(String file) throws Exception {
        byte[] stored = stored(file);
        assertArrayEquals(expected(), codec(file).decode(stored, 2 * VALUES));
        assertTrue((long) stored.length * codec(file).mostExpansion() >= 2 * VALUES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zlib",
                "gzip",
                "zstd",
                "blosc_memcpy",
                "blosc_lz4_shuffle",
                "blosc_zstd_blocks",
                "blosc_blosclz_plain"
            })
    void refusesAnotherSize(String file) {
        byte[] stored = stored(file);
        for (int size : new int[] {2 * VALUES - 2, 2 * VALUES + 2, 1}) {
            assertThrows(CodecException.class, () -> codec(file).decode(stored, size), file + " " + size);
        }
        for (int length : new int[] {0, 1, 15, 16, 20, stored.length / 2, stored.length - 1}) {
            byte[] cut = Arrays.copyOf(stored, length);
            assertThrows(CodecException.class, () -> codec(file).decode(cut, 2 * VALUES), file + " cut to " + length);
        }
    }

    /** Whatever the bytes, there is a chunk of the size, or a CodecException. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "zlib",
                "gzip",
                "zstd",
                "blosc_blosclz_plain",
                "blosc_lz4_shuffle",
                "blosc_snappy_plain",
                "blosc_zlib_shuffle",
                "blosc_zstd_bitshuffle",
                "blosc_zstd_blocks"
            })
    void bearsAnyDamage(String file) {
        Random random = new Random(file.hashCode());
        byte[] whole = stored(file);
        int refused = 0;
        for (int i = 0; i < 1000; i++) {
            byte[] damaged = whole.clone();
            for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
                damaged[random.nextInt(random.nextBoolean() ? Math.min(40, damaged.length) : damaged.length)] =
                        (byte) random.nextInt();
            }
            try {
                assertEquals(2 * VALUES, codec(file).decode(damaged, 2 * VALUES).length);
            } catch (CodecException e) {
                refused++;
            }
        }
        assertTrue(refused > 100, file + ": " + refused);
    }

    @Test
    void copiesWhatIsNotCompressed() throws Exception {
        assertArrayEquals(new byte[] {1, 2, 3}, Codecs.NONE.decode(new byte[] {1, 2, 3}, 3));
        assertThrows(CodecException.class, () -> Codecs.NONE.decode(new byte[] {1, 2, 3}, 4));
    }

    @Test
    void saysWhichCompressorOfBloscItDoesNotKnow() {
        byte[] stored = stored("blosc_lz4_shuffle");
        stored[2] = (byte) (stored[2] & 31 | 7 << 5);
        CodecException e = assertThrows(
                CodecException.class, () -> Codecs.of("blosc").orElseThrow().decode(stored, 2 * VALUES));
        assertTrue(e.getMessage().contains("number 7"), e.getMessage());
    }

    @Test
    void readsItsOwnBlosc() throws Exception {
        byte[] noise = new byte[1003];
        new Random(2).nextBytes(noise);
        for (byte[] chunk : new byte[][] {expected(), noise, new byte[1 << 20], {1}, {1, 2, 3, 4, 5}}) {
            for (int width : new int[] {1, 2, 4}) {
                byte[] stored = BloscZstd.encode(chunk, width);
                assertTrue(stored.length <= chunk.length + 16);
                assertArrayEquals(chunk, Codecs.of("blosc").orElseThrow().decode(stored, chunk.length));
            }
        }
    }

    @Test
    void undoesItsOwnShuffling() {
        byte[] values = new byte[43];
        new Random(1).nextBytes(values);
        byte[] shuffled = new byte[43];
        byte[] back = new byte[45];
        Shuffle.shuffle(values, 43, 4, shuffled);
        Shuffle.unshuffle(shuffled, 43, 4, back, 2);
        assertArrayEquals(values, Arrays.copyOfRange(back, 2, 45));
    }
}
