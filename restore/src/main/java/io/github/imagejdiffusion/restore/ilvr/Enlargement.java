package io.github.imagejdiffusion.restore.ilvr;

import io.github.imagejdiffusion.diffusion.filter.ResizeKernel;
import io.github.imagejdiffusion.diffusion.filter.Resizer;

/**
 * Planes N times as wide and high that agree with a plane: their block means, what a camera of larger pixels would have
 * seen, are its pixels. By iterative back-projection (Irani and Peleg 1991, CVGIP 53:231): what the block means lack is
 * enlarged bicubically and added, again and again. Immutable and thread-safe.
 */
final class Enlargement {

    /** Each takes away more than half of what is left, also of the finest pattern: 1e-7 of it stays at last. */
    private static final int ROUNDS = 20;

    private final float[] plane;
    private final Resizer up;
    private final Resizer down;

    /**
     * @param plane row-major; not copied
     * @param n pixels, along each axis, that take the place of one
     */
    Enlargement(float[] plane, int width, int height, int n) {
        this.plane = plane;
        this.up = Resizer.byScale(ResizeKernel.CUBIC, width, height, n);
        this.down = Resizer.toSize(ResizeKernel.BOX, n * width, n * height, width, height);
    }

    /** A smooth one. Bicubic enlargement alone is none: it blurs once more. */
    float[] smooth() {
        float[] fine = up.apply(plane);
        fit(fine);
        return fine;
    }

    /** Makes a fine plane one, changing it as smoothly as can be, in place. */
    void fit(float[] fine) {
        for (int round = 0; round < ROUNDS; round++) {
            float[] lacking = down.apply(fine);
            for (int i = 0; i < lacking.length; i++) {
                lacking[i] = plane[i] - lacking[i];
            }
            float[] correction = up.apply(lacking);
            for (int i = 0; i < fine.length; i++) {
                fine[i] += correction[i];
            }
        }
    }
}
