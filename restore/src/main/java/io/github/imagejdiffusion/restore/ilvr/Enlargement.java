package io.github.imagejdiffusion.restore.ilvr;

import io.github.imagejdiffusion.diffusion.filter.ResizeKernel;
import io.github.imagejdiffusion.diffusion.filter.Resizer;

/**
 * A smooth enlargement whose block means are the plane: bicubic, and what its block means then lack enlarged likewise and
 * added, again and again (iterative back-projection, Irani and Peleg 1991, CVGIP 53:231). Bicubic enlargement alone is
 * blurred once more: its block means are not what a camera of larger pixels has seen. Stateless.
 */
final class Enlargement {

    /** Each takes away more than half of what is left, also of the finest pattern: a thousandth of a grey value of 255. */
    private static final int ROUNDS = 20;

    private Enlargement() {}

    /**
     * @param plane row-major; not modified
     * @param n pixels, along each axis, that take the place of one
     */
    static float[] of(float[] plane, int width, int height, int n) {
        Resizer up = Resizer.byScale(ResizeKernel.CUBIC, width, height, n);
        Resizer down = Resizer.toSize(ResizeKernel.BOX, n * width, n * height, width, height);
        float[] fine = up.apply(plane);
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
        return fine;
    }
}
