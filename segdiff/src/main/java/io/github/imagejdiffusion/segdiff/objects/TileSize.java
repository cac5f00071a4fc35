package io.github.imagejdiffusion.segdiff.objects;

/**
 * How a plane is cut up to find its objects: a tile finds the objects whose seed lies in its core, looking as far as the
 * margin around it.
 *
 * @param core side of a core in pixels of the input grid
 * @param margin in pixels of the input grid; objects that reach further than this beyond their core are cut
 */
public record TileSize(int core, int margin) {

    /** Side of a core at the model's own scale. */
    private static final int CORE = 1024;

    /** Several of the largest objects that a model is made for. */
    private static final int MARGIN = 256;

    /** A tile of at most these sizes, margins and frame included, fits into an array. */
    private static final int LARGEST_CORE = 1 << 14;

    private static final int LARGEST_MARGIN = 1 << 13;

    /** Checks the sizes. @throws IllegalArgumentException unless the core is positive and the margin not negative */
    public TileSize {
        if (core < 1 || margin < 0) {
            throw new IllegalArgumentException("tiles of " + core + " pixels with a margin of " + margin);
        }
    }

    /** Tiles in pixels of the input. @param scale magnification at which the network sees the input */
    public static TileSize atScale(double scale) {
        return new TileSize((int) Math.min(LARGEST_CORE, Math.ceil(CORE / scale)), (int)
                Math.min(LARGEST_MARGIN, Math.ceil(MARGIN / scale)));
    }
}
