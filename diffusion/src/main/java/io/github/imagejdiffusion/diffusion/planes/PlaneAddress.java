package io.github.imagejdiffusion.diffusion.planes;

/**
 * Where a plane lies in the source, which decides its noise. A part of a plane gets the noise that it has in the whole.
 *
 * @param plane t * Z + z in the source
 * @param x of the part's first pixel in the whole plane, in pixels; 0 for whole planes
 * @param y likewise
 */
public record PlaneAddress(int plane, long x, long y) {

    /** A whole plane. */
    public static PlaneAddress whole(int plane) {
        return new PlaneAddress(plane, 0, 0);
    }

    /**
     * The same place in the image whose sides are n times as long.
     *
     * @throws ArithmeticException if it is beyond 2^63 pixels
     */
    public PlaneAddress enlarged(int n) {
        return new PlaneAddress(plane, Math.multiplyExact(x, n), Math.multiplyExact(y, n));
    }
}
