package io.github.imagejdiffusion.superres.consistency;

import net.imglib2.FinalInterval;

/**
 * Consecutive fine rows of a plane, which may be changed. Not thread-safe.
 *
 * @param rows row-major, not copied
 * @param top row of the plane that they begin with
 * @param width of the fine plane
 * @param height of the fine plane
 */
record FineBand(float[] rows, long top, int width, long height) {

    private long end() {
        return top + rows.length / width;
    }

    /** The first coarse row of which all is here that the forward model needs. */
    int firstKnown(ForwardModel model) {
        long needed = top == 0 ? 0 : top + model.reach();
        return Math.toIntExact((needed + model.factor() - 1) / model.factor());
    }

    /** The coarse row after the last such one; those before it from {@link #firstKnown} on are known. */
    int known(ForwardModel model) {
        long fine = end() == height ? height : end() - model.reach();
        return Math.toIntExact(Math.max(firstKnown(model), fine / model.factor()));
    }

    /** A(x) of coarse rows that are known, row-major. */
    float[] record(ForwardModel model, int from, int to) {
        if (from == to) {
            return new float[0];
        }
        return model.record(
                rows, top, width, height, FinalInterval.createMinMax(0, from, width / model.factor() - 1L, to - 1L));
    }

    /** Adds whole rows, of which the first is a row of the plane that lies in the band. */
    void add(float[] correction, long firstRow) {
        int at = Math.toIntExact(firstRow - top) * width;
        for (int i = 0; i < correction.length; i++) {
            rows[at + i] += correction[i];
        }
    }
}
