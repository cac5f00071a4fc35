package io.github.imagejdiffusion.formats.zarr;

/**
 * One dimension of an image.
 *
 * @param kind which of the five it is, or OTHER
 * @param name as in the file
 * @param unit of its coordinates, empty if the file does not say
 */
record Axis(Kind kind, String name, String unit) {

    /** What a dimension is. */
    enum Kind {
        T,
        C,
        Z,
        Y,
        X,
        /** Anything else, of which there can be one only. */
        OTHER
    }
}
