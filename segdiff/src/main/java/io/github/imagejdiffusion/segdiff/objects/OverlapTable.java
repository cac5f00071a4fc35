package io.github.imagejdiffusion.segdiff.objects;

/**
 * How many pixels each pair of labels shares. An open hash table: there are about as many pairs as objects, never a
 * matrix of all. Not thread-safe.
 */
final class OverlapTable {

    private static final int SMALLEST = 64;

    /** Both labels in one number; 0 is a free place, as labels begin at 1. */
    private long[] pairs = new long[SMALLEST];

    private long[] pixels = new long[SMALLEST];
    private int size;

    /** Told about every pair. */
    interface Visitor {

        void pair(int a, int b, long pixels);
    }

    /** @param a label, at least 1 */
    void add(int a, int b, long count) {
        if (2 * size >= pairs.length) {
            grow();
        }
        long pair = (long) a << 32 | b;
        int place = place(pair);
        if (pairs[place] == 0) {
            pairs[place] = pair;
            size++;
        }
        pixels[place] += count;
    }

    /** Visits all pairs, in no order that means anything. */
    void forEach(Visitor visitor) {
        for (int i = 0; i < pairs.length; i++) {
            if (pairs[i] != 0) {
                visitor.pair((int) (pairs[i] >>> 32), (int) pairs[i], pixels[i]);
            }
        }
    }

    private int place(long pair) {
        // Fibonacci hashing: neighbouring labels must not fall into neighbouring places.
        int place = (int) (pair * 0x9E3779B97F4A7C15L >>> 32) & pairs.length - 1;
        while (pairs[place] != 0 && pairs[place] != pair) {
            place = place + 1 & pairs.length - 1;
        }
        return place;
    }

    private void grow() {
        long[] oldPairs = pairs;
        long[] oldPixels = pixels;
        pairs = new long[2 * oldPairs.length];
        pixels = new long[pairs.length];
        for (int i = 0; i < oldPairs.length; i++) {
            if (oldPairs[i] != 0) {
                int place = place(oldPairs[i]);
                pairs[place] = oldPairs[i];
                pixels[place] = oldPixels[i];
            }
        }
    }
}
