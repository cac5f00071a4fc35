package io.github.imagejdiffusion.superres.consistency;

/**
 * The upper part of a plane, or all of it, coarse and fine. Arrays are row-major and not copied.
 *
 * @param factor of the sizes
 * @param width of the coarse plane
 * @param height of the coarse plane
 * @param record the coarse rows from the top
 * @param fine the fine rows of these, and as many more as there are
 */
record ResolvedPart(int factor, int width, long height, float[] record, float[] fine) {

    /** Coarse rows that can be compared if the blur reaches so many fine pixels. */
    int rows(int reach) {
        long fineRows = fine.length / ((long) width * factor);
        long known = fineRows == height * factor ? fineRows : fineRows - reach;
        return (int) Math.max(0, Math.min(record.length / width, known / factor));
    }
}
