package io.github.imagejdiffusion.formats.hostile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** The ways in which bytes of a file are spoiled: by decay, by accident, and by those who know where numbers stand. */
final class Damage {

    /** Most numbers that matter stand in headers, which lie at the beginning, or in directories, which lie at the end. */
    private static final int HEAD = 256;

    private static final int TAIL = 1500;

    private final SplittableRandom random;

    Damage(long seed) {
        random = new SplittableRandom(seed);
    }

    /** The specimen with one to three hits in one of its files. */
    Specimen strike(Specimen whole) {
        List<String> names = List.copyOf(whole.files().keySet());
        String name = names.get(random.nextInt(names.size()));
        byte[] bytes = whole.files().get(name);
        for (int hits = random.nextInt(1, 4); hits > 0 && bytes.length > 0; hits--) {
            bytes = hit(bytes.clone());
        }
        return whole.with(name, bytes);
    }

    private byte[] hit(byte[] bytes) {
        switch (random.nextInt(10)) {
            case 0 -> {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            case 1 -> {
                return withoutSpan(bytes);
            }
            case 2 -> {
                return withSpanTwice(bytes);
            }
            case 3 -> noise(bytes);
            case 4 -> largestDigits(bytes);
            case 5, 6, 7 -> absurdNumber(bytes);
            default -> flip(bytes);
        }
        return bytes;
    }

    private int place(int length) {
        return switch (random.nextInt(3)) {
            case 0 -> random.nextInt(length);
            case 1 -> random.nextInt(Math.min(length, HEAD));
            default -> length - 1 - random.nextInt(Math.min(length, TAIL));
        };
    }

    private void flip(byte[] bytes) {
        for (int k = random.nextInt(1, 5); k > 0; k--) {
            bytes[place(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
    }

    private void noise(byte[] bytes) {
        int at = place(bytes.length);
        byte[] noise = new byte[Math.min(bytes.length - at, random.nextInt(1, 9))];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, bytes, at, noise.length);
    }

    private byte[] withoutSpan(byte[] bytes) {
        int from = place(bytes.length);
        int to = Math.min(bytes.length, from + random.nextInt(1, 64));
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - (to - from));
        System.arraycopy(bytes, to, shorter, from, bytes.length - to);
        return shorter;
    }

    private byte[] withSpanTwice(byte[] bytes) {
        int from = place(bytes.length);
        int to = Math.min(bytes.length, from + random.nextInt(1, 64));
        byte[] longer = Arrays.copyOf(bytes, bytes.length + (to - from));
        System.arraycopy(bytes, from, longer, to, bytes.length - from);
        return longer;
    }

    /** Sizes, counts and offsets: nothing, everything, one too many, and the place of the number itself. */
    private void absurdNumber(byte[] bytes) {
        int size = 1 << random.nextInt(4);
        if (bytes.length < size) {
            return;
        }
        int at = Math.min(place(bytes.length) & -Math.min(size, 2), bytes.length - size);
        long[] absurd = {
            0,
            1,
            2,
            -1,
            -2,
            Integer.MAX_VALUE,
            Integer.MIN_VALUE,
            Long.MAX_VALUE,
            0xffff,
            0x10000,
            1 << 24,
            bytes.length,
            bytes.length - 1,
            at,
            at - 8,
            random.nextLong(),
            random.nextInt(bytes.length)
        };
        long value = absurd[random.nextInt(absurd.length)];
        ByteBuffer target =
                ByteBuffer.wrap(bytes).order(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        switch (size) {
            case 1 -> target.put(at, (byte) value);
            case 2 -> target.putShort(at, (short) value);
            case 4 -> target.putInt(at, (int) value);
            default -> target.putLong(at, value);
        }
    }

    /** Numbers in text become as large as there is room for. */
    private void largestDigits(byte[] bytes) {
        int at = random.nextInt(bytes.length);
        while (at < bytes.length && !Character.isDigit(bytes[at])) {
            at++;
        }
        byte digit = (byte) (random.nextInt(4) == 0 ? '0' : '9');
        for (; at < bytes.length && Character.isDigit(bytes[at]); at++) {
            bytes[at] = digit;
        }
    }
}
