package io.github.imagejdiffusion.diffusion.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

/** Known-answer vectors published with Random123 (kat_vectors, philox4x32 10). */
class Philox4x32Test {

    @Test
    void zeros() {
        assertVector(new int[4], new int[2], 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    }

    @Test
    void ones() {
        int[] counter = {-1, -1, -1, -1};
        assertVector(counter, new int[] {-1, -1}, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
    }

    @Test
    void digitsOfPi() {
        int[] counter = {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344};
        int[] key = {0xa4093822, 0x299f31d0};
        assertVector(counter, key, 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
    }

    private static void assertVector(int[] counter, int[] key, int... expected) {
        int[] words = new int[4];
        Philox4x32.generate(counter[0], counter[1], counter[2], counter[3], key[0], key[1], words);
        assertArrayEquals(expected, words);
    }
}
