package io.github.imagejdiffusion.formats.write;

/** Takes the pixels of a stack in rows: what planes too large for memory are written to. Not thread-safe. */
public interface RowWriter {

    /**
     * Appends whole rows; when those of a plane are complete, the next plane begins.
     *
     * @param rows k * width values, row by row, any k; not kept; values must fit the pixel type
     * @throws IllegalArgumentException if the length is not a multiple of the width
     * @throws io.github.imagejdiffusion.formats.FormatsException if a value does not fit the pixel type, if the disk is
     *     full, or if there are more rows than the planes have
     */
    void writeRows(float[] rows);
}
