package io.github.imagejdiffusion.diffusion.noise;

import io.github.imagejdiffusion.diffusion.planes.PlaneAddress;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.stream.IntStream;

/**
 * Noise v1 for one tensor's place in the field; the package description gives the exact layout.
 *
 * <p>Immutable and thread-safe. Large tensors are filled by several threads of the fork-join pool that the caller runs in,
 * else of Java's common pool; the values do not depend on that.
 *
 * @param seed the user's seed
 * @param firstRun run of the tensor's batch element 0; element n is run {@code firstRun + n}
 * @param plane t * Z + z in the source image
 * @param level pyramid level, 0 .. 65535; 0 where there is no pyramid
 * @param firstChannel channel of the tensor's channel 0
 * @param originY absolute y of the tensor's row 0, may be negative
 * @param originX absolute x of the tensor's column 0, may be negative
 */
public record AddressedNoise(long seed, int firstRun, int plane, int level, int firstChannel, int originY, int originX)
        implements NoiseSource {

    private static final int MAX_LEVEL = 0xFFFF;
    private static final int PARALLEL_FROM = 1 << 15;
    private static final double UNIT = 0x1p-32;
    private static final double TWO_PI = 2 * Math.PI;

    /** Checks the level. @throws IllegalArgumentException if it is out of range */
    public AddressedNoise {
        if (level < 0 || level > MAX_LEVEL) {
            throw new IllegalArgumentException("noise level must be 0 to " + MAX_LEVEL + ", not " + level);
        }
    }

    /** Run 0, plane 0, level 0, channel 0, origin (0,0). */
    public static AddressedNoise of(long seed) {
        return new AddressedNoise(seed, 0, 0, 0, 0, 0, 0);
    }

    /** The same place for other runs. */
    public AddressedNoise withFirstRun(int newFirstRun) {
        return new AddressedNoise(seed, newFirstRun, plane, level, firstChannel, originY, originX);
    }

    /** The same place in another plane. */
    public AddressedNoise withPlane(int newPlane) {
        return new AddressedNoise(seed, firstRun, newPlane, level, firstChannel, originY, originX);
    }

    /** The same place on another pyramid level. */
    public AddressedNoise withLevel(int newLevel) {
        return new AddressedNoise(seed, firstRun, plane, newLevel, firstChannel, originY, originX);
    }

    /** The same place in other channels. */
    public AddressedNoise withFirstChannel(int newFirstChannel) {
        return new AddressedNoise(seed, firstRun, plane, level, newFirstChannel, originY, originX);
    }

    /** Another place, in absolute coordinates. */
    public AddressedNoise withOrigin(int newOriginY, int newOriginX) {
        return new AddressedNoise(seed, firstRun, plane, level, firstChannel, newOriginY, newOriginX);
    }

    /**
     * At the first pixel of a plane, or of a part of one.
     *
     * @throws ArithmeticException if its place is beyond 2^31 pixels
     */
    public AddressedNoise at(PlaneAddress place) {
        return withPlane(place.plane()).withOrigin(Math.toIntExact(place.y()), Math.toIntExact(place.x()));
    }

    @Override
    public void fill(Tensor target, int call, NoiseStream stream) {
        int[] subkeys = subkeys(target.batch(), call, stream);
        int rows = target.batch() * target.channels() * target.height();
        IntStream indices = IntStream.range(0, rows);
        if (target.data().length >= PARALLEL_FROM) {
            indices = indices.parallel();
        }
        indices.forEach(row -> fillRow(target, row, subkeys));
    }

    private int[] subkeys(int runs, int call, NoiseStream stream) {
        int[] subkeys = new int[2 * runs];
        int[] words = new int[4];
        int use = stream.number() << 16 | level;
        for (int n = 0; n < runs; n++) {
            Philox4x32.generate(firstRun + n, plane, call, use, (int) seed, (int) (seed >>> 32), words);
            subkeys[2 * n] = words[0];
            subkeys[2 * n + 1] = words[1];
        }
        return subkeys;
    }

    private void fillRow(Tensor target, int row, int[] subkeys) {
        int height = target.height();
        int width = target.width();
        int y = originY + row % height;
        int channel = firstChannel + row / height % target.channels();
        int run = row / height / target.channels();
        int k0 = subkeys[2 * run];
        int k1 = subkeys[2 * run + 1];
        float[] data = target.data();
        int rowStart = row * width;
        int[] words = new int[4];
        float[] cut = new float[4];
        double[] direction = new double[2];
        int column = 0;
        while (column < width) {
            int x = originX + column;
            int first = x & 3;
            int count = Math.min(4 - first, width - column);
            Philox4x32.generate(x >> 2, y, channel, 0, k0, k1, words);
            if (count == 4) {
                normals(words, direction, data, rowStart + column);
            } else {
                normals(words, direction, cut, 0);
                System.arraycopy(cut, first, data, rowStart + column, count);
            }
            column += count;
        }
    }

    /** The four normal deviates of four words. */
    private static void normals(int[] words, double[] direction, float[] to, int at) {
        boxMuller(words[0], words[1], direction, to, at);
        boxMuller(words[2], words[3], direction, to, at + 2);
    }

    private static void boxMuller(int radiusWord, int angleWord, double[] direction, float[] to, int at) {
        double radius = Math.sqrt(-2 * FdLibm.log(uniform(radiusWord)));
        FdLibm.cosineAndSine(TWO_PI * uniform(angleWord), direction);
        to[at] = (float) (radius * direction[0]);
        to[at + 1] = (float) (radius * direction[1]);
    }

    /** Within (0,1), both ends excluded, so that the logarithm is finite. */
    private static double uniform(int word) {
        return (Integer.toUnsignedLong(word) + 0.5) * UNIT;
    }
}
