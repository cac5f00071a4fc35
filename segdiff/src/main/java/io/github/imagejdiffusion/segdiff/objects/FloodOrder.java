package io.github.imagejdiffusion.segdiff.objects;

/** Packs a float and an int into a long that sorts by descending float, then by ascending int. */
final class FloodOrder {

    private FloodOrder() {}

    static long key(float value, int second) {
        int bits = Float.floatToIntBits(value + 0.0f);
        int ascending = bits < 0 ? bits ^ 0x7fffffff : bits;
        return (long) ~ascending << 32 | second & 0xffffffffL;
    }

    static int second(long key) {
        return (int) key;
    }
}
