package io.github.imagejdiffusion.diffusion.noise;

/**
 * Philox 4x32-10, a counter-based random generator: a keyed bijection of 128-bit counters. Source: Salmon et al. 2011,
 * "Parallel random numbers: as easy as 1, 2, 3" (Random123), with its published constants. Stateless.
 */
public final class Philox4x32 {

    private static final int ROUNDS = 10;
    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_1 = 0xCD9E8D57L;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final long LOW_32 = 0xFFFFFFFFL;

    private Philox4x32() {}

    /**
     * Encrypts the counter (c0..c3) under the key (k0, k1). All words are unsigned 32-bit.
     *
     * @param words receives the four output words; at least four long
     */
    public static void generate(int c0, int c1, int c2, int c3, int k0, int k1, int[] words) {
        for (int round = 0; round < ROUNDS; round++) {
            long product0 = MULTIPLIER_0 * (c0 & LOW_32);
            long product1 = MULTIPLIER_1 * (c2 & LOW_32);
            c0 = (int) (product1 >>> 32) ^ c1 ^ k0;
            c2 = (int) (product0 >>> 32) ^ c3 ^ k1;
            c1 = (int) product1;
            c3 = (int) product0;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        words[0] = c0;
        words[1] = c1;
        words[2] = c2;
        words[3] = c3;
    }
}
